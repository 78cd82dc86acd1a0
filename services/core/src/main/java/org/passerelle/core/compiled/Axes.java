package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

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

    private static final int EMBARGOED = 1;
    private static final int RETENTION_OVER = 2;
    private static final int VALIDITY_OVER = 4;
    private static final int NAMED = 8;
    private static final int AUTHOR = 16;
    private static final int FLAGS = 32;
    private static final List<RecordState> STATES = List.of(RecordState.values());

    /** How many places there are. */
    int places() {
        return dates() * marked.spans() * ages.count() * STATES.size() * FLAGS;
    }

    /** Event times that are told apart; 0 is a record without one, where that matters. */
    private int dates() {
        return events.spans() == 1 ? 1 : events.spans() + 1;
    }

    private int place(int date, int mark, int age, int state, int flags) {
        return (((date * marked.spans() + mark) * ages.count() + age) * STATES.size() + state) * FLAGS + flags;
    }

    /** The place of a row; allocates nothing. */
    int place(String subject, RecordFacts record, Label label, Instant at) {
        int flags = 0;
        if (before(at, label.embargoUntil())) {
            flags |= EMBARGOED;
        }
        if (over(at, label.retainUntil())) {
            flags |= RETENTION_OVER;
        }
        if (push && over(at, record.validUntil())) {
            flags |= VALIDITY_OVER;
        }
        if (restricted && label.eyesOnly().admits(subject)) {
            flags |= NAMED;
        }
        if (own && record.submitter().equals(subject)) {
            flags |= AUTHOR;
        }
        int mark = marked.spans() == 1 ? 0 : marked.span(label.markedAt());
        int age = ages.count() == 1 ? 0 : ages.age(record.createdAt(), at);
        return place(date(record.eventTime()), mark, age, STATES.indexOf(record.state()), flags);
    }

    private int date(Optional<Instant> eventTime) {
        return events.spans() == 1 || eventTime.isEmpty() ? 0 : 1 + events.span(eventTime.get());
    }

    private static boolean before(Instant at, Optional<Instant> end) {
        return end.isPresent() && at.isBefore(end.get());
    }

    private static boolean over(Instant at, Optional<Instant> end) {
        return end.isPresent() && !at.isBefore(end.get());
    }

    /** Places of active rows of which no embargo, retention or validity stands in the way. */
    int[] currentPlaces() {
        int[] places = new int[dates() * marked.spans() * ages.count() * (restricted ? 2 : 1) * (own ? 2 : 1)];
        int next = 0;
        for (int flags = 0; flags < FLAGS; flags += NAMED) {
            boolean possible = (restricted || (flags & NAMED) == 0) && (own || (flags & AUTHOR) == 0);
            for (int rest = 0; possible && rest < dates() * marked.spans() * ages.count(); rest++) {
                places[next++] = rest * STATES.size() * FLAGS + STATES.indexOf(RecordState.ACTIVE) * FLAGS + flags;
            }
        }
        return places;
    }

    /** A row of the class at that place, for that subject. */
    RecordFacts typical(int place, RecordFacts labelClass, String subject, Instant at) {
        int flags = place % FLAGS;
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
                STATES.get(place / FLAGS % STATES.size()),
                ages.created(age(place), at),
                date(place) == 0 ? Optional.empty() : Optional.of(events.within(date(place) - 1)),
                (flags & VALIDITY_OVER) != 0 ? Optional.of(at) : Optional.empty(),
                labelClass.areas(),
                labelClass.tags(),
                List.of(typical),
                List.of());
    }

    private Label typical(Label label, int place, String subject, Instant at) {
        int flags = place % FLAGS;
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
                (flags & EMBARGOED) != 0 ? Optional.of(at.plusSeconds(1)) : Optional.empty(),
                (flags & RETENTION_OVER) != 0 ? Optional.of(at) : Optional.empty(),
                marked.within(mark(place)));
    }

    /** What a row must show to be at that place; lifecycle excepted. */
    Condition condition(int place) {
        int flags = place % FLAGS;
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
        return place / FLAGS / STATES.size() / ages.count() / marked.spans();
    }

    private int mark(int place) {
        return place / FLAGS / STATES.size() / ages.count() % marked.spans();
    }

    private int age(int place) {
        return place / FLAGS / STATES.size() % ages.count();
    }
}
