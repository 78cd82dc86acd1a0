package org.passerelle.benchmarks.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casbin.jcasbin.main.EnforceResult;
import org.casbin.jcasbin.main.Enforcer;
import org.openjdk.jmh.infra.Blackhole;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Verdict;

/**
 * jCasbin. It has no index over policy lines, so each releaser and recipient have an enforcer of their own; sets and dates are compared
 * by functions in Java, since its policy lines hold text alone. The line that allows names the clause; a denial has no reason.
 */
public final class Casbin implements Engine {
    /** Milder obligations first, as the product prefers them, and what is held last. */
    private static final Comparator<Clause> PREFERRED = Comparator.<Clause, GeometryTier>comparing(
                    clause -> clause.obligations().geometry())
            .thenComparing(Clause::releaseHold)
            .thenComparing(Clause::id);

    private final Bundle bundle;
    private final Map<String, Clause> clauses = new HashMap<>();
    private final Map<String, Agreement> agreements = new HashMap<>();
    private final PlainJudge[] questions;
    private final Enforcer[] between;
    private final Enforcer own = single("own", (question, line) -> question.allowsOwn());
    private final Enforcer common = single("passes", (question, line) -> question.passesWithoutClause());
    private final Enforcer holding = single("held", (question, line) -> question.held());

    public Casbin(Workload workload) {
        this.bundle = workload.policy().bundle();
        Map<String, List<Clause>> byParties = new HashMap<>();
        for (Agreement agreement : bundle.agreements()) {
            for (Clause clause : agreement.clauses()) {
                clauses.put(clause.id(), clause);
                agreements.put(clause.id(), agreement);
                bundle.parties().keySet().stream()
                        .filter(party -> bundle.standsFor(clause.recipient(), party, workload.at()))
                        .forEach(party -> byParties
                                .computeIfAbsent(key(clause.releaser(), party), none -> new ArrayList<>())
                                .add(clause));
            }
        }
        Map<String, Enforcer> made = new HashMap<>();
        List<Pair> pairs = workload.pairs();
        this.questions = new PlainJudge[pairs.size()];
        this.between = new Enforcer[pairs.size()];
        for (int number = 0; number < questions.length; number++) {
            Pair pair = pairs.get(number);
            questions[number] = new PlainJudge(bundle, workload.at(), pair);
            String recipient =
                    Known.in(bundle.accounts(), pair.request().subject()).party();
            between[number] = made.computeIfAbsent(
                    key(pair.record().releaser(), recipient), key -> enforcer(byParties.getOrDefault(key, List.of())));
        }
    }

    private static String key(String releaser, String recipient) {
        return releaser + " to " + recipient;
    }

    private static Enforcer single(String name, CasbinFunction.Test test) {
        Enforcer enforcer = CasbinModel.enforcer("%s(r.question, p.clause)".formatted(name));
        enforcer.addFunction(name, new CasbinFunction(name, test));
        enforcer.addPolicy(name, "allow");
        return enforcer;
    }

    /** Without any line the matcher is tried once, on an empty one. */
    private Enforcer enforcer(List<Clause> those) {
        Enforcer enforcer = CasbinModel.enforcer("covers(r.question, p.clause) && allows(r.question, p.clause)");
        enforcer.addFunction(
                "covers",
                new CasbinFunction(
                        "covers",
                        (question, clause) -> !clause.isEmpty()
                                && question.covers(Known.in(agreements, clause), Known.in(clauses, clause))));
        enforcer.addFunction(
                "allows",
                new CasbinFunction("allows", (question, clause) -> question.allows(Known.in(clauses, clause))));
        those.stream().sorted(PREFERRED).forEach(clause -> enforcer.addPolicy(clause.id(), "allow"));
        return enforcer;
    }

    @Override
    public void decide(int pair, Blackhole sink) {
        sink.consume(answer(pair));
    }

    @Override
    public Answer answer(int pair) {
        PlainJudge question = questions[pair];
        if (question.asksForOwn()) {
            return own.enforce(question) ? answer(Verdict.PERMIT, Optional.empty()) : denied();
        }
        if (!common.enforce(question)) {
            return denied();
        }
        EnforceResult result = between[pair].enforceEx(question);
        if (!result.isAllow()) {
            return denied();
        }
        Clause clause = Known.in(clauses, result.getExplain().getFirst());
        boolean held = clause.releaseHold() || holding.enforce(question);
        return answer(held ? Verdict.HOLD : Verdict.PERMIT, Optional.of(clause));
    }

    private static Answer denied() {
        return answer(Verdict.DENY, Optional.empty());
    }

    private static Answer answer(Verdict verdict, Optional<Clause> clause) {
        return new Answer(
                verdict,
                Optional.empty(),
                clause.map(Clause::id),
                clause.map(Clause::obligations).orElse(Obligations.NONE));
    }
}
