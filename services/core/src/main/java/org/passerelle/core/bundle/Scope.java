package org.passerelle.core.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;

/**
 * Whether two clauses that connect the same parties can both cover one release. What separates them: validity, unit, action,
 * purpose, record type, areas, event time. Nothing of a label does: a record may bear the tags of both, and an unclassified portion
 * without compartments, TLP:CLEAR, for any purpose, is within every ceiling.
 */
final class Scope {
    private final Vocabulary vocabulary;
    private final Duration skew;

    Scope(Vocabulary vocabulary, Duration skew) {
        this.vocabulary = vocabulary;
        this.skew = skew;
    }

    /** Whether both can be in force at one instant, each validity shrunk by the clock skew at both ends. */
    boolean together(Agreement one, Agreement other) {
        Instant begin = later(one.validFrom(), other.validFrom()).plus(skew);
        Instant end = earlier(one.validUntil(), other.validUntil()).minus(skew);
        return begin.isBefore(end);
    }

    boolean meet(Clause one, Clause other) {
        return units(one, other)
                && actions(one, other)
                && !Collections.disjoint(one.purposes(), other.purposes())
                && !Collections.disjoint(one.recordTypes(), other.recordTypes())
                && areas(one.areas(), other.areas())
                && times(one, other);
    }

    private static boolean units(Clause one, Clause other) {
        return one.recipientUnit().isEmpty()
                || other.recipientUnit().isEmpty()
                || one.recipientUnit().equals(other.recipientUnit());
    }

    // A NOTICE is not judged by clauses.
    private static boolean actions(Clause one, Clause other) {
        for (Action action : one.actions()) {
            if (action != Action.NOTICE && other.actions().contains(action)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a place that both cover: one that both name, or one in a country that the other names. */
    private boolean areas(Audience one, Audience other) {
        return switch (one) {
            case Audience.Unrestricted anywhere -> !nowhere(other);
            case Audience.Only mine ->
                switch (other) {
                    case Audience.Unrestricted anywhere -> !nowhere(one);
                    case Audience.Only theirs -> touch(mine.names(), theirs.names());
                };
        };
    }

    private static boolean nowhere(Audience areas) {
        return areas.equals(Audience.nobody());
    }

    private boolean touch(Set<String> mine, Set<String> theirs) {
        for (String area : mine) {
            if (theirs.contains(area) || theirs.contains(country(area))) {
                return true;
            }
        }
        for (String area : theirs) {
            if (mine.contains(country(area))) {
                return true;
            }
        }
        return false;
    }

    private String country(String area) {
        return vocabulary.areas().getOrDefault(area, area);
    }

    private static boolean times(Clause one, Clause other) {
        Instant begin = later(begin(one), begin(other));
        return begin.isBefore(earlier(end(one), end(other)));
    }

    private static Instant begin(Clause clause) {
        return clause.eventFrom().orElse(Instant.MIN);
    }

    private static Instant end(Clause clause) {
        return clause.eventUntil().orElse(Instant.MAX);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
