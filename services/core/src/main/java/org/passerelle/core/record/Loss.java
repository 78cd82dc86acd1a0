package org.passerelle.core.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Dimension;
import org.passerelle.core.label.Label;

/**
 * What a label restricts no longer, or less, than the one before it.
 *
 * @param lost names that are named no longer; of an audience that grew, those who were all of it; of a time, when it was; none of level and TLP
 */
public record Loss(Dimension dimension, Set<String> lost) {
    public Loss {
        lost = Set.copyOf(lost);
    }

    /** Two labels, one in place of the other, as seen at an instant in the groups of a bundle; the party is that which makes them. */
    private record Change(Bundle bundle, String party, Label before, Label after, Instant now) {}

    /**
     * Every loss, in the order of the dimensions. A party named in place of a group to which it belongs, or a group to which it belongs in its
     * place where it is left out, loses nothing; nor does an embargo that is over.
     *
     * @param bundle by which groups are judged, as they were when each label was made
     * @param party that makes both labels
     */
    static List<Loss> of(Bundle bundle, String party, Label before, Label after, Instant now) {
        Change change = new Change(bundle, party, before, after, now);
        return Arrays.stream(Dimension.values())
                .flatMap(dimension -> lost(dimension, change).map(lost -> new Loss(dimension, lost)).stream())
                .toList();
    }

    private static Optional<Set<String>> lost(Dimension dimension, Change change) {
        Label before = change.before();
        Label after = change.after();
        return switch (dimension) {
            case LEVEL -> lowered(before.level().compareTo(after.level()));
            case TLP -> lowered(before.tlp().compareTo(after.tlp()));
            case ORIGINATORS -> missing(before.originators(), after.originators()::contains);
            case PURPOSES -> widened(before.purposes(), after.purposes(), purpose -> false);
            case COMPARTMENTS -> missing(before.compartments(), after.compartments()::contains);
            case RELEASABLE_TO ->
                widened(before.releasableTo(), after.releasableTo(), name -> releasable(change, name));
            case NOT_RELEASABLE_TO -> letIn(change);
            case EYES_ONLY -> widened(before.eyesOnly(), after.eyesOnly(), person -> false);
            case ONWARD ->
                widened(
                        before.onward(),
                        after.onward(),
                        name -> change.bundle().admits(before.onward(), name, change.now()));
            case FLAGS -> missing(before.flags(), after.flags()::contains);
            case EMBARGO ->
                before.embargoUntil()
                        .filter(change.now()::isBefore)
                        .filter(until -> after.embargoUntil()
                                .filter(later -> !later.isBefore(until))
                                .isEmpty())
                        .map(until -> Set.of(until.toString()));
            case RETENTION ->
                before.retainUntil()
                        .filter(until -> after.retainUntil()
                                .filter(sooner -> !sooner.isAfter(until))
                                .isEmpty())
                        .map(until -> Set.of(until.toString()));
        };
    }

    private static Optional<Set<String>> lowered(int difference) {
        return difference > 0 ? Optional.of(Set.of()) : Optional.empty();
    }

    private static Optional<Set<String>> missing(Set<String> before, Predicate<String> named) {
        Set<String> missing = before.stream().filter(named.negate()).collect(Collectors.toSet());
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
    }

    /** @param meant whether a name that did not stand there was meant by one that did */
    private static Optional<Set<String>> widened(Audience before, Audience after, Predicate<String> meant) {
        return switch (before) {
            case Audience.Unrestricted everybody -> Optional.empty();
            case Audience.Only was ->
                switch (after) {
                    case Audience.Unrestricted everybody -> Optional.of(was.names());
                    case Audience.Only is ->
                        is.names().stream().allMatch(name -> was.names().contains(name) || meant.test(name))
                                ? Optional.empty()
                                : Optional.of(was.names());
                };
        };
    }

    private static boolean releasable(Change change, String party) {
        Audience before = change.before().releasableTo();
        return change.bundle().admits(before, party, change.before().markedAt())
                && change.bundle().admits(before, party, change.now());
    }

    /**
     * Whom the label left out and the later does not: by name, and by the groups of its time. A label speaks of groups as they are when it is
     * made, so that the same words let in whoever left one that is left out, or joined one that is not.
     */
    private static Optional<Set<String>> letIn(Change change) {
        Label before = change.before();
        Set<String> named = change.before().notReleasableTo().stream()
                .filter(name -> !change.bundle().stand(change.after().notReleasableTo(), name, change.now()))
                .collect(Collectors.toSet());
        Label after = change.after().barring(named);
        Stream<String> byGroups = change.bundle().parties().keySet().stream()
                .filter(party -> !party.equals(change.party()))
                .filter(party -> !leavesOut(change, after, party))
                .filter(party -> change.bundle().stand(before.notReleasableTo(), party, before.markedAt())
                        || joined(change, party));
        Set<String> letIn = Stream.concat(named.stream(), byGroups).collect(Collectors.toCollection(TreeSet::new));
        return letIn.isEmpty() ? Optional.empty() : Optional.of(letIn);
    }

    private static boolean leavesOut(Change change, Label after, String party) {
        return change.bundle().stand(after.notReleasableTo(), party, after.markedAt())
                || change.bundle().stand(after.notReleasableTo(), party, change.now());
    }

    /** Whether a party is admitted by words that stood there before, when they did not admit it. */
    private static boolean joined(Change change, String party) {
        if (!(change.before().releasableTo() instanceof Audience.Only was)
                || !(change.after().releasableTo() instanceof Audience.Only)) {
            return false;
        }
        Audience same = was.intersect(change.after().releasableTo());
        return change.bundle().admits(same, party, change.after().markedAt())
                && change.bundle().admits(same, party, change.now())
                && !change.bundle().admits(was, party, change.before().markedAt());
    }
}
