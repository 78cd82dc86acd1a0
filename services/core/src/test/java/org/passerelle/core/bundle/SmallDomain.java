package org.passerelle.core.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;

/**
 * Whether two clauses cover one release, by trying everything that a release can be in the small domain. A clause judges every
 * dimension by itself, so each is tried by itself.
 */
final class SmallDomain {

    /** One release that both clauses cover. */
    record Release(
            String releaser,
            String recipient,
            Optional<String> unit,
            Action action,
            String purpose,
            String type,
            Set<String> tags,
            Set<String> areas,
            Optional<Instant> event,
            Instant at) {}

    private SmallDomain() {}

    /** The first release that both cover. */
    static Optional<Release> covered(ClausePair pair) {
        List<List<String>> ways = ways(pair);
        Optional<Optional<String>> unit =
                tried(List.of(Optional.empty(), Optional.of("B1"), Optional.of("B2")), pair, SmallDomain::reaches);
        Optional<Action> action = tried(
                List.of(Action.READ, Action.PUSH),
                pair,
                (clause, each) -> clause.actions().contains(each));
        Optional<String> purpose = tried(
                ClausePair.PURPOSES, pair, (clause, each) -> clause.purposes().contains(each));
        Optional<String> type = tried(
                ClausePair.TYPES, pair, (clause, each) -> clause.recordTypes().contains(each));
        Optional<Set<String>> tags =
                tried(subsets(ClausePair.TAGS), pair, (clause, each) -> each.containsAll(clause.tags()));
        Optional<Set<String>> areas =
                tried(subsets(ClausePair.AREAS), pair, (clause, each) -> within(clause.areas(), each));
        Optional<Optional<Instant>> event = tried(events(), pair, SmallDomain::happened);
        Optional<Instant> at = ClausePair.TIMES.stream()
                .filter(each -> inForce(pair.one(), each) && inForce(pair.other(), each))
                .findFirst();
        boolean all = !ways.isEmpty()
                && unit.isPresent()
                && action.isPresent()
                && purpose.isPresent()
                && type.isPresent()
                && tags.isPresent()
                && areas.isPresent()
                && event.isPresent()
                && at.isPresent();
        if (!all) {
            return Optional.empty();
        }
        // A unit is somebody's: of a party without units nobody else asks.
        List<String> way = ways.stream()
                .filter(each -> unit.get().isEmpty() || each.getLast().equals("B"))
                .findFirst()
                .orElse(List.of());
        return way.isEmpty()
                ? Optional.empty()
                : Optional.of(new Release(
                        way.getFirst(),
                        way.getLast(),
                        unit.get(),
                        action.get(),
                        purpose.get(),
                        type.get(),
                        tags.get(),
                        areas.get(),
                        event.get(),
                        at.get()));
    }

    private static <T> Optional<T> tried(List<T> values, ClausePair pair, BiPredicate<Clause, T> covers) {
        return values.stream()
                .filter(each -> covers.test(pair.first(), each) && covers.test(pair.second(), each))
                .findFirst();
    }

    private static List<List<String>> ways(ClausePair pair) {
        List<List<String>> ways = new ArrayList<>();
        for (String from : ClausePair.PARTIES) {
            for (String to : ClausePair.PARTIES) {
                if (!from.equals(to) && leads(pair.first(), from, to) && leads(pair.second(), from, to)) {
                    ways.add(List.of(from, to));
                }
            }
        }
        return ways;
    }

    private static boolean leads(Clause clause, String from, String to) {
        return ClausePair.MEMBERS.getOrDefault(clause.releaser(), Set.of()).contains(from)
                && ClausePair.MEMBERS.getOrDefault(clause.recipient(), Set.of()).contains(to);
    }

    private static boolean reaches(Clause clause, Optional<String> unit) {
        return clause.recipientUnit().isEmpty() || clause.recipientUnit().equals(unit);
    }

