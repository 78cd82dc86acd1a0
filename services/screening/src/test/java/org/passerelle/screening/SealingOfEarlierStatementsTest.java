package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.core.screening.Allegation;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** What an older product left in clear is sealed at the start, and reads the same. */
final class SealingOfEarlierStatementsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path keys;

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres =
            TestPostgres.fresh().migrated(vertx, "barrier").migratedTo("screening", "7");
    private final Database database = postgres.open(vertx, "screening");

    /** As the older product wrote them. */
    @BeforeEach
    void before() {
        for (String id : List.of("al1", "al2", "al3")) {
            Allegation allegation = ScreeningFixture.allegation(id, Optional.of("BN1"), Optional.empty(), "C3");
            await(database.query(
                    "insert into allegation (id, assessor, unit, body, subject, at, barrier)"
                            + " values ($1, $2, 'BN1', $3::text::jsonb, 'mission.focal-point', now(), 1)",
                    id,
                    MISSION,
                    Json.write(allegation)));
            for (String sql : List.of(
                    "insert into allegation_statement (id, allegation, said_as, grading, subject, at)"
                            + " values ($1, $1, 'REPORT', 'C3', 'mission.focal-point', now())",
                    "insert into allegation_portion (statement, field, marking, level, compartments, content)"
                            + " values ($1, 'summary', 'UN CONFIDENTIAL', 3, '{}', 'Text of ' || $1)",
                    "insert into allegation_portion (statement, field, marking, level, compartments, content)"
                            + " values ($1, 'source', 'UN CONFIDENTIAL', 3, '{SOURCE}', 'Source of ' || $1)",
                    "insert into allegation_event (allegation, happening, status, subject, reason, at, barrier)"
                            + " values ($1, 'CORROBORATED', 'OPEN', 'mission.other', '', now(), 2)",
                    "insert into allegation_event (allegation, happening, status, subject, reason, at, barrier)"
                            + " values ($1, 'RESOLVED', 'DISMISSED', 'mission.judge', 'Why of ' || $1, now(), 3)",
                    "insert into task (id, kind, assessment, cause, due_at, opened_at)"
                            + " values ($1, 'allegation-review', '', $1, now(), now())",
                    "insert into task_event (task, state, subject, reason, at)"
                            + " values ($1, 'SETTLED', 'mission.judge', 'Why of ' || $1, now())")) {
                await(database.query(sql, id));
            }
        }
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    private AllegationSeal sealed() {
        postgres.migrated(vertx, "screening");
        WrappingKeys wrapping = WrappingKeys.in(keys);
        wrapping.first();
        AllegationSeal seal = new AllegationSeal(new Seal(wrapping));
        await(new AllegationSealing(database, seal, 2).complete());
        return seal;
    }

    private List<String> columns(String sql) {
        List<String> values = new ArrayList<>();
        for (Row row : await(database.query(sql))) {
            values.add(String.valueOf(row.getValue(0)));
        }
        return values;
    }

    @Test
    void readsTheSame() {
        AllegationSeal seal = sealed();
        Statement said = await(database.transaction(transaction -> new StatementStore(seal).of(transaction, "al2")))
                .getFirst()
                .statement();
        assertEquals(Optional.of(new Portion("Text of al2", "UN CONFIDENTIAL", Level.of(3), Set.of())), said.summary());
        assertEquals(
                Optional.of(new Portion("Source of al2", "UN CONFIDENTIAL", Level.of(3), Set.of("SOURCE"))),
                said.source());
        AllegationStore.Known known = await(
                        database.transaction(transaction -> AllegationStore.told(transaction, seal, "al3")))
                .orElseThrow();
        assertEquals(
                List.of("", "", "Why of al3"),
                known.history().stream().map(Event::reason).toList());
        assertEquals(NOW, known.now().reportedAt());
    }

    @Test
    void leavesNothingInClear() {
        sealed();
        assertEquals(
                List.of("6"),
                columns("select count(*) from allegation_portion where content is null and sealed is not null"));
        assertEquals(
                List.of("3"),
                columns("select count(*) from allegation_event where reason is null and sealed is not null"));
        assertEquals(List.of("9"), columns("select count(*) from data_key"));
        assertEquals(List.of("judged"), columns("select distinct reason from task_event"));
    }

    @Test
    void whatIsSealedAlreadyIsLeftAlone() {
        AllegationSeal seal = sealed();
        List<String> before = columns("select wrapped from data_key order by about");
        await(new AllegationSealing(database, seal, 2).complete());
        assertEquals(before, columns("select wrapped from data_key order by about"));
    }
}
