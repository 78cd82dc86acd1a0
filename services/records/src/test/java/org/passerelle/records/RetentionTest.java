package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** The end of retention that a version sets is that of its copies in earlier versions too. */
final class RetentionTest {
    private static final Instant OVER = Instant.parse("2016-01-20T09:00:00Z");
    private static final String WELL = "Twelve men wait at the well behind the old market";
    private static final String FORD = "Two lorries wait at the ford below the granary";

    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    private static Label label(Optional<Instant> retainUntil) {
        return new Label(
                Level.UNCLASSIFIED,
                Tlp.AMBER,
                Set.of("MINUSMA"),
                Audience.only("early-warning"),
                Set.of(),
                Audience.only("UNOWA"),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                retainUntil,
                Sample.AT);
    }

    private static NewPortion kept(String field, String text) {
        return Sample.portion(field, new Content.Text(text), label(Optional.empty()));
    }

    private static NewPortion until(Instant end, String field, String text) {
        return Sample.portion(field, new Content.Text(text), label(Optional.of(end)));
    }

    private static NewPortion head() {
        return Sample.portion(PortionFacts.HEAD, Sample.head("ML", -0.3, 19.1), label(Optional.empty()));
    }

    private static Records.Submit submission(NewPortion... portions) {
        return Sample.incident("").portions(List.of(portions)).submit();
    }

    private void revise(String id, int expected, NewPortion... portions) {
        assertInstanceOf(
                Records.ReviseOutcome.Stored.class,
                records.ask(Records.REVISE, new Records.Revise(id, expected, submission(portions))));
    }

    private StoredRecord version(String id, int version) {
        return assertInstanceOf(
                        Records.Gathered.Found.class,
                        records.ask(Records.GATHER, new Records.Gather(id, Optional.of(version))))
                .record();
    }

    /** What a version still says. */
    private Set<String> texts(String id, int version) {
        return version(id, version).contents().values().stream()
                .filter(Content.Text.class::isInstance)
                .map(content -> ((Content.Text) content).text())
                .collect(Collectors.toSet());
    }

    private void expire() {
        await(new Expiry(records.database, Clock.systemUTC()).expire());
        // What the service itself destroys in that moment is passed over above: it is waited for.
        await(records.database.query("select from portion for share"));
    }

    private long keys() {
        return records.count("data_key where about like 'portion %'");
    }

    @Test
    void theSameTextInAnEarlierVersionGoesWithItsDataKeyAndFingerprints() {
        String id = records.submit(submission(kept("body", WELL)));
        revise(id, 1, until(OVER, "body", WELL));
        assertEquals(2, keys());
        expire();
        assertEquals(Set.of(), texts(id, 1));
        assertEquals(0, keys());
        assertEquals(0, records.count("portion where sealed is not null or fingerprints <> '{}'"));
    }

    @Test
    void soDoesItInWhicheverFieldItStoodAndWhatItReplacesInItsOwn() {
        String id = records.submit(submission(kept("title", WELL), kept("body", "Ten men")));
        revise(id, 1, kept("title", "At the well"), until(OVER, "body", WELL));
        expire();
        assertEquals(Set.of(), texts(id, 1));
        assertEquals(Set.of("At the well"), texts(id, 2));
    }

    @Test
    void whatTheVersionRepeatsWithoutAnEndStays() {
        String id = records.submit(submission(head(), kept("body", WELL), kept("body", FORD), kept("source", "Alpha")));
        revise(id, 1, head(), kept("body", WELL), until(OVER, "body", FORD), kept("source", "Beta"));
        expire();
        assertEquals(Set.of(WELL, "Alpha"), texts(id, 1));
        assertEquals(3, version(id, 1).contents().size(), "with its head");
    }

    @Test
    void theEarliestEndCountsAndALaterOneLengthensNothing() {
        Instant soon = Instant.parse("2100-01-01T00:00:00Z");
        String id = records.submit(submission(until(soon, "body", WELL)));
        revise(id, 1, until(soon.plus(Duration.ofDays(9)), "body", WELL));
        assertEquals(Optional.of(soon), end(id, 1));
        revise(id, 2, until(soon.minus(Duration.ofDays(9)), "body", WELL));
        assertEquals(Optional.of(soon.minus(Duration.ofDays(9))), end(id, 1));
        assertEquals(Optional.of(soon.minus(Duration.ofDays(9))), end(id, 2));
        revise(id, 3, kept("body", WELL));
        assertEquals(Optional.empty(), end(id, 4));
    }

    private List<String> listed() {
        return await(records.database.query("select record_id from listing order by position")).stream()
                .map(row -> row.getString("record_id"))
                .toList();
    }

    private void listWhatIsMissing() {
        ContentSeal seal = new ContentSeal(new Seal(WrappingKeys.in(records.home.resolve(WrappingKeys.DIRECTORY))));
        Relisting relisting = new Relisting(new Listing(Level.CONFIDENTIAL), new StoredRows(seal));
        await(new ListingBacklog(records.database, relisting).complete());
    }

    @Test
    void whatIsOverIsOffTheListAndStaysOffUntilItSaysSomethingAgain() {
        String over = records.submit(submission(until(OVER, "title", "At the well"), until(OVER, "body", WELL)));
        String partly = records.submit(submission(kept("title", "At the ford"), until(OVER, "body", FORD)));
        expire();
        assertEquals(List.of(partly), listed());
        listWhatIsMissing();
        assertEquals(List.of(partly), listed());
        assertEquals(0, records.count("wording where position not in (select position from listing)"));
        await(records.database.query("delete from listing"));
        listWhatIsMissing();
        assertEquals(List.of(partly), listed());
        revise(over, 1, kept("title", "At the mill"));
        assertEquals(List.of(over, partly), listed());
    }

