package org.passerelle.benchmarks.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.accumulo.access.Access;
import org.apache.accumulo.access.AccessEvaluator;
import org.openjdk.jmh.infra.Blackhole;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;

/**
 * Labels alone: an expression of level, compartments and who may have it, against what the subject is authorised for. Expressions and
 * evaluators are made beforehand, one evaluator for each subject and strength.
 */
public final class AccumuloLabels implements Engine {
    private static final Access ACCESS = Access.builder().build();

    private final Bundle bundle;
    private final String[] expressions;
    private final AccessEvaluator[] evaluators;

    public AccumuloLabels(Workload workload) {
        this.bundle = workload.policy().bundle();
        List<Pair> pairs = workload.pairs();
        this.expressions = new String[pairs.size()];
        this.evaluators = new AccessEvaluator[pairs.size()];
        Map<Label, String> written = new HashMap<>();
        Map<Request, AccessEvaluator> made = new HashMap<>();
        for (int number = 0; number < expressions.length; number++) {
            Pair pair = pairs.get(number);
            expressions[number] = written.computeIfAbsent(pair.portion().label().orElseThrow(), this::expression);
            evaluators[number] = made.computeIfAbsent(
                    pair.request(), request -> ACCESS.newEvaluator(authorizations(request, workload)));
        }
    }

    @Override
    public void decide(int pair, Blackhole sink) {
        sink.consume(evaluators[pair].canAccess(expressions[pair]));
    }

    @Override
    public Answer answer(int pair) {
        boolean permitted = evaluators[pair].canAccess(expressions[pair]);
        return new Answer(
                permitted ? Verdict.PERMIT : Verdict.DENY, Optional.empty(), Optional.empty(), Obligations.NONE);
    }

    private String expression(Label label) {
        Stream<String> conditions = Stream.concat(
                Stream.of(level(label.level())), label.compartments().stream().map(AccumuloLabels::quoted));
        Optional<String> readers = readers(label)
                .map(names -> names.stream()
                        .map(AccumuloLabels::quoted)
                        .collect(Collectors.joining("|", names.size() > 1 ? "(" : "", names.size() > 1 ? ")" : "")));
        return Stream.concat(conditions, readers.stream()).collect(Collectors.joining("&"));
    }

    /** The language has no "not": where somebody is barred, everybody else is listed. The originator reads its own. */
    private Optional<Set<String>> readers(Label label) {
        if (label.notReleasableTo().isEmpty()) {
            return switch (label.releasableTo()) {
                case Audience.Unrestricted everybody -> Optional.empty();
                case Audience.Only only -> {
                    Set<String> names = new TreeSet<>(only.names());
                    names.addAll(label.originators());
                    yield Optional.of(names);
                }
            };
        }
        Set<String> names = bundle.parties().keySet().stream()
                .filter(party -> bundle.admits(label.releasableTo(), party, label.markedAt())
                        || label.originators().contains(party))
                .filter(party -> !bundle.stand(label.notReleasableTo(), party, label.markedAt()))
                .collect(Collectors.toCollection(TreeSet::new));
        return Optional.of(names);
    }

    private Set<String> authorizations(Request request, Workload workload) {
        Account account = Known.in(bundle.accounts(), request.subject());
        Party party = Known.in(bundle.parties(), account.party());
        Level cap = Known.in(bundle.settings().strengthCeiling(), request.strength());
        Level cleared = account.clearance().min(party.accreditation()).min(cap);
        Set<String> authorizations = new TreeSet<>(account.compartments());
        authorizations.retainAll(party.compartments());
        authorizations.add(party.id());
        Stream.of(Level.values())
                .filter(level -> level.atMost(cleared))
                .forEach(level -> authorizations.add(level(level)));
        bundle.groups().values().stream()
                .filter(group -> group.includes(party.id(), workload.at()))
                .forEach(group -> authorizations.add(group.id()));
        return authorizations;
    }

    private static String level(Level level) {
        return "level" + level.number();
    }

    private static String quoted(String word) {
        return ACCESS.quote(word);
    }
}
