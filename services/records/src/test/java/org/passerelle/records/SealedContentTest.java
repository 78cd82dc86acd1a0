package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** Records at rest: what portions say is sealed, and opens no more once its data key is gone. */
final class SealedContentTest {
    private static final String SECRET = "Gewährsmann";

    private final RecordsFixture records = new RecordsFixture();
    private final Path keys = records.home.resolve(WrappingKeys.DIRECTORY);
    private String id = "";

    @BeforeEach
    void submit() {
        id = records.submit(
                Sample.incident("at the well").hash("hash of a body").submit());
    }

    @AfterEach
    void close() {
        records.close();
    }

    private Sealing sealing() {
        return new Sealing(records.database, seal(), 1);
    }

    private ContentSeal seal() {
        return new ContentSeal(new Seal(WrappingKeys.in(keys)));
    }

    private List<String> texts() {
        StoredRecord record = records.found(id);
        return record.facts().portions().stream()
                .flatMap(portion -> Optional.ofNullable(record.contents().get(portion.id())).stream())
                .filter(Content.Text.class::isInstance)
                .map(content -> ((Content.Text) content).text())
                .toList();
    }

    private Row one(String sql) {
        return await(records.database.query(sql)).iterator().next();
    }

    @Test
    void theDatabaseHoldsNothingOfWhatStandsAboveTheSearchableLevel() {
        Label secret = Sample.label(Level.STRICTLY_CONFIDENTIAL, "SOURCE");
        Content.Head head = new Content.Head(
                "incident",
                "fr",
                Optional.of(Sample.AT),
                Optional.empty(),
                Optional.of("NE"),
                List.of(),
                Sample.head("NE", 2.4, 15.9).geometry(),
                Optional.empty(),
                List.of("note:word=\"" + SECRET + "\""),
                Map.of("name", SECRET));
        List<NewPortion> portions = List.of(
                Sample.portion(PortionFacts.HEAD, head, secret),
                Sample.portion("source", new Content.Text(SECRET + " at the well"), secret));
        String hidden = records.submit(Sample.incident("")
                .hash(SECRET)
                .portions(portions)
                .key("one key")
                .submit());
        assertEquals(Map.of(), records.holding(SECRET));
        Row listed = one("select country, tags, exact, clear from listing where record_id = '" + hidden + "'");
        assertEquals(null, listed.getString("country"));
        assertEquals(0, listed.getArrayOfStrings("tags").length);
        assertEquals(null, listed.getValue("exact"));
        assertFalse(listed.getBoolean("clear"));
        assertEquals(
                Set.of(head, new Content.Text(SECRET + " at the well")),
                Set.copyOf(records.found(hidden).contents().values()));
    }

    @Test
    void belowItWordsAloneStandInClear() {
        assertEquals(Set.of("wording"), records.holding("wel").keySet());
        assertEquals(Map.of(), records.holding("at the well"), "no sentence");
        assertEquals(Map.of(), records.holding("hash of a body"));
    }

    @Test
    void whatWasMovedToAnotherPortionOpensNowhere() {
        await(records.database.query("""
                update portion set sealed = other.sealed from portion as other
                where portion.record_id = other.record_id and portion.field = 'source' and other.field = 'title'
                """));
        assertEquals(List.of("at the well"), texts());
        await(records.database.query("""
                update data_key set wrapped = (select wrapped from data_key as other
                    where other.about = 'portion ' || (select id from portion where field = 'title'))
                where about = 'portion ' || (select id from portion where field = 'source')
                """));
        assertEquals(List.of("at the well"), texts(), "with its data key neither");
    }

    @Test
    void withoutItsDataKeyAPortionIsGone() {
        await(records.database.query(
                "delete from data_key where about = 'portion ' || (select id from portion where field = 'title')"));
        assertEquals(List.of("informant Alpha"), texts());
        assertEquals(3, records.found(id).facts().portions().size(), "that there was one stays");
    }

    @Test
    void whatMayNoLongerBeRetainedIsDestroyed() {
        Expiry before = new Expiry(
                records.database, Clock.fixed(Sample.AT, Clock.systemUTC().getZone()));
        await(before.expire());
        assertEquals(2, texts().size());
        Expiry after = new Expiry(records.database, Clock.offset(Clock.systemUTC(), Duration.ofDays(40_000)), 1);
        await(after.expire());
        assertEquals(List.of(), texts());
        assertEquals(Map.of(), records.holding("wel"));
        assertEquals(
                0,
                one("select count(*) from data_key where about like 'portion%'").getLong(0));
        assertEquals(
                0,
                one("select count(*) from portion where sealed is not null or fingerprints <> '{}'")
                        .getLong(0));
        assertEquals(0, records.count("listing"));
    }

    @Test
    void ofAHeadThatMayNoLongerBeRetainedNothingIsSearchedByWhileSomethingIsLeft() {
        await(records.database.query("update portion set retain_until = now() where field = 'head'"));
        await(new Expiry(records.database, Clock.systemUTC()).expire());
        assertEquals(
                1,
                records.count("listing where country is null and areas = '{}' and tags = '{}' and exact is null"
                        + " and near_10 is null and near_50 is null and grading is null"));
        assertEquals(2, texts().size());
    }

