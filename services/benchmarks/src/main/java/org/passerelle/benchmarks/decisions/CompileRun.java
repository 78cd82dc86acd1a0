package org.passerelle.benchmarks.decisions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.passerelle.benchmarks.workload.Changes;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.decision.Request;

/** Times the compiling of sheets over all label classes of a workload: the first, each further one, and again after a change. */
final class CompileRun {
    private static final int REPETITIONS = 3;
    private static final int SHEETS = 3;
    private static final int MANY_AGREEMENTS = 20_000;
    private static final int CLASSES = 100_000;

    private final Workload workload;
    private final ClassCatalogue catalogue = new ClassCatalogue(CLASSES);
    private final List<Request> requests;

    CompileRun(Workload workload) {
        this.workload = workload;
        workload.records()
                .forEach(record -> catalogue.intern(record, record.portions().getFirst()));
        this.requests = workload.requests().subList(1, 1 + (workload.agreements() < MANY_AGREEMENTS ? SHEETS : 1));
    }

    List<CompileTime> times() {
        Changes changes = new Changes(workload);
        Bundle bundle = workload.policy().bundle();
        List<CompileTime> times = new ArrayList<>();
        times.add(time("bundle with its first sheet", () -> elapsed(() -> first(bundle))));
        times.add(time("each further sheet", () -> {
            CompiledPolicy policy = first(bundle);
            return elapsed(() -> sheets(policy)) / requests.size();
        }));
        CompiledPolicy before = first(bundle);
        sheets(before);
        times.add(again("each sheet after an agreement ends", before, changes.agreementEnded()));
        times.add(again("each sheet after an assessment is suspended", before, changes.assessmentSuspended()));
        times.add(again("each sheet after a member leaves its group", before, changes.memberLeft()));
        return times;
    }

    private CompiledPolicy first(Bundle bundle) {
        CompiledPolicy policy = new CompiledPolicy(bundle, catalogue);
        classes(policy, workload.requests().getFirst());
        return policy;
    }

    private void sheets(CompiledPolicy policy) {
        requests.forEach(request -> classes(policy, request));
    }

    private CompileTime again(String step, CompiledPolicy before, Bundle changed) {
        return time(step, () -> elapsed(() -> sheets(before.next(changed))) / requests.size());
    }

    private void classes(CompiledPolicy policy, Request request) {
        LeasedBundle leased =
                new LeasedBundle(policy.bundle(), true, workload.policy().leaseUntil());
        policy.sheet(leased, request, workload.at()).classes(workload.at());
    }

    private static long elapsed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }

    /** The first repetition only warms up. */
    private CompileTime time(String step, LongSupplier measurement) {
        double[] all = new double[REPETITIONS + 1];
        for (int repetition = 0; repetition < all.length; repetition++) {
            all[repetition] = measurement.getAsLong() / 1e6;
        }
        double[] sorted = Arrays.copyOfRange(all, 1, all.length);
        Arrays.sort(sorted);
        double spread = (sorted[REPETITIONS - 1] - sorted[0]) / 2;
        return new CompileTime(step, workload.agreements(), catalogue.highest(), sorted[REPETITIONS / 2], spread);
    }
}
