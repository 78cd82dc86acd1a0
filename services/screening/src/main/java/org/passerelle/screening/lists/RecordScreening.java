package org.passerelle.screening.lists;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.Event;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/**
 * Follows what is stored and compares the names in it with the list in force. Where it stands is kept for each version of the list, so that a new
 * list is compared with all records from the first on.
 */
final class RecordScreening {
    private static final int PAGE = 200;

    private final Bus bus;
    private final Database database;
    private final ListScreening screening;

    RecordScreening(Bus bus, Database database, ListScreening screening) {
        this.bus = bus;
        this.database = database;
        this.screening = screening;
    }

    /** Goes on where it stood, to the end; answers how many tasks were opened. Nothing to do before there is a list. */
    Future<Integer> run() {
        return database.transaction(ListStore::last)
                .compose(last ->
                        last.map(version -> follow(version.version(), 0)).orElseGet(() -> Future.succeededFuture(0)));
    }

    private Future<Integer> follow(long version, int before) {
        return ListStore.recordsCompared(database, version)
                .compose(after -> bus.ask(Records.EVENTS, new Records.EventsAfter(after, PAGE)))
                .compose(page -> page.events().isEmpty()
                        ? Future.succeededFuture(before)
                        : subjects(page.events())
                                .compose(screening::screen)
                                .compose(opened -> ListStore.compared(
                                                database,
                                                version,
                                                page.events().getLast().sequence())
                                        .compose(noted -> follow(version, before + opened))));
    }

    private Future<List<Subject>> subjects(List<Event> events) {
        List<Subject> subjects = new ArrayList<>();
        Future<Void> gathered = Future.succeededFuture();
        for (Event event : events) {
            if (bringsContent(event.kind())) {
                gathered = gathered.compose(before ->
                                bus.ask(Records.GATHER, new Records.Gather(event.recordId(), Optional.empty())))
                        .compose(answer -> {
                            if (answer instanceof Records.Gathered.Found found) {
                                subjects.addAll(new RecordNames(found.record()).subjects());
                            }
                            return Future.succeededFuture();
                        });
            }
        }
        return gathered.map(subjects);
    }

    private static boolean bringsContent(Event.Kind kind) {
        return switch (kind) {
            case SUBMITTED, REVISED, RELEASED -> true;
            case RECALLED, DESTROYED -> false;
        };
    }
}