    /** Every place of the record lies in the clause's areas; ML beside one of its own areas says nothing more. */
    private static boolean within(Audience areas, Set<String> places) {
        return switch (areas) {
            case Audience.Unrestricted anywhere -> true;
            case Audience.Only only -> {
                Set<String> finest = new HashSet<>(places);
                if (finest.contains("ML-7") || finest.contains("ML-8")) {
                    finest.remove("ML");
                }
                yield !finest.isEmpty()
                        && finest.stream()
                                .allMatch(place -> only.names().contains(place)
                                        || (place.startsWith("ML")
                                                && only.names().contains("ML")));
            }
        };
    }

    private static List<Optional<Instant>> events() {
        List<Optional<Instant>> events = new ArrayList<>(List.of(Optional.empty()));
        events.add(Optional.of(ClausePair.TIMES.getFirst().minusSeconds(1)));
        ClausePair.TIMES.forEach(time -> events.add(Optional.of(time)));
        events.add(Optional.of(ClausePair.TIMES.getLast().plusSeconds(1)));
        return events;
    }

    private static boolean happened(Clause clause, Optional<Instant> event) {
        if (clause.eventFrom().isEmpty() && clause.eventUntil().isEmpty()) {
            return true;
        }
        return event.isPresent()
                && clause.eventFrom().filter(from -> event.get().isBefore(from)).isEmpty()
                && clause.eventUntil()
                        .filter(until -> !event.get().isBefore(until))
                        .isEmpty();
    }

    /** Now or when its suspension ends. */
    private static boolean inForce(Agreement agreement, Instant at) {
        return agreement.state() != AgreementState.TERMINATED
                && !at.isBefore(agreement.validFrom())
                && at.isBefore(agreement.validUntil());
    }

    private static List<Set<String>> subsets(List<String> all) {
        List<Set<String>> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << all.size(); bits++) {
            Set<String> subset = new HashSet<>();
            for (int i = 0; i < all.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    subset.add(all.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    /** Whether one of two clauses is the more permissive, or they leave the recipient exactly the same. */
    static boolean oneIsMilder(Clause one, Clause other) {
        Set<String> left = free(one.obligations());
        Set<String> right = free(other.obligations());
        Set<String> leftOnward = onward(one.onward());
        Set<String> rightOnward = onward(other.onward());
        if (left.equals(right)) {
            return leftOnward.equals(rightOnward);
        }
        return (left.containsAll(right) && leftOnward.containsAll(rightOnward))
                || (right.containsAll(left) && rightOnward.containsAll(leftOnward));
    }

    /** All that obligations leave a recipient, one word for each. */
    static Set<String> free(Obligations obligations) {
        Set<String> free = new HashSet<>();
        for (FieldGroup group : FieldGroup.values()) {
            add(free, !obligations.strip().contains(group), "sees " + group);
        }
        for (GeometryTier tier : GeometryTier.values()) {
            add(free, tier.compareTo(obligations.geometry()) >= 0, "sees " + tier);
        }
        add(free, !obligations.gradingStatement(), "without statement");
        add(free, !obligations.watermark(), "without watermark");
        add(free, !obligations.notifyReleaser(), "unnoticed");
        for (int day = 0; day < 4; day++) {
            int days = day;
            add(free, obligations.delay().filter(delay -> delay.toDays() > days).isEmpty(), "sees on day " + day);
            add(
                    free,
                    obligations.retention().filter(kept -> kept.toDays() < days).isEmpty(),
                    "keeps on day " + day);
        }
        add(free, obligations.retention().isEmpty(), "keeps for good");
        for (String undertaking : List.of("h", "i")) {
            add(free, !obligations.handling().contains(undertaking), "free of " + undertaking);
        }
        return free;
    }

    private static Set<String> onward(Audience audience) {
        Set<String> onward = new HashSet<>();
        for (String name : List.of("A", "B", "C", "ab", "bc", "anybody else")) {
            add(onward, audience.admits(name), name);
        }
        return onward;
    }

    private static void add(Set<String> words, boolean said, String word) {
        if (said) {
            words.add(word);
        }
    }
}