    @Test
    void aRecordOfWhichOnlyAnEarlierVersionIsOverStaysOnTheList() {
        String id = records.submit(submission(until(OVER, "body", WELL)));
        revise(id, 1, kept("body", FORD));
        expire();
        assertEquals(Set.of(), texts(id, 1));
        assertEquals(List.of(id), listed());
    }

    @Test
    void whatIsTooMuchAtOnceGoesInSmallerSteps() {
        String id = records.submit(submission(
                until(OVER, "title", "At the well"), until(OVER, "body", WELL), until(OVER, "source", "Alpha")));
        await(records.database.query("""
                create function refuse_several() returns trigger language plpgsql as $$
                begin
                    if (select count(*) from changed) > 1 then
                        raise exception 'too much at once';
                    end if;
                    return null;
                end
                $$
                """));
        await(records.database.query("""
                create trigger one_at_a_time after update on portion referencing new table as changed
                    for each statement execute function refuse_several()
                """));
        expire();
        assertEquals(Set.of(), texts(id, 1));
        assertEquals(0, keys());
    }

    @Test
    void whatCannotBeDestroyedIsToldAndHoldsUpNothingElse() {
        String stuck = records.submit(submission(until(OVER, "title", "At the well")));
        String other = records.submit(submission(until(OVER.plusSeconds(1), "title", "At the ford")));
        await(records.database.query("""
                create function refuse_one() returns trigger language plpgsql as $$
                begin
                    raise exception 'this one stays';
                end
                $$
                """));
        await(records.database.query(
                "create trigger stays before update of sealed on portion for each row when (old.record_id = '" + stuck
                        + "') execute function refuse_one()"));
        assertThrows(RuntimeException.class, this::expire);
        assertEquals(Set.of("At the well"), texts(stuck, 1));
        assertEquals(Set.of(), texts(other, 1));
        await(records.database.query("drop trigger stays on portion"));
        expire();
        assertEquals(Set.of(), texts(stuck, 1));
    }

    /** As whoever decides about the version is told. */
    private Optional<Instant> end(String id, int version) {
        return version(id, version)
                .facts()
                .portions()
                .getFirst()
                .label()
                .orElseThrow()
                .retainUntil();
    }

    /** During an update a node of an older product writes beside, which binds nothing. */
    @Test
    void whatAnOlderNodeWritesEndsEarlierVersionsToo() {
        String id = records.submit(submission(kept("body", WELL)));
        await(records.database.transaction(connection -> Database.run(connection, """
                        insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, derived_from)
                        select record_id, 2, now(), submitter, type, areas, policy_tags, derived_from from version where record_id = $1
                        """, id)
                .compose(written -> Database.run(connection, """
                        insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type,
                            custody, derived_from, sealed, fingerprints, retain_until, marked_at, eyes_only)
                        select id || ' again', record_id, 2, ordinal, field, class_id, label, original_marking, source_type,
                            custody, derived_from, sealed, fingerprints, $2::timestamptz, marked_at, eyes_only
                        from portion where record_id = $1
                        """, id, OVER.atOffset(ZoneOffset.UTC)))));
        expire();
        assertEquals(Set.of(), texts(id, 1));
        assertEquals(0, keys());
    }

    private long bodies() {
        return records.count("data_key where about like 'body %'");
    }

    @Test
    void withTheLastOfAVersionGoTheHashOfItsBodyAndTheKeyOfItsSubmission() {
        String id = records.submit(Sample.incident("")
                .portions(List.of(until(OVER, "title", "At the well"), kept("body", WELL)))
                .key("the first")
                .submit());
        expire();
        assertEquals(1, bodies(), "something of it is left");
        assertEquals(1, records.count("idempotency"));
        revise(id, 1, kept("title", "At the ford"), until(OVER, "body", WELL));
        expire();
        assertEquals(1, bodies(), "that of the second");
        assertEquals(0, records.count("idempotency"));
        assertEquals(0, records.count("data_key where about = 'body " + id + "/1'"));
    }

    @Test
    void whatIsOverIsDestroyedWithoutAProof() {
        String id = records.submit(submission(until(OVER, "body", WELL)));
        expire();
        Quarantines.Case opened = assertInstanceOf(
                        Quarantines.QuarantineOutcome.Quarantined.class,
                        records.ask(
                                Quarantines.QUARANTINE,
                                new Quarantines.Quarantine(id, "MINUSMA", "minusma.focal-point", "heard in a cell")))
                .opened();
        Quarantines.Case destroyed = assertInstanceOf(
                        Quarantines.RuleOutcome.Done.class,
                        records.ask(
                                Quarantines.RULE,
                                new Quarantines.Rule(
                                        opened.id(),
                                        Set.of("MINUSMA"),
                                        "MINUSMA",
                                        "minusma.approver",
                                        Quarantines.Ruling.DESTROY,
                                        "heard again")))
                .ruled();
        assertEquals(Optional.empty(), destroyed.ruled().orElseThrow().saltedHash());
        assertEquals(0, records.count("version"));
    }

    @Test
    void nothingOfOtherRecordsIsEnded() {
        String other = records.submit(submission(kept("body", WELL)));
        String id = records.submit(submission(kept("body", WELL)));
        revise(id, 1, until(OVER, "body", WELL));
        expire();
        assertEquals(Set.of(WELL), texts(other, 1));
        assertEquals(Map.of(), Map.copyOf(version(id, 2).contents()));
    }
}
