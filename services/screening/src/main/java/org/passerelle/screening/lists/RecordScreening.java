package org.passerelle.screening.lists;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.Event;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/**
 * Follows what is stored and compares the names in it with the list in force. Where it stands is kept for each version of the list, so that a new
 * list is compared with all records from the first on. A record is compared as it is now: one in quarantine is passed over, and comes again
 * with the event that releases it; one with a portion under embargo comes again when that is over.
 */
final class RecordScreening {
    private static final int PAGE = 200;

    private final Bus bus;
    private final Database database;
    private final ListScreening screening;
    private final Clock clock;

    RecordScreening(Bus bus, Database database, ListScreening screening, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.screening = screening;
        this.clock = clock;
    }

    /** Goes on where it stood, to the end; answers how many tasks were opened. Nothing to do before there is a list. */
    Future<Integer> run() {
        return database.transaction(ListStore::last)
                .compose(last -> last.map(version ->
                                follow(version.version()).compose(found -> waited().map(more -> found + more)))
                        .orElseGet(() -> Future.succeededFuture(0)));
    }

    private Future<Integer> follow(long version) {
        AtomicInteger opened = new AtomicInteger();
        return Rounds.untilNone(() -> page(version, opened)).map(done -> opened.get());
    }

    /** Answers how many events there were. */
    private Future<Integer> page(long version, AtomicInteger opened) {
        return ListStore.recordsCompared(database, version)
                .compose(after -> bus.ask(Records.EVENTS, new Records.EventsAfter(after, PAGE)))
                .compose(page -> page.events().isEmpty()
                        ? Future.succeededFuture(0)
                        : compare(changed(page.events()))
                                .onSuccess(opened::addAndGet)
                                .compose(found -> ListStore.compared(
                                        database,
                                        version,
                                        page.events().getLast().sequence()))
                                .map(noted -> page.events().size()));
    }

    /** Those whose embargo is over; a later one of the same record is noted before this one is forgotten. */
    private Future<Integer> waited() {
        AtomicInteger opened = new AtomicInteger();
        return Rounds.untilNone(() -> over(opened)).map(done -> opened.get());
    }

    private Future<Integer> over(AtomicInteger opened) {
        Instant at = now();
        return RecordsWaiting.over(database, at, PAGE)
                .compose(records -> records.isEmpty()
                        ? Future.succeededFuture(0)
                        : compare(records)
                                .onSuccess(opened::addAndGet)
                                .compose(found -> RecordsWaiting.forget(database, records, at))
                                .map(forgotten -> records.size()));
    }

    private static List<String> changed(List<Event> events) {
        return events.stream()
                .filter(event -> bringsContent(event.kind()))
                .map(Event::recordId)
                .distinct()
                .toList();
    }

    private Future<Integer> compare(List<String> records) {
        Instant at = now();
        List<Subject> subjects = new ArrayList<>();
        Map<String, Instant> again = new HashMap<>();
        Future<Void> gathered = Future.succeededFuture();
        for (String record : records) {
            gathered = gathered.compose(before -> bus.ask(Records.GATHER, new Records.Gather(record, Optional.empty())))
                    .compose(answer -> {
                        if (answer instanceof Records.Gathered.Found found) {
                            RecordNames names = new RecordNames(found.record(), at);
                            subjects.addAll(names.subjects());
                            names.again().ifPresent(until -> again.put(record, until));
                        }
                        return Future.succeededFuture();
                    });
        }
        return gathered.compose(all -> RecordsWaiting.note(database, again))
                .compose(noted -> screening.screen(subjects));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean bringsContent(Event.Kind kind) {
        return switch (kind) {
            case SUBMITTED, REVISED, RELEASED -> true;
            case RECALLED, DESTROYED, ERASED -> false;
        };
    }
}
