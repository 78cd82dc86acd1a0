package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.impact.Reach;
import org.passerelle.core.impact.Tally;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.With;
import org.passerelle.core.world.Worlds;

/** What activating, suspending, amending or ending an agreement would do is what deciding each stored record comes to. */
class ImpactTest {
    /** Each has two records, which are stored three times. */
    private static final int WORLDS = 1_750;

    private static final int MOST_CLASSES = 4_000;
    private static final int POLICIES = 6;
    private static final int MOST_REACHES = 4;

    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final StoredWorlds STORED = new StoredWorlds(RECORDS.database, MOST_CLASSES);
    private static final Map<String, List<RecordFacts>> BY_RELEASER = new HashMap<>();

    @BeforeAll
    static void store() {
        STORED.store(WORLDS);
        assertTrue(STORED.stored() >= 10_000);
        await(
                        RECORDS.database.query(
                                "select " + FactRows.columns("true")
                                        + "from record join version on version.record_id = record.id and version.version = record.current_version"))
                .forEach(row -> {
                    RecordFacts facts = FactRows.read(row).facts();
                    BY_RELEASER
                            .computeIfAbsent(facts.releaser(), first -> new ArrayList<>())
                            .add(facts);
                });
    }

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private record Case(String what, Bundle before, Bundle after, List<Agreement> versions) {}

    @Test
    void equalsWhatDecidingEveryRecordComesTo() {
        Map<List<Verdict>, Long> seen = new HashMap<>();
        long terms = 0;
        for (long seed = WORLDS; seed < WORLDS + POLICIES; seed++) {
            Worlds.Drawn world = Worlds.of(seed);
            Instant at =
                    world.instants().get(Math.floorMod(seed, world.instants().size()));
            Agreement chosen = chosen(world);
            for (Case one :
                    cases(world.bundle(), chosen, Worlds.of(seed + POLICIES).bundle())) {
                for (String releaser : releasers(chosen)) {
                    terms += compare(seed, one, releaser, at, seen);
                }
            }
        }
        long changed = terms;
        assertTrue(seen.getOrDefault(List.of(Verdict.DENY, Verdict.PERMIT), 0L) > 100, seen::toString);
        assertTrue(seen.getOrDefault(List.of(Verdict.PERMIT, Verdict.DENY), 0L) > 100, seen::toString);
        assertTrue(seen.getOrDefault(List.of(Verdict.DENY, Verdict.HOLD), 0L) > 5, seen::toString);
        assertTrue(seen.getOrDefault(List.of(Verdict.HOLD, Verdict.DENY), 0L) > 5, seen::toString);
        assertTrue(changed > 20, () -> "other terms " + changed);
    }

    /** The way from releaser to recipient, now and then one by which content came. */
    private static Agreement chosen(Worlds.Drawn world) {
        List<Agreement> agreements = world.bundle().agreements();
        return world.seed() % 3 == 0 ? agreements.getLast() : agreements.getFirst();
    }

    private static List<Case> cases(Bundle bundle, Agreement agreement, Bundle other) {
        List<Case> cases = new ArrayList<>();
        Bundle without = with(bundle, agreement, Optional.empty());
        Agreement active = agreement.in(AgreementState.ACTIVE).suspended(Set.of());
        Bundle standing = with(bundle, agreement, Optional.of(active));
        Agreement suspended = active.in(AgreementState.SUSPENDED).suspended(Set.of("MINUSMA"));
        List<Agreement> own = List.of(agreement);
        cases.add(new Case("activate " + agreement.id(), without, standing, own));
        cases.add(
                new Case("suspend " + agreement.id(), standing, with(bundle, agreement, Optional.of(suspended)), own));
        cases.add(new Case(
                "terminate " + agreement.id(),
                standing,
                with(bundle, agreement, Optional.of(active.in(AgreementState.TERMINATED))),
                own));
        other.agreements().stream()
                .filter(further -> further.id().equals(agreement.id()))
                .map(further -> amended(active, further))
                .forEach(amendment -> cases.add(new Case(
                        "amend " + agreement.id(),
                        standing,
                        with(bundle, agreement, Optional.of(amendment)),
                        List.of(active, amendment))));
        return cases;
    }

    /** The same parties on the terms of another agreement. */
    private static Agreement amended(Agreement agreement, Agreement other) {
        Clause like = agreement.clauses().getFirst();
        return With.with(
                agreement,
                "clauses",
                other.clauses().stream()
                        .map(clause -> With.with(clause, "releaser", like.releaser()))
                        .map(clause -> With.with(clause, "recipient", like.recipient()))
                        .map(clause -> With.with(clause, "recordTypes", like.recordTypes()))
                        .toList());
    }

    private static Bundle with(Bundle bundle, Agreement instead, Optional<Agreement> agreement) {
        List<Agreement> agreements = new ArrayList<>(bundle.agreements());
        agreements.removeIf(one -> one.id().equals(instead.id()));
        agreement.ifPresent(agreements::add);
        return With.with(bundle, "agreements", agreements);
    }

    /** Whoever gives, and the first who gets: what came with conditions is in its own records. */
    private static Set<String> releasers(Agreement agreement) {
        Set<String> releasers = new HashSet<>();
        agreement.clauses().forEach(clause -> releasers.add(clause.releaser()));
        releasers.add(agreement.clauses().getFirst().recipient());
        releasers.retainAll(BY_RELEASER.keySet());
        return releasers;
    }

    private static long compare(long seed, Case one, String releaser, Instant at, Map<List<Verdict>, Long> seen) {
        List<Reach> reaches = new ArrayList<>(Reach.of(one.after(), one.versions()));
        Collections.shuffle(reaches, new Random(seed));
        reaches = reaches.subList(0, Math.min(MOST_REACHES, reaches.size()));
        Map<Reach, Tally> tallies =
                new ComparedKinds(RECORDS, STORED).tallies(one.before(), one.after(), releaser, reaches, at);
        long terms = 0;
        for (Reach reach : reaches) {
            BruteForce expected = new BruteForce(one.before(), one.after(), reach, at);
            BY_RELEASER.getOrDefault(releaser, List.of()).forEach(record -> expected.add(granted(record, reach)));
            Tally tally = Objects.requireNonNull(tallies.get(reach));
            String where = "seed " + seed + " " + one.what() + " of " + releaser + " for " + reach + " at " + at;
            assertEquals(expected.records, BruteForce.records(tally), where);
            assertEquals(expected.otherTerms, tally.otherTerms(), where);
            assertEquals(expected.rows, BruteForce.rows(tally), where);
            expected.records.forEach((change, count) -> seen.merge(change, count, Long::sum));
            terms += expected.otherTerms;
        }
        return terms;
    }

    private static RecordFacts granted(RecordFacts record, Reach reach) {
        List<Grant> grants = STORED.grants().getOrDefault(record.recordId(), List.of());
        return With.with(
                record,
                "grants",
                grants.stream()
                        .filter(grant -> grant.recipient()
                                .equals(reach.recipient().account().party()))
                        .toList());
    }
}
