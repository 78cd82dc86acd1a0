package org.passerelle.gateway.policy;

import io.vertx.core.Future;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;

/** The label classes that records has numbered; they grow with each look and never change. */
public final class KnownClasses {
    private final Bus bus;
    private final CompiledBundles compiled;

    public KnownClasses(Bus bus, CompiledBundles compiled) {
        this.bus = bus;
        this.compiled = compiled;
    }

    /** All that there are by now. */
    public Future<ClassCatalogue> grown() {
        return grown(compiled.catalogue().highest());
    }

    private Future<ClassCatalogue> grown(int after) {
        return bus.ask(Records.CLASSES, new Records.ClassesAfter(after)).compose(more -> {
            ClassCatalogue catalogue = compiled.catalogue();
            more.classes().forEach(labelClass -> catalogue.add(labelClass.id(), labelClass.facts()));
            return more.classes().size() < Records.Classes.PAGE
                    ? Future.succeededFuture(catalogue)
                    : grown(more.classes().getLast().id());
        });
    }
}
