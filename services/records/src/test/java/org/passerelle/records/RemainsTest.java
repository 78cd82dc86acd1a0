package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Links;
import org.passerelle.core.message.Links.Relation;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.Records;

/** What goes with a record of which nothing is left goes, whatever keeps something else from going. */
final class RemainsTest {
    private static final String REASONS = "data_key where about like 'recall %'";

    private final RecordsFixture records = new RecordsFixture();
    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(40_000));
    private final Expiry expiry = new Expiry(records.database, clock);
    private String first = "";
    private String second = "";

    @BeforeEach
    void submit() {
        first = records.submit(Sample.incident("the ford is guarded").submit());
        second = records.submit(Sample.incident("the bridge is not").submit());
        tag(first);
        link(first, second);
        recall(first);
    }

    @AfterEach
    void close() {
        records.close();
    }

    private void tag(String id) {
        assertInstanceOf(
                LocalTags.ChangeOutcome.Changed.class,
                records.ask(
                        LocalTags.CHANGE,
                        new LocalTags.Change(id, "UNOWA", "unowa.officer", List.of("unowa-case:done"), List.of(), 5)));
    }

    private void link(String source, String target) {
        assertEquals(
                new Links.ChangeOutcome.Changed(),
                records.ask(
                        Links.CHANGE,
                        new Links.Change(
                                source, List.of(new Links.To(target, Relation.FOLLOWS)), List.of(), Set.of(), 5)));
    }

    private void recall(String id) {
        assertInstanceOf(
                Records.RecallOutcome.Recalled.class,
                records.ask(Records.RECALL, new Records.Recall(id, "MINUSMA", "minusma.officer", "mistaken")));
    }

    /** Whatever is done to rows of this table by such a statement fails. */
    private void refuse(String statement, String table) {
        await(records.database.query("""
                create function refuse() returns trigger language plpgsql as $$
                begin
                    raise exception 'not now';
                end
                $$
                """));
        await(records.database.query("create trigger refused before " + statement + " on " + table
                + " for each row execute function refuse()"));
    }

    private void allow(String table) {
        await(records.database.query("drop trigger refused on " + table));
    }

    @Test
    void linksThatStayKeepNoReasonAndAreLookedForAgain() {
        refuse("delete", "link");
        assertThrows(RuntimeException.class, () -> await(expiry.expire()));
        assertEquals(0, records.count("local_tag"));
        assertEquals(0, records.count(REASONS));
        assertEquals(0, records.count("portion where sealed is not null"));
        assertEquals(1, records.count("link"));
        allow("link");
        await(expiry.expire());
        assertEquals(0, records.count("link"));
    }

    @Test
    void portionsThatStayKeepNothingOfWhatIsGone() {
        await(records.database.query("update portion set sealed = null where record_id = $1", first));
        refuse("update", "portion");
        assertThrows(RuntimeException.class, () -> await(expiry.expire()));
        assertEquals(0, records.count("local_tag") + records.count("link") + records.count(REASONS));
        assertEquals(3, records.count("portion where sealed is not null"));
    }

    @Test
    void whatIsDestroyedLaterTakesItsOwnAlong() {
        await(expiry.expire());
        String third = records.submit(Sample.incident("the mill burns").submit());
        String fourth = records.submit(Sample.incident("the road is mined").submit());
        tag(third);
        link(fourth, third);
        recall(third);
        await(records.database.query("update portion set retain_until = null where record_id = $1", fourth));
        await(expiry.expire());
        assertEquals(0, records.count("local_tag") + records.count("link") + records.count(REASONS));
    }

    @Test
    void howeverManyThereAreAllAreLookedAt() {
        tag(second);
        recall(second);
        await(records.database.query("update portion set sealed = null"));
        await(new Remains(records.database, clock, 1).ofAll());
        assertEquals(0, records.count("local_tag") + records.count("link") + records.count(REASONS));
        assertEquals(
                2,
                records.ask(Records.EVENTS, new Records.EventsAfter(0, 100)).events().stream()
                        .filter(event -> event.kind() == Records.Event.Kind.ERASED)
                        .count());
    }
}
