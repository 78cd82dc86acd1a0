package org.passerelle.benchmarks.engine.xacml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.infra.Blackhole;
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import org.ow2.authzforce.core.pdp.api.PepAction;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.ow2.authzforce.core.pdp.impl.DefaultEnvironmentProperties;
import org.ow2.authzforce.core.pdp.impl.PdpEngineConfiguration;
import org.ow2.authzforce.core.xmlns.pdp.Pdp;
import org.ow2.authzforce.core.xmlns.pdp.StaticPolicyProvider;
import org.passerelle.benchmarks.engine.Answer;
import org.passerelle.benchmarks.engine.Engine;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Verdict;

/** AuthzForce, the XACML 3.0 engine, in this process and without XML: policy and requests are its own Java objects. */
public final class AuthzForce implements Engine {
    private final BasePdpEngine engine;
    private final DecisionRequest[] requests;
    private final Map<String, Obligations> obligations = new HashMap<>();

    public AuthzForce(Workload workload) {
        try {
            this.engine = new BasePdpEngine(
                    new PdpEngineConfiguration(configuration(workload), new DefaultEnvironmentProperties()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        XacmlRequests written = new XacmlRequests(engine, workload);
        this.requests = workload.pairs().stream().map(written::request).toArray(DecisionRequest[]::new);
        workload.policy().bundle().agreements().stream()
                .flatMap(agreement -> agreement.clauses().stream())
                .forEach((Clause clause) -> obligations.put(clause.id(), clause.obligations()));
    }

    private static Pdp configuration(Workload workload) {
        StaticPolicyProvider policies = new StaticPolicyProvider(List.of(XacmlPolicy.of(workload)), false);
        return new Pdp(
                null,
                null,
                null,
                null,
                List.of(policies),
                null,
                null,
                null,
                "8.1",
                true,
                true,
                true,
                false,
                false,
                false,
                BigInteger.valueOf(Integer.MAX_VALUE),
                BigInteger.TEN,
                BigInteger.TEN,
                BigInteger.ZERO);
    }

    @Override
    public void decide(int pair, Blackhole sink) {
        DecisionResult result = engine.evaluate(requests[pair]);
        sink.consume(result.getDecision());
        sink.consume(result.getPepActions());
    }

    @Override
    public Answer answer(int pair) {
        DecisionResult result = engine.evaluate(requests[pair]);
        return switch (result.getDecision()) {
            case PERMIT -> permitted(result);
            case DENY, NOT_APPLICABLE -> denied(result);
            case INDETERMINATE -> throw new IllegalStateException("a rule of the translation fails: " + result);
        };
    }

    private Answer permitted(DecisionResult result) {
        Optional<Code> hold = Optional.empty();
        Optional<String> clause = Optional.empty();
        for (PepAction action : result.getPepActions()) {
            if (action.getId().equals(ClausePolicies.RELEASE)) {
                clause = Optional.of(text(action));
            } else {
                Code code = Code.valueOf(text(action));
                hold = hold.filter(known -> known.compareTo(code) < 0).or(() -> Optional.of(code));
            }
        }
        return new Answer(
                hold.isPresent() ? Verdict.HOLD : Verdict.PERMIT,
                hold,
                clause,
                clause.map(id -> Known.in(obligations, id)).orElse(Obligations.NONE));
    }

    private static String text(PepAction action) {
        return String.valueOf(
                action.getAttributeAssignments().get(0).getValue().getContent().getFirst());
    }

    private static Answer denied(DecisionResult result) {
        Optional<Code> reason = result.getPepActions().stream()
                .map(advice -> Code.valueOf(advice.getId()))
                .findFirst();
        return new Answer(
                Verdict.DENY, reason.or(() -> Optional.of(Code.NO_AGREEMENT)), Optional.empty(), Obligations.NONE);
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
