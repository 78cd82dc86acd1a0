package org.passerelle.gateway.policy;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.record.LabelClasses;

/** Bundles in compiled form: the newest, and the one before it for requests that began under it. */
public final class CompiledBundles {

    private final ClassCatalogue catalogue = new ClassCatalogue(LabelClasses.MOST);
    private volatile List<CompiledPolicy> recent = List.of();

    /** The label classes that are known here; they are numbered by records. */
    public ClassCatalogue catalogue() {
        return catalogue;
    }

    /** The compiled form of a bundle that is or was in force. */
    public CompiledPolicy of(Bundle bundle) {
        return known(bundle).orElseGet(() -> compile(bundle));
    }

    private synchronized CompiledPolicy compile(Bundle bundle) {
        Optional<CompiledPolicy> compiledMeanwhile = known(bundle);
        if (compiledMeanwhile.isPresent()) {
            return compiledMeanwhile.get();
        }
        if (recent.isEmpty()) {
            CompiledPolicy first = new CompiledPolicy(bundle, catalogue);
            recent = List.of(first);
            return first;
        }
        CompiledPolicy newest = recent.getFirst();
        CompiledPolicy compiled = newest.next(bundle);
        if (bundle.version() > newest.bundle().version()) {
            recent = List.of(compiled, newest);
        }
        return compiled;
    }

    // The very bundle: the lease hands out the same one as long as it is in force.
    @SuppressWarnings("ReferenceEquality")
    private Optional<CompiledPolicy> known(Bundle bundle) {
        return recent.stream().filter(one -> one.bundle() == bundle).findFirst();
    }
}
