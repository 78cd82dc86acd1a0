package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.lists.ScreenedRecords.label;
import static org.passerelle.screening.lists.ScreenedRecords.listed;
import static org.passerelle.screening.lists.ScreenedRecords.retained;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Sanctions;
import org.passerelle.screening.ScreeningFixture;

/** What a name was found in may be retained for a time: afterwards nothing is told of the match, and nothing of it stays. */
final class MatchRetentionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreenedRecords screened;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        screened = new ScreenedRecords(home);
        fixture = screened.fixture;
    }

    @AfterEach
    void close() {
        screened.close();
    }

    @Test
    void comparesNothingThatMayNoLongerBeRetained() {
        screened.submit(listed(retained(label(Level.CONFIDENTIAL), ScreeningFixture.NOW)));
        screened.run();
        assertEquals(0, screened.tasks());
    }

    @Test
    void notesUntilWhenWhatANameWasFoundInMayBeRetained() {
        Instant until = ScreeningFixture.NOW.plus(Duration.ofDays(1));
        screened.submit(listed(retained(label(Level.CONFIDENTIAL), until)));
        screened.run();
        assertEquals(
                List.of(until),
                fixture.rows("select until from list_match_sighting").stream()
                        .map(row -> row.getOffsetDateTime("until").toInstant())
                        .toList());
    }

    @Test
    void tellsOfAMatchWhileWhatItWasFoundInMayBeRetained() {
        assertEquals(1, screened.found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW.plusSeconds(1))));
        assertEquals(1, screened.matches(Level.CONFIDENTIAL).size());
        assertEquals(List.of(screened.match()), screened.due());
    }

    @Test
    void tellsNothingOfAMatchOnceWhatItWasFoundInMayNoLongerBeRetained() {
        assertEquals(1, screened.found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW)));
        screened.assertHidden(screened.match());
    }

    @Test
    void whatStaysOfItIsToldToThoseWhoMaySeeThat() {
        screened.found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW));
        assertEquals(0, screened.found(Level.STRICTLY_CONFIDENTIAL, Optional.empty()), "it is asked about once");
        assertEquals(List.of(), screened.matches(Level.CONFIDENTIAL));
        assertEquals(1, screened.matches(Level.STRICTLY_CONFIDENTIAL).size());
        assertEquals(List.of(screened.match()), screened.due());
    }

    @Test
    void aNewVersionWithALaterEndIsToldOfForLonger() {
        screened.found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW));
        assertEquals(0, screened.found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW.plusSeconds(1))));
        assertEquals(1, screened.matches(Level.CONFIDENTIAL).size());
    }

    @Test
    void nothingOfAMatchStaysOnceNothingThatItWasFoundInMayBeRetained() {
        Instant until = ScreeningFixture.NOW.plusSeconds(1);
        screened.found(Level.CONFIDENTIAL, Optional.of(until));
        assertInstanceOf(Sanctions.RuleOutcome.Ruled.class, screened.rule(screened.match()));
        forget(ScreeningFixture.NOW);
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), kept());
        forget(until);
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L), kept());
        forget(until);
    }

    @Test
    void nothingOfAMatchStaysOnceTheRecordIsDestroyed() {
        screened.found(Level.CONFIDENTIAL, Optional.empty());
        screened.rule(screened.match());
        screened.quarantine("r1");
        forget(ScreeningFixture.NOW);
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), kept(), "it may be released");
        screened.records.remove("r1");
        forget(ScreeningFixture.NOW);
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L), kept());
    }

    @Test
    void whatIsNotOfARecordIsNeitherForgottenNorRewritten() {
        screened.found(Level.CONFIDENTIAL, Optional.empty());
        fixture.rows("""
                insert into task select other, kind, assessment, other, due_at, opened_at
                from task, unnest(array['another']) as other where kind = 'list-match'
                """);
        fixture.rows("insert into task values ('renewal', 'renewal', '', 'cause', now(), now())");
        fixture.rows("""
                insert into list_match
                    (task, party, subject_kind, subject, name, entry, entry_digest, entry_body, listed_name, score, level)
                select 'another', party, 'COMMANDER', subject, 'Akli', '9002', 'digest', '{}'::jsonb, 'Akli ag Tamakast',
                    1, level
                from list_match
                """);
        fixture.rows("insert into list_match_sighting values ('another', 1, $1)", ListStore.time(ScreeningFixture.NOW));
        forget(ScreeningFixture.NOW);
        for (String rewriting : List.of(
                "update list_match set score = 0",
                "update list_match set sealed = 'other' where subject_kind = 'RECORD'",
                "update list_match set sealed = 'other', entry = null, entry_digest = null, entry_body = null,"
                        + " listed_name = null, score = null where task = 'another'",
                "update task set cause = 'other' where kind = 'list-match'",
                "delete from list_match_sighting where task = 'another'",
                "delete from list_match where task = 'another'",
                "delete from task where id = 'another'",
                "delete from task where id = 'renewal'",
                "truncate list_match cascade")) {
            assertThrows(Exception.class, () -> fixture.rows(rewriting), rewriting);
        }
    }

    private void forget(Instant at) {
        await(new Forgetting(fixture.bus, fixture.database, Clock.fixed(at, ZoneOffset.UTC)).run());
    }

    /** How many rows each table has that tells of it. */
    private List<Long> kept() {
        return Stream.of(
                        "list_match where subject = 'r1'",
                        "list_match_sighting",
                        "list_match_ruling",
                        "task_event",
                        "task where kind = 'list-match'",
                        "data_key where about like 'list match %'")
                .map(table ->
                        fixture.rows("select count(*) from " + table).getFirst().getLong(0))
                .toList();
    }

    @Test
    void ofWhatWasFoundBeforeThatWasNotedRecordsSaysWhetherAnythingIsLeft() {
        screened.found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW));
        fixture.rows("drop trigger list_match_sighting_is_final on list_match_sighting");
        fixture.rows("delete from list_match_sighting");
        assertEquals(1, screened.matches(Level.CONFIDENTIAL).size());
        assertEquals(List.of(), screened.matches(Level.RESTRICTED));
        assertEquals(List.of(screened.match()), screened.due());
        screened.records.remove("r1");
        screened.assertHidden(screened.match());
    }
}
