package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.NOW;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.ListEntry.ListedName;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** What an older product left in clear of matches in records is sealed at the start, and told the same. */
final class SealingOfEarlierMatchesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres =
            TestPostgres.fresh().migrated(vertx, "barrier").migratedTo("screening", "9");
    private final Database database = postgres.open(vertx, "screening");

    /** As the older product wrote them; the entry is listed otherwise since, and the second question follows upon a lapsed one. */
    @BeforeEach
    void before() {
        await(database.query("""
                insert into sanctions_list
                    (version, published, digest, individuals, entities, added, changed, delisted, party, subject, at)
                values (1, '2026-01-10', 'd1', 1, 0, 1, 0, 0, 'MISSION', 'mission.platform', now()),
                    (2, '2026-01-11', 'd2', 1, 0, 0, 1, 0, 'MISSION', 'mission.platform', now())
                """));
        listed(1, "ADDED", "XXi.002");
        listed(2, "CHANGED", "XXi.202");
        match("t1", "RECORD", "r1", "aa");
        match("t2", "RECORD", "r1", "aa 1");
        match("t3", "COMMANDER", "BDE", "bb");
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    private static ListEntry entry(String reference) {
        return new ListEntry(
                "9002",
                reference,
                ListEntry.Kind.INDIVIDUAL,
                "Invented",
                List.of(new ListedName("Akli ag Tamakast", "")),
                List.of(),
                Set.of(),
                Optional.empty());
    }

    private void listed(long version, String kind, String reference) {
        await(database.query(
                "insert into sanctions_event (version, entry, kind, digest, body) values ($1, '9002', $2, $3, $4::text::jsonb)",
                version,
                kind,
                ListStore.digest(entry(reference)),
                Json.write(entry(reference))));
    }

    private void match(String task, String kind, String subject, String cause) {
        await(database.query(
                "insert into task (id, kind, assessment, cause, due_at, opened_at) values ($1, 'list-match', '', $2, now(), now())",
                task,
                cause));
        await(database.query(
                """
                insert into list_match (task, party, subject_kind, subject, name, entry, entry_digest, entry_body, listed_name, score,
                    comparison, level)
                values ($1, 'MISSION', $2, $3, null, '9002', $4, $5::text::jsonb, 'Akli ag Tamakast', 0.93, null, 3)
                """, task, kind, subject, ListStore.digest(entry("XXi.002")), Json.write(entry("XXi.002"))));
    }

    private MatchSeal sealed() {
        postgres.migrated(vertx, "screening");
        WrappingKeys wrapping = WrappingKeys.in(home.resolve(WrappingKeys.DIRECTORY));
        wrapping.first();
        MatchSeal seal =
                new MatchSeal(new Seal(wrapping), InstallationKey.loadOrGenerate(home.resolve(InstallationKey.FILE)));
        await(new MatchSealing(database, seal, 1).complete());
        return seal;
    }

    private List<String> values(String sql) {
        List<String> values = new ArrayList<>();
        for (Row row : await(database.query(sql))) {
            values.add(String.valueOf(row.getValue(0)));
        }
        return values;
    }

    @Test
    void tellsTheSame() {
        MatchRows rows = new MatchRows(sealed());
        List<Match> matches = await(database.transaction(
                transaction -> rows.of(transaction, new Viewer(MISSION, Level.STRICTLY_CONFIDENTIAL, NOW))));
        assertEquals(3, matches.size());
        for (Match match : matches) {
            assertEquals(entry("XXi.002"), match.entry(), "the entry as it was then");
            assertEquals("Akli ag Tamakast", match.listedName());
            assertEquals(0.93, match.score());
        }
    }

    @Test
    void leavesNothingOfRecordsInClear() {
        MatchSeal seal = sealed();
        assertEquals(
                List.of("0"),
                values("select num_nonnulls(entry, entry_digest, entry_body, listed_name, score)::text from list_match"
                        + " where subject_kind = 'RECORD' group by 1"));
        assertEquals(
                List.of(seal.keyed("aa"), seal.keyed("aa") + " 1", "bb"), values("select cause from task order by id"));
        assertEquals(
                List.of("list match t1 r1", "list match t2 r1"), values("select about from data_key order by about"));
    }

    @Test
    void whatIsSealedAlreadyIsLeftAlone() {
        MatchSeal seal = sealed();
        String kept = "select wrapped from data_key order by about";
        List<String> before = values(kept);
        await(new MatchSealing(database, seal, 1).complete());
        assertEquals(before, values(kept));
        assertEquals(
                seal.keyed("aa"),
                values("select cause from task where id = 't1'").getFirst());
    }

    @Test
    void nothingComesUnsealedAnyMore() {
        sealed();
        await(
                database.query(
                        "insert into task (id, kind, assessment, cause, due_at, opened_at) values ('t4', 'list-match', '', 'cc', now(), now())"));
        assertThrows(RuntimeException.class, () -> await(database.query("""
                insert into list_match (task, party, subject_kind, subject, entry, entry_digest, entry_body, listed_name, score, level)
                values ('t4', 'MISSION', 'RECORD', 'r1', '9002', 'digest', '{}', 'Akli ag Tamakast', 0.93, 3)
                """)));
    }

    @Test
    void startsUnderNoOtherInstallationKey() {
        sealed();
        MatchSeal other = new MatchSeal(
                new Seal(WrappingKeys.in(home.resolve(WrappingKeys.DIRECTORY))),
                InstallationKey.loadOrGenerate(home.resolve("another.key")));
        assertThrows(IllegalStateException.class, () -> await(new MatchSealing(database, other, 1).complete()));
    }
}
