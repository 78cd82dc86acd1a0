package org.passerelle.core.impact;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.compiled.Row;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/**
 * Two policies compared at one instant over the records of one releaser, for all that an agreement lets others ask for. Neither is
 * leased: nothing is disclosed on what is decided here. Not safe for use by several threads.
 */
public final class Comparison {

    /** What was disclosed: to whom, how and what for. */
    public record Replayed(String recipient, Action action, String purpose) {}

    private record Side(LeasedBundle leased, CompiledPolicy policy) {
        Sheet sheet(Request request, Instant at) {
            return policy.sheet(leased, request, at);
        }
    }

    private final Side before;
    private final Side after;
    private final ClassCatalogue catalogue;
    private final String releaser;
    private final List<Reach> reaches;
    private final Instant at;
    private final Map<Reach, Tally> tallies = new LinkedHashMap<>();
    private final Map<Replayed, Tally> replays = new LinkedHashMap<>();

    /**
     * @param reaches whose accounts need not be known to the bundles
     * @param catalogue all label classes
     */
    public Comparison(
            Bundle before, Bundle after, ClassCatalogue catalogue, String releaser, List<Reach> reaches, Instant at) {
        List<RecipientProfile> recipients =
                reaches.stream().map(Reach::recipient).toList();
        this.catalogue = of(releaser, catalogue);
        CompiledPolicy present = new CompiledPolicy(RecipientProfile.known(before, recipients), this.catalogue);
        this.before = new Side(new LeasedBundle(present.bundle(), true, Instant.MAX), present);
        // Compiled first, so that the supposed policy takes over what the change does not touch, which is most.
        reaches.forEach(reach -> this.before.sheet(reach.request(), at).classes(at));
        CompiledPolicy supposed = present.next(RecipientProfile.known(after, recipients));
        this.after = new Side(new LeasedBundle(supposed.bundle(), true, Instant.MAX), supposed);
        this.releaser = releaser;
        this.reaches = List.copyOf(reaches);
        this.at = at;
        reaches.forEach(reach -> tallies.put(reach, new Tally()));
    }

    /** The classes of others are no business of this comparison, and would each have to be compiled. */
    private static ClassCatalogue of(String releaser, ClassCatalogue all) {
        ClassCatalogue own = new ClassCatalogue(all.highest());
        for (int number = 1; number <= all.highest(); number++) {
            int same = number;
            all.facts(number)
                    .filter(facts -> facts.releaser().equals(releaser))
                    .ifPresent(facts -> own.add(same, facts));
        }
        return own;
    }

    /** Label classes of which a record may be permitted or held under either policy; portions without a class are among them. */
    public Set<Integer> classes() {
        Set<Integer> classes = new TreeSet<>();
        for (Reach reach : reaches) {
            for (Side side : List.of(before, after)) {
                side.sheet(reach.request(), at).classes(at).worthReading().stream()
                        .filter(number -> catalogue
                                .facts(number)
                                .filter(facts -> concerns(reach, facts))
                                .isPresent())
                        .forEach(classes::add);
            }
        }
        classes.add(ClassCatalogue.UNCLASSED);
        return classes;
    }

    /** What the releaser originated alone its own members read whatever is agreed. */
    private boolean concerns(Reach reach, RecordFacts labelClass) {
        return !reach.recipient().account().party().equals(releaser)
                || labelClass
                        .portions()
                        .getFirst()
                        .label()
                        .filter(label -> label.originators().equals(Set.of(releaser)))
                        .isEmpty();
    }

    /** In what records must not differ to be of one kind. */
    public Distinctions distinctions() {
        return Distinctions.between(before.policy().bundle(), after.policy().bundle(), releaser, reaches);
    }

    /**
     * Decides records of one kind under both policies, and counts them.
     *
     * @param grants by recipient, on file for this record; then it is the only one of its kind
     */
    public void add(RecordKind kind, Map<String, List<Grant>> grants) {
        List<RecordFacts> classes = kind.record().portions().stream()
                .map(portion -> LabelClasses.classFacts(kind.record(), portion))
                .toList();
        for (Reach reach : reaches) {
            List<Grant> own = grants.getOrDefault(reach.recipient().account().party(), List.of());
            add(
                    kind,
                    classes,
                    reach,
                    own.isEmpty() ? kind.record() : kind.record().granted(own));
        }
    }

    private void add(RecordKind kind, List<RecordFacts> classes, Reach reach, RecordFacts record) {
        Sheet present = before.sheet(reach.request(), at);
        Sheet supposed = after.sheet(reach.request(), at);
        Verdict was = Verdict.DENY;
        Verdict would = Verdict.DENY;
        Set<ClassChange> changes = new HashSet<>();
        for (int i = 0; i < classes.size(); i++) {
            if (!concerns(reach, classes.get(i))) {
                continue;
            }
            PortionFacts portion = record.portions().get(i);
            Row row = Row.of(kind.classes().get(i), record, portion);
            Outcome earlier = Outcome.of(present.decide(row, at));
            Outcome later = Outcome.of(supposed.decide(row, at));
            was = better(was, earlier.verdict());
            would = better(would, later.verdict());
            if (!earlier.sameTerms(later)) {
                changes.add(new ClassChange(classes.get(i), earlier, later));
            }
        }
        if (was != Verdict.DENY || would != Verdict.DENY) {
            tally(reach).add(kind, was, would, changes);
        }
    }

    private Tally tally(Reach reach) {
        return tallies.computeIfAbsent(reach, none -> new Tally());
    }

    private static Verdict better(Verdict one, Verdict other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** What was counted so far. */
    public Map<Reach, Tally> tallies() {
        return new LinkedHashMap<>(tallies);
    }

    /**
     * Decides as if it were asked now what was disclosed before; of a disclosure every verdict is counted.
     *
     * @param grants of the recipient, on file for this record
     */
    public void replay(
            Replayed replayed, Request request, RecordFacts disclosed, List<Grant> grants, long disclosures) {
        RecordFacts record = disclosed.granted(grants);
        Map<String, Outcome> earlier = outcomes(before, request, record);
        Map<String, Outcome> later = outcomes(after, request, record);
        Set<ClassChange> changes = new HashSet<>();
        for (PortionFacts portion : record.portions()) {
            Outcome present = Objects.requireNonNull(earlier.get(portion.id()));
            Outcome supposed = Objects.requireNonNull(later.get(portion.id()));
            if (!present.sameTerms(supposed)) {
                changes.add(new ClassChange(LabelClasses.classFacts(record, portion), present, supposed));
            }
        }
        RecordKind kind = new RecordKind(record, List.of(), disclosures, List.of(record.recordId()));
        replays.computeIfAbsent(replayed, first -> new Tally()).add(kind, best(earlier), best(later), changes);
    }

    private Map<String, Outcome> outcomes(Side side, Request request, RecordFacts record) {
        Decision decision = side.policy().decide(side.leased(), request, record, at);
        Map<String, Outcome> outcomes = new HashMap<>();
        switch (decision) {
            case Decision.Refused refused ->
                record.portions()
                        .forEach(portion -> outcomes.put(portion.id(), Outcome.of(PortionDecision.refused(refused))));
            case Decision.Judged judged ->
                judged.portions().forEach(portion -> outcomes.put(portion.portionId(), Outcome.of(portion)));
        }
        return outcomes;
    }

    private static Verdict best(Map<String, Outcome> outcomes) {
        return outcomes.values().stream().map(Outcome::verdict).reduce(Verdict.DENY, Comparison::better);
    }

    /** What was replayed so far. */
    public Map<Replayed, Tally> replays() {
        return new LinkedHashMap<>(replays);
    }
}
