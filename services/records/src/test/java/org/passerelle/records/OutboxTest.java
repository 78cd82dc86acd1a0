package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.Events;

class OutboxTest {
    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    private List<Event> after(long sequence) {
        return records.ask(Records.EVENTS, new Records.EventsAfter(sequence, 1000))
                .events();
    }

    @Test
    void tellsOfSubmissionRevisionAndRecallInOrder() {
        String id = records.submit(Sample.incident("v1").submit());
        records.ask(
                Records.REVISE, new Records.Revise(id, 1, Sample.incident("v2").submit()));
        records.ask(Records.RECALL, new Records.Recall(id, "MINUSMA", "minusma.officer", "mistaken"));
        List<Event> events = after(0);
        assertEquals(
                List.of(Event.Kind.SUBMITTED, Event.Kind.REVISED, Event.Kind.RECALLED),
                events.stream().map(Event::kind).toList());
        assertEquals(List.of(1, 2, 2), events.stream().map(Event::version).toList());
        assertEquals("mistaken", events.getLast().detail());
        assertEquals(events.subList(1, 3), after(events.getFirst().sequence()));
        assertEquals(
                events.subList(0, 2),
                records.ask(Records.EVENTS, new Records.EventsAfter(0, 2)).events());
    }

    @Test
    void waitsForAWriterThatHoldsAnEarlierSequence() {
        records.submit(Sample.incident("before").submit());
        String id = after(0).getFirst().recordId();
        Promise<Void> commit = Promise.promise();
        Promise<Void> appended = Promise.promise();
        Future<Void> slow = records.database.transaction(
                connection -> Outbox.append(connection, Event.Kind.REVISED, id, 1, "MINUSMA", Sample.AT, "slow")
                        .onSuccess(done -> appended.complete())
                        .compose(done -> commit.future()));
        await(appended.future());
        // A later sequence commits first.
        await(records.database.transaction(
                connection -> Outbox.append(connection, Event.Kind.REVISED, id, 1, "MINUSMA", Sample.AT, "fast")));
        Future<Events> read = records.bus.ask(Records.EVENTS, new Records.EventsAfter(0, 10));
        assertFalse(read.isComplete());
        commit.complete();
        await(slow);
        assertEquals(
                List.of("", "slow", "fast"),
                await(read).events().stream().map(Event::detail).toList());
    }

    @Test
    void hasNoGapForAReaderAmongConcurrentWriters() {
        int writers = 60;
        List<Future<Records.SubmitOutcome>> answers = IntStream.range(0, writers)
                .mapToObj(index -> records.bus.ask(
                        Records.SUBMIT, Sample.incident("concurrent " + index).submit()))
                .toList();
        List<Event> read = new ArrayList<>();
        while (read.size() < writers) {
            int limit = ThreadLocalRandom.current().nextInt(1, 10);
            long last = read.isEmpty() ? 0 : read.getLast().sequence();
            read.addAll(records.ask(Records.EVENTS, new Records.EventsAfter(last, limit))
                    .events());
        }
        await(Future.all(answers));
        assertEquals(after(0), read);
    }
}
