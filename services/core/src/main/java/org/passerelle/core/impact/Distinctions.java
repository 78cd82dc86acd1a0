package org.passerelle.core.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.gate.ClauseIndex;

/**
 * In what records of one releaser can differ, beside their label classes and lifecycle, so that one of the compared policies decides
 * differently on them; rather too much than too little.
 *
 * @param eventTimes where event windows of clauses begin and end
 * @param markedAt where memberships of groups begin and end
 * @param delays that clauses ask for
 * @param subjects accounts that a label may name, or that may have submitted the record
 */
public record Distinctions(
        List<Instant> eventTimes, List<Instant> markedAt, List<Duration> delays, List<String> subjects) {
    public Distinctions {
        eventTimes = List.copyOf(eventTimes);
        markedAt = List.copyOf(markedAt);
        delays = List.copyOf(delays);
        subjects = List.copyOf(subjects);
    }

    static Distinctions between(Bundle before, Bundle after, String releaser, List<Reach> reaches) {
        NavigableSet<Instant> events = new TreeSet<>();
        NavigableSet<Instant> marks = new TreeSet<>();
        NavigableSet<Duration> delays = new TreeSet<>();
        for (Bundle bundle : List.of(before, after)) {
            bundle.agreements().stream()
                    .flatMap(agreement -> agreement.clauses().stream())
                    .forEach(clause -> {
                        clause.obligations().delay().ifPresent(delays::add);
                        // Of content received from others the time was judged at receipt.
                        if (ClauseIndex.members(bundle, clause.releaser()).contains(releaser)) {
                            clause.eventFrom().ifPresent(events::add);
                            clause.eventUntil().ifPresent(events::add);
                        }
                    });
            bundle.groups().values().stream()
                    .flatMap(group -> group.members().stream())
                    .flatMap(membership -> Stream.concat(Stream.of(membership.from()), membership.until().stream()))
                    .forEach(marks::add);
        }
        NavigableSet<String> subjects = new TreeSet<>();
        reaches.forEach(reach -> subjects.add(reach.recipient().account().id()));
        return new Distinctions(List.copyOf(events), List.copyOf(marks), List.copyOf(delays), List.copyOf(subjects));
    }
}
