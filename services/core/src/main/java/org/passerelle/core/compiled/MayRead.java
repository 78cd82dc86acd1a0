package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;

/**
 * Which rows a person may read, as a store can judge it without knowing policy: by label class, and where the class leaves something
 * open by conditions on the row. For every row, retention must not be over, nor for a feed the end of validity.
 *
 * @param subject the person whom eyes-only must name
 * @param at the instant for which this holds
 * @param feed the end of validity counts
 * @param classes all active rows of these, their embargo over
 * @param ownClasses all rows of these, recalled and embargoed ones as well
 * @param rows rows of further classes, under a condition
 * @param records all active rows of these records, their embargo over, whatever their class; whether they may really be read is
 *     decided one by one
 */
public record MayRead(
        String subject,
        Instant at,
        boolean feed,
        Set<Integer> classes,
        Set<Integer> ownClasses,
        List<Row> rows,
        Set<String> records) {

    /** Rows of one class under a condition. */
    public record Row(int labelClass, Condition condition) {}

    public MayRead {
        classes = Set.copyOf(classes);
        ownClasses = Set.copyOf(ownClasses);
        rows = List.copyOf(rows);
        records = Set.copyOf(records);
    }

    /** The same, and all rows of one more class, whatever their state and times. */
    public MayRead with(int labelClass) {
        Set<Integer> more = new TreeSet<>(ownClasses);
        more.add(labelClass);
        return new MayRead(subject, at, feed, classes, more, rows, records);
    }

    /** The same, and all active rows of these records. */
    public MayRead with(Set<String> further) {
        Set<String> more = new TreeSet<>(records);
        more.addAll(further);
        return new MayRead(subject, at, feed, classes, ownClasses, rows, more);
    }

    /** Puts classes without conditions apart, which is most of them. */
    static final class Collecting {
        private final Set<Integer> classes = new TreeSet<>();
        private final Set<Integer> ownClasses = new TreeSet<>();
        private final List<Row> rows = new ArrayList<>();

        void add(int labelClass, Condition condition) {
            if (!condition.equals(Condition.none(condition.own()))) {
                rows.add(new Row(labelClass, condition));
            } else if (condition.own()) {
                ownClasses.add(labelClass);
            } else {
                classes.add(labelClass);
            }
        }

        MayRead of(Request request, Instant at, Set<String> records) {
            return new MayRead(
                    request.subject(), at, request.action() == Action.PUSH, classes, ownClasses, rows, records);
        }
    }
}
