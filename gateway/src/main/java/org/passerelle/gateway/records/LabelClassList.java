package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.policy.CompiledBundles;
import org.passerelle.gateway.policy.KnownClasses;
import org.passerelle.platform.bus.Bus;

/** Which label classes a caller may see something of; the classes are far fewer than rows, grow with each look and never change. */
final class LabelClassList {
    private final Vertx vertx;
    private final KnownClasses classes;
    private final Clock clock;
    private final CompiledBundles compiled;

    LabelClassList(Vertx vertx, Bus bus, Clock clock, CompiledBundles compiled) {
        this.vertx = vertx;
        this.classes = new KnownClasses(bus, compiled);
        this.clock = clock;
        this.compiled = compiled;
    }

    /** The rows that are or may be permitted, with those that have no class and must be decided. */
    Future<MayRead> worthReading(LeasedBundle leased, Request request) {
        return classes.grown().compose(known -> Workers.run(vertx, () -> look(leased, request)));
    }

    private MayRead look(LeasedBundle leased, Request request) {
        Instant at = clock.instant();
        Sheet sheet = compiled.of(leased.bundle()).sheet(leased, request, at);
        MayRead mayRead = sheet.mayRead(Set.of(Verdict.PERMIT, Verdict.HOLD), at);
        return sheet.refused().isPresent() ? mayRead : mayRead.with(ClassCatalogue.UNCLASSED);
    }
}
