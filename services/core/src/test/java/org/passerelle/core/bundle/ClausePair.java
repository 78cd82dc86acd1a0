package org.passerelle.core.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.SoundWorld.ClauseSketch;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;

/** Two clauses over a small domain, each in an agreement of its own, drawn so that every dimension separates them now and then. */
record ClausePair(Agreement one, Agreement other) {
    static final Set<String> PARTIES = Set.of("A", "B", "C");
    static final Map<String, Set<String>> MEMBERS = Map.of(
            "A", Set.of("A"), "B", Set.of("B"), "C", Set.of("C"), "ab", Set.of("A", "B"), "bc", Set.of("B", "C"));
    static final List<String> UNITS = List.of("B1", "B2");
    static final List<String> TYPES = List.of("incident", "alert");
    static final List<String> TAGS = List.of("t:t=\"1\"", "t:t=\"2\"");
    static final List<String> PURPOSES = List.of("p", "q");
    static final List<String> AREAS = List.of("ML", "ML-7", "ML-8", "NE");
    static final List<Action> ACTIONS = List.of(Action.READ, Action.PUSH, Action.NOTICE);
    /** Instants of validity and of events. */
    static final List<Instant> TIMES = IntStream.range(0, 5)
            .mapToObj(second -> SoundWorld.NOW.plusSeconds(second))
            .toList();

    static ClausePair of(Random random) {
        Agreement one = agreement("one", clause("one", random), random);
        ClauseSketch other = SoundWorld.sketch(clause("other", random));
        switch (random.nextInt(4)) {
            case 0 -> alike(one.clauses().getFirst(), other);
            case 1 -> {
                alike(one.clauses().getFirst(), other);
                other.obligations = other.obligations.join(obligations(random));
            }
            default -> {}
        }
        return new ClausePair(one, agreement("other", other.done(), random));
    }

    Clause first() {
        return one.clauses().getFirst();
    }

    Clause second() {
        return other.clauses().getFirst();
    }

    ClausePair swapped() {
        return new ClausePair(other, one);
    }

    /** Both clauses in the first agreement. */
    Agreement together() {
        return with(List.of(first(), SoundWorld.sketch(second(), one.id()).done()));
    }

    /** The second clause under the validity and state of the first. */
    ClausePair alongside() {
        return new ClausePair(one, with(List.of(second())));
    }

    private Agreement with(List<Clause> clauses) {
        return new Agreement(
                one.id(),
                one.titles(),
                one.parties(),
                one.state(),
                one.version(),
                one.validFrom(),
                one.validUntil(),
                clauses,
                one.hash(),
                one.signatures(),
                one.suspendedBy());
    }

    private static void alike(Clause one, ClauseSketch other) {
        other.obligations = one.obligations();
        other.onward = one.onward();
    }

    private static Agreement agreement(String id, Clause clause, Random random) {
        int from = random.nextInt(3);
        Agreement sound = SoundWorld.agreement(id, PARTIES, clause);
        AgreementState state = one(
                List.of(
                        AgreementState.ACTIVE,
                        AgreementState.ACTIVE,
                        AgreementState.ACTIVE,
                        AgreementState.ACTIVE,
                        AgreementState.SUSPENDED,
                        AgreementState.TERMINATED),
                random);
        return new Agreement(
                id,
                sound.titles(),
                PARTIES,
                state,
                1,
                TIMES.get(from),
                TIMES.get(from + 1 + random.nextInt(4 - from)),
                sound.clauses(),
                "",
                Map.of(),
                Set.of());
    }

    private static Clause clause(String id, Random random) {
        ClauseSketch clause = SoundWorld.clause(id);
        do {
            clause.releaser = one(List.of("A", "A", "A", "ab", "bc", "C"), random);
            clause.recipient = one(List.of("B", "B", "B", "ab", "bc", "A"), random);
        } while (clause.releaser.equals(clause.recipient) && PARTIES.contains(clause.releaser));
        clause.unit = clause.recipient.equals("B") && random.nextInt(3) == 0
                ? Optional.of(one(UNITS, random))
                : Optional.empty();
        clause.types = some(TYPES, random);
        clause.tags = random.nextInt(3) == 0 ? some(TAGS, random) : Set.of();
        clause.areas = areas(random);
        clause.purposes = some(PURPOSES, random);
        clause.actions = some(ACTIONS, random);
        if (random.nextInt(3) == 0) {
            int from = random.nextInt(4);
            clause.eventFrom = Optional.of(TIMES.get(from)).filter(some -> random.nextInt(3) > 0);
            clause.eventUntil = Optional.of(TIMES.get(from + 1)).filter(some -> random.nextInt(3) > 0);
        }
        clause.onward = one(
                List.of(
                        Audience.nobody(),
                        Audience.nobody(),
                        Audience.only("A"),
                        Audience.only("A", "ab"),
                        Audience.unrestricted()),
                random);
        clause.obligations = obligations(random);
        return clause.done();
    }

    private static Audience areas(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> Audience.unrestricted();
            case 5 -> Audience.nobody();
            default -> new Audience.Only(some(AREAS, random));
        };
    }

    /** Mostly mild, so that many pairs are ordered. */
    static Obligations obligations(Random random) {
        Set<FieldGroup> strip = new HashSet<>();
        if (random.nextInt(3) == 0) {
            strip.add(FieldGroup.SOURCE);
        }
        if (random.nextInt(5) == 0) {
            strip.add(FieldGroup.BODY);
        }
        return new Obligations(
                strip,
                one(List.of(GeometryTier.EXACT, GeometryTier.EXACT, GeometryTier.KM_10, GeometryTier.ADMIN_1), random),
                random.nextInt(5) == 0,
                false,
                Optional.of(Duration.ofDays(1 + random.nextInt(2))).filter(some -> random.nextInt(6) == 0),
                false,
                Optional.of(Duration.ofDays(1 + random.nextInt(2))).filter(some -> random.nextInt(6) == 0),
                random.nextInt(8) == 0 ? some(List.of("h", "i"), random) : Set.of());
    }

    /** The same, now and then with what nothing carries out, for which no clause of a policy asks. */
    static Obligations anyObligations(Random random) {
        Obligations carriedOut = obligations(random);
        return new Obligations(
                carriedOut.strip(),
                carriedOut.geometry(),
                carriedOut.gradingStatement(),
                random.nextInt(8) == 0,
                carriedOut.delay(),
                random.nextInt(8) == 0,
                carriedOut.retention(),
                carriedOut.handling());
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** At least one. */
    private static <T> Set<T> some(List<T> all, Random random) {
        Set<T> some = new HashSet<>();
        all.stream().filter(each -> random.nextInt(3) > 0).forEach(some::add);
        return some.isEmpty() ? Set.of(one(all, random)) : some;
    }
}
