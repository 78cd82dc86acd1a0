package org.passerelle.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Verdict;

/** The loop over all clauses. */
public final class LinearScan implements Engine {
    private final Workload workload;

    public LinearScan(Workload workload) {
        this.workload = workload;
    }

    @Override
    public void decide(int pair, Blackhole sink) {
        sink.consume(answer(pair));
    }

    @Override
    public Answer answer(int pair) {
        Answer answer = new PlainJudge(
                        workload.policy().bundle(),
                        workload.at(),
                        workload.pairs().get(pair))
                .judge(workload.policy().bundle().agreements());
        return answer.verdict() == Verdict.DENY
                ? new Answer(answer.verdict(), answer.reason(), answer.clause(), Obligations.NONE)
                : answer;
    }
}
