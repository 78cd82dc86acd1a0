package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/**
 * In what the rows of one label class can still differ, as far as policy cares: each axis is cut where an answer can change, so that a
 * row is a small number, its place, and all rows of one place are decided alike.
 *
 * @param own the requester's party is the only originator: the author counts as named
 * @param restricted the portion is eyes-only
 * @param push the end of validity counts
 * @param events cut by the event windows of clauses
 * @param marked cut by changes of membership in the groups that the label names
 * @param ages cut by the delays that clauses ask for
 */
record Axes(boolean own, boolean restricted, boolean push, Cuts events, Cuts marked, Ages ages) {

    private static final int NAMED = 8;
    private static final int AUTHOR = 16;
    private static final int WITHOUT_VALIDITY = -1 & ~Row.VALIDITY_OVER;
    private static final int STANDINGS = Row.STATES.size() * Row.FLAGS;

    /** The bits of a row's standing that count. */
    int standing() {
        return push ? -1 : WITHOUT_VALIDITY;
    }

    /** Whether the places of current rows are few and do not hang on who asks. */
    boolean simple() {
        return !own && !restricted && events.spans() <= 3 && marked.spans() <= 3 && ages.count() <= 2;
    }

    /** By how much the places of current rows differ between two neighbouring event times; 0 where these do not count. */
    int dateStride() {
        return events.spans() == 1 ? 0 : marked.spans() * ages.count();
    }

    /** By how much the places of current rows differ between two neighbouring times of marking; 0 where these do not count. */
    int markStride() {
        return marked.spans() == 1 ? 0 : ages.count();
    }

    /** How many places there are. */
    int places() {
        return dates() * marked.spans() * ages.count() * STANDINGS;
    }

    /** Event times that are told apart; 0 is a record without one, where that matters. */
    private int dates() {
        return events.spans() == 1 ? 1 : events.spans() + 1;
    }

    /** The place of a row at an exact instant; allocates nothing. */
    int place(String subject, Row row, long at) {
        int standing = row.standing(at) & standing();
        if (restricted && row.names(subject)) {
            standing |= NAMED;
        }
        if (own && row.submittedBy(subject)) {
            standing |= AUTHOR;
        }
        int mark = marked.spans() == 1 ? 0 : marked.span(row.markedAt());
        int age = ages.count() == 1 ? 0 : ages.age(row.createdAt(), at);
        return ((date(row.eventTime()) * marked.spans() + mark) * ages.count() + age) * STANDINGS + standing;
    }

    private int date(long eventTime) {
        return events.spans() == 1 || eventTime == Nanos.BEFORE ? 0 : 1 + events.span(eventTime);
    }

    /** Places of active rows of which no embargo, retention or validity stands in the way. */
    int[] currentPlaces() {
        int[] places = new int[dates() * marked.spans() * ages.count() * (restricted ? 2 : 1) * (own ? 2 : 1)];
        int next = 0;
        for (int flags = 0; flags < Row.FLAGS; flags += NAMED) {
            boolean possible = (restricted || (flags & NAMED) == 0) && (own || (flags & AUTHOR) == 0);
            for (int rest = 0; possible && rest < dates() * marked.spans() * ages.count(); rest++) {
                places[next++] = rest * STANDINGS + Row.CURRENT + flags;
            }
        }
        return places;
    }

    /** A row of the class at that place, for that subject. */
    RecordFacts typical(int place, RecordFacts labelClass, String subject, Instant at) {
        int flags = place % Row.FLAGS;
        PortionFacts portion = labelClass.portions().getFirst();
        PortionFacts typical = new PortionFacts(
                portion.id(),
                portion.field(),
                portion.label().map(label -> typical(label, place, subject, at)),
                portion.sourceType(),
                portion.custody());
        return new RecordFacts(
                labelClass.recordId(),
                labelClass.version(),
                labelClass.type(),
                labelClass.releaser(),
                (flags & AUTHOR) != 0 ? subject : "",
                Row.STATES.get(place / Row.FLAGS % Row.STATES.size()),
                ages.created(age(place), at),
                date(place) == 0 ? Optional.empty() : Optional.of(events.within(date(place) - 1)),
                (flags & Row.VALIDITY_OVER) != 0 ? Optional.of(at) : Optional.empty(),
                labelClass.areas(),
                labelClass.tags(),
                List.of(typical),
                List.of());
    }

    private Label typical(Label label, int place, String subject, Instant at) {
        int flags = place % Row.FLAGS;
        return new Label(
                label.level(),
                label.tlp(),
                label.originators(),
                label.purposes(),
                label.compartments(),
                label.releasableTo(),
                label.notReleasableTo(),
                (flags & NAMED) != 0 ? new Audience.Only(Set.of(subject)) : label.eyesOnly(),
                label.onward(),
                label.flags(),
                (flags & Row.EMBARGOED) != 0 ? Optional.of(at.plusSeconds(1)) : Optional.empty(),
                (flags & Row.RETENTION_OVER) != 0 ? Optional.of(at) : Optional.empty(),
                marked.within(mark(place)));
    }

    /** What a row must show to be at that place; lifecycle excepted. */
    Condition condition(int place) {
        int flags = place % Row.FLAGS;
        boolean undated = events.spans() == 1 || date(place) == 0;
        boolean dated = events.spans() == 1 || date(place) > 0;
        int span = Math.max(0, date(place) - 1);
        return new Condition(
                own,
                undated,
                dated ? Optional.of(new Condition.Span(events.begins(span), events.ends(span))) : Optional.empty(),
                new Condition.Span(marked.begins(mark(place)), marked.ends(mark(place))),
                ages.least(age(place)),
                ages.below(age(place)),
                restricted ? Optional.of((flags & NAMED) != 0) : Optional.empty(),
                own ? Optional.of((flags & AUTHOR) != 0) : Optional.empty());
    }

    private int date(int place) {
        return place / STANDINGS / ages.count() / marked.spans();
    }

    private int mark(int place) {
        return place / STANDINGS / ages.count() % marked.spans();
    }

    private int age(int place) {
        return place / STANDINGS % ages.count();
    }
}
