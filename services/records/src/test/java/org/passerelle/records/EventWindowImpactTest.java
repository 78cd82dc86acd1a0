package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.impact.Reach;
import org.passerelle.core.impact.Tally;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.With;
import org.passerelle.core.world.Worlds;

/** Records that differ in nothing but event time, under an agreement that covers a window of it. */
class EventWindowImpactTest {
    private static final Instant FROM = Instant.parse("2015-02-01T00:00:00Z");
    private static final Instant UNTIL = FROM.plus(Duration.ofDays(10));
    private static final List<Verdict> DISCLOSED = List.of(Verdict.DENY, Verdict.PERMIT);

    private final RecordsFixture records = new RecordsFixture();
    private final StoredWorlds stored = new StoredWorlds(records.database, 100);

    @AfterEach
    void close() {
        records.close();
    }

    /** A record that a recipient gets by an agreement and not without it, at whatever time it happened. */
    private record Sample(Worlds.Drawn world, Agreement agreement, Reach reach, RecordFacts record, Instant at) {

        Bundle without() {
            List<Agreement> others = new ArrayList<>(world.bundle().agreements());
            others.removeIf(one -> one.id().equals(agreement.id()));
            return With.with(world.bundle(), "agreements", others);
        }

        Bundle with(Agreement active) {
            List<Agreement> all = new ArrayList<>(without().agreements());
            all.add(active);
            return With.with(world.bundle(), "agreements", all);
        }

        Agreement within(Optional<Instant> from, Optional<Instant> until) {
            return With.with(
                    agreement,
                    "clauses",
                    agreement.clauses().stream()
                            .map(clause -> With.with(With.with(clause, "eventFrom", from), "eventUntil", until))
                            .toList());
        }

        RecordFacts happened(Optional<Instant> time) {
            return With.with(record, "eventTime", time);
        }

        Map<List<Verdict>, Long> expected(Bundle after, List<RecordFacts> all) {
            BruteForce force = new BruteForce(without(), after, reach, at);
            all.forEach(force::add);
            return force.records;
        }
    }

    @Test
    void eachCountsByItsOwnEventTime() {
        Sample sample = sample();
        List<RecordFacts> all = new ArrayList<>();
        // Before, at the beginning, within, at the end, after; and one of which nobody knows when.
        LongStream.of(-5, -1, 0, 1, 5, 9, 10, 11, 20)
                .forEach(day -> all.add(sample.happened(Optional.of(FROM.plus(Duration.ofDays(day))))));
        all.add(sample.happened(Optional.empty()));
        for (int number = 0; number < all.size(); number++) {
            stored.store("at-" + number, all.get(number));
        }
        Agreement limited = sample.within(Optional.of(FROM), Optional.of(UNTIL));
        Bundle after = sample.with(limited);
        Map<List<Verdict>, Long> expected = sample.expected(after, all);
        assertEquals(4, expected.get(DISCLOSED), expected::toString);
        Tally tally = Objects.requireNonNull(new ComparedKinds(records, stored)
                .tallies(sample.without(), after, sample.record().releaser(), List.of(sample.reach()), sample.at())
                .get(sample.reach()));
        assertEquals(expected, BruteForce.records(tally));
    }

    private static Sample sample() {
        for (long seed = 0; ; seed++) {
            Worlds.Drawn world = Worlds.of(seed);
            Instant at = world.instants().getFirst();
            for (Agreement drawn : world.bundle().agreements()) {
                for (RecordFacts record : world.records()) {
                    Optional<Sample> found = sample(world, drawn, With.with(record, "grants", List.<Grant>of()), at);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
    }

    private static Optional<Sample> sample(Worlds.Drawn world, Agreement drawn, RecordFacts record, Instant at) {
        if (record.portions().stream().anyMatch(portion -> portion.label().isEmpty())) {
            return Optional.empty();
        }
        return Reach.of(world.bundle(), List.of(drawn)).stream()
                .map(reach -> new Sample(world, drawn, reach, record, at))
                .filter(sample -> {
                    Bundle always = sample.with(sample.within(Optional.empty(), Optional.empty()));
                    return sample.expected(always, List.of(record)).equals(Map.of(DISCLOSED, 1L));
                })
                .findFirst();
    }
}