    @Test
    void sealsWhatAnOlderProductLeftInClear() {
        StoredRecord record = records.found(id);
        await(records.database.query("alter table portion drop constraint portion_is_sealed"));
        await(records.database.query("alter table version drop constraint version_is_sealed"));
        await(records.database.query("delete from data_key"));
        for (PortionFacts portion : record.facts().portions()) {
            await(records.database.query(
                    "update portion set sealed = null, content = $2::text::json where id = $1",
                    portion.id(),
                    Json.write(Optional.ofNullable(record.contents().get(portion.id()))
                            .orElseThrow())));
        }
        await(records.database.query("update version set sealed_hash = null, body_hash = 'hash of a body'"));
        await(sealing().complete());
        assertEquals(record.contents(), records.found(id).contents());
        assertEquals(Map.of(), records.holding("at the well"));
        assertEquals(Map.of(), records.holding("hash of a body"));
    }

    private Relisting relisting(Level level) {
        return new Relisting(new Listing(level), new StoredRows(seal()));
    }

    private void bound(Level level) {
        await(new SearchBound(records.database, relisting(level), level, 1).apply());
    }

    @Test
    void aLowerSearchableLevelTakesAwayWhatStandsAboveIt() {
        List<Long> withWords = new ArrayList<>();
        for (Level level : List.of(Level.CONFIDENTIAL, Level.RESTRICTED, Level.STRICTLY_CONFIDENTIAL)) {
            bound(level);
            withWords.add(records.count("wording"));
        }
        assertEquals(List.of(2L, 1L, 1L), withWords);
        assertEquals(1, records.count("listing where not clear and exact is null and country is null"));
    }

    @Test
    void soDoesTheSameLevelWithWhatANodeListedUnderAHigherOne() {
        bound(Level.RESTRICTED);
        assertEquals(Map.of(), records.holding("bomb"));
        await(records.database.transaction(
                connection -> relisting(Level.CONFIDENTIAL).list(connection, new String[] {id})));
        assertEquals(Set.of("wording"), records.holding("bomb").keySet());
        bound(Level.RESTRICTED);
        assertEquals(Map.of(), records.holding("bomb"));
        assertEquals(1, records.count("listing where not clear and exact is null and country is null"));
    }

    @Test
    void aTextGoesWhereTheHeadMayStay() {
        Label open = Sample.label(Level.UNCLASSIFIED);
        records.submit(Sample.incident("")
                .portions(List.of(
                        Sample.portion(PortionFacts.HEAD, Sample.head("ML", -0.3, 19.1), open),
                        Sample.portion("body", new Content.Text("in Tassiga"), Sample.label(Level.CONFIDENTIAL))))
                .submit());
        assertEquals(Set.of("wording"), records.holding("tassig").keySet());
        bound(Level.RESTRICTED);
        assertEquals(Map.of(), records.holding("tassig"));
        assertEquals(1, records.count("listing where clear and country = 'ML'"));
    }

    @Test
    void soDoesWhatARecordSaysThatHasNoPattern() {
        NewPortion line = Sample.portion("body", new Content.Text("in Tassiga"), Sample.label(Level.CONFIDENTIAL));
        records.submit(Sample.incident("")
                .portions(Collections.nCopies(Searching.Pattern.MOST_PORTIONS + 1, line))
                .submit());
        assertEquals(1, records.count("listing where pattern_id = 0"));
        bound(Level.RESTRICTED);
        assertEquals(Map.of(), records.holding("tassig"));
        assertEquals(2, records.count("listing"));
    }

    @Test
    void whileTheLevelIsLoweredEveryRecordStaysOnTheListAndWhatWasBegunIsFinished() {
        records.submit(Sample.incident("at the ford").submit());
        await(records.database.query("""
                create function refuse_listing() returns trigger language plpgsql as $$
                begin
                    raise exception 'the database ends here';
                end
                $$
                """));
        await(records.database.query("create trigger ends before insert on listing for each row when (new.record_id = '"
                + id + "') execute function refuse_listing()"));
        assertThrows(RuntimeException.class, () -> bound(Level.RESTRICTED));
        assertEquals(2, records.count("listing"));
        assertEquals(3, records.count("wording"), "of the newer one it is done");
        await(records.database.query("drop trigger ends on listing"));
        bound(Level.RESTRICTED);
        assertEquals(2, records.count("listing"));
        assertEquals(2, records.count("wording"));
        assertEquals(Map.of(), records.holding("bomb"));
    }

    @Test
    void whatIsMissingIsListedBatchByBatch() {
        for (int further = 0; further < 4; further++) {
            records.submit(Sample.incident("at the ford").submit());
        }
        await(records.database.query("delete from listing where position <> 3"));
        await(new ListingBacklog(records.database, relisting(Level.CONFIDENTIAL), 1, 2).complete());
        assertEquals(5, records.count("listing"));
        assertEquals(10, records.count("wording"));
    }
}
