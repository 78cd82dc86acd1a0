package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.allegation;
import static org.passerelle.screening.ScreeningFixture.approver;
import static org.passerelle.screening.ScreeningFixture.assessment;
import static org.passerelle.screening.ScreeningFixture.focalPoint;
import static org.passerelle.screening.ScreeningFixture.statement;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.Case;
import org.passerelle.core.message.Allegations.ChangeOutcome.Changed;
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.message.Allegations.FindOutcome.Found;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.message.Policy;
import org.passerelle.core.screening.Allegation.Status;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Rewrapping;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;
import org.passerelle.platform.seal.WrappingProofs;

/** Allegations at rest: what is said for them, and why they were judged, is sealed, and opens nowhere else. */
final class SealedStatementsTest {
    private static final String WHY = "heard from the Gewährsmann";
    private static final String UNDER_ONE = "select about from data_key where wrapped_under = 1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void report() {
        fixture = new ScreeningFixture(home);
        fixture.seed(assessment("has1", "BN1"));
        fixture.start();
        report("al1");
        changed(fixture.bus.ask(
                Allegations.CORROBORATE,
                new Allegations.Corroborate("al1", statement("s2", "B2"), focalPoint("mission.other")),
                Policy.PATIENCE));
        changed(fixture.bus.ask(
                Allegations.REGRADE,
                new Allegations.Regrade("al1", "s2", new Grading("C3"), WHY, focalPoint("mission.third")),
                Policy.PATIENCE));
        for (Status status : List.of(Status.UNDER_REVIEW, Status.SUBSTANTIATED)) {
            changed(fixture.bus.ask(
                    Allegations.RESOLVE,
                    new Allegations.Resolve("al1", status, WHY, approver("mission.judge")),
                    Policy.PATIENCE));
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void report(String id) {
        await(fixture.bus.ask(
                Allegations.REPORT,
                ScreeningFixture.report(
                        allegation(id, Optional.of("BN1"), Optional.empty(), "C3"), "mission.focal-point"),
                Policy.PATIENCE));
    }

    private static void changed(Future<Allegations.ChangeOutcome> asked) {
        assertInstanceOf(Changed.class, await(asked));
    }

    private Case shown(String id) {
        return assertInstanceOf(
                        Found.class,
                        await(fixture.bus.ask(
                                Allegations.FIND, new Allegations.Find(id, focalPoint("mission.reader")))))
                .found();
    }

    private static List<String> texts(Case shown) {
        return shown.statements().stream()
                .map(Said::statement)
                .flatMap(said -> Stream.of(said.summary(), said.source()))
                .flatMap(Optional::stream)
                .map(Portion::text)
                .toList();
    }

    private static List<String> reasons(Case shown) {
        return shown.history().stream().map(Event::reason).toList();
    }

    /** What the keepers of the history keep from everybody. */
    private void tamper(String sql) {
        await(fixture.database.transaction(
                connection -> Database.run(connection, "set local session_replication_role = replica")
                        .compose(unguarded -> Database.run(connection, sql))));
    }

    private <T> T within(Function<SqlConnection, Future<T>> work) {
        return await(fixture.database.transaction(work));
    }

    private Path keys() {
        return home.resolve(WrappingKeys.DIRECTORY);
    }

    @Test
    void noTableHoldsWhatWasSaidOrWhyItWasJudged() {
        for (String text : List.of("Text of", "Source of", WHY, "Gewährsmann")) {
            assertEquals(Map.of(), fixture.holding(text), text);
        }
        assertEquals(List.of("Text of al1", "Source of al1", "Text of s2", "Source of s2"), texts(shown("al1")));
        assertEquals(List.of("", "", WHY, WHY, WHY), reasons(shown("al1")));
        assertEquals(
                List.of(MISSION + "|", MISSION + "|SOURCE"),
                fixture.rows("select distinct domain from data_key order by domain").stream()
                        .map(row -> row.getString("domain"))
                        .toList());
    }

    @Test
    void nothingComesInClear() {
        await(fixture.database.query("insert into allegation_statement (id, allegation, said_as, grading, subject, at)"
                + " values ('s3', 'al1', 'CORROBORATION', 'C3', 'mission.other', now())"));
        for (String sql : List.of(
                "insert into allegation_portion (statement, field, marking, level, compartments, content)"
                        + " values ('s3', 'summary', 'x', 1, '{}', 'text')",
                "insert into allegation_event (allegation, happening, status, subject, reason, at, barrier)"
                        + " values ('al1', 'RESOLVED', 'OPEN', 'mission.other', 'text', now(), 1)")) {
            RuntimeException refused =
                    assertThrows(RuntimeException.class, () -> await(fixture.database.query(sql)), sql);
            assertTrue(refused.toString().contains("_is_sealed"), refused.toString());
        }
    }

    @Test
    void nothingSealedIsRewritten() {
        for (String sql : List.of(
                "update allegation_portion set content = 'text', sealed = null",
                "update allegation_portion set sealed = 'other'",
                "update allegation_portion set level = 0",
                "update allegation_event set reason = 'text'",
                "update allegation_event set sealed = 'other'",
                "update allegation_event set status = 'DISMISSED'")) {
            assertThrows(RuntimeException.class, () -> await(fixture.database.query(sql)), sql);
        }
    }

    @Test
    void whatWasMovedToAnotherAllegationIsAbsent() {
        report("al2");
        tamper("""
                update allegation_portion p set sealed = other.sealed from allegation_portion other
                where p.statement = 'al2' and other.statement = 'al1' and p.field = other.field and p.field = 'summary'
                """);
        assertEquals(List.of("Source of al2"), texts(shown("al2")));
        assertEquals(new Grading("C3"), shown("al2").allegation().grading());
        assertTrue(shown("al2").holds());
        tamper("update allegation_statement set allegation = 'al2' where id = 's2'");
        assertEquals(List.of("Source of al2"), texts(shown("al2")));
        tamper("update data_key set about = replace(about, 'statement al1 s2', 'statement al2 s2')");
        assertEquals(List.of("Source of al2"), texts(shown("al2")), "with its data keys neither");
        tamper("update allegation_event set allegation = 'al2' where happening = 'REGRADED'");
        tamper("update data_key set about = replace(about, 'reason al1', 'reason al2')");
        assertEquals(List.of("", ""), reasons(shown("al2")));
    }

    @Test
    void whatHasAnotherLabelThanItWasSealedWithIsAbsent() {
        tamper("update allegation_portion set level = 0 where statement = 'al1' and field = 'summary'");
        tamper("update allegation_portion set marking = 'UN RESTRICTED' where statement = 's2' and field = 'source'");
        assertEquals(List.of("Source of al1", "Text of s2"), texts(shown("al1")));
    }

    @Test
    void withoutItsDataKeyWhatWasSaidIsGoneAndWhatItCountsForStays() {
        await(fixture.database.query("delete from data_key where about like 'statement al1 al1 %'"));
        assertEquals(List.of("Text of s2", "Source of s2"), texts(shown("al1")));
        assertEquals(2, shown("al1").statements().size());
        await(fixture.database.query("delete from data_key where about like 'reason al1 %'"));
        assertEquals(List.of("", "", "", "", ""), reasons(shown("al1")));
    }

    @Test
    void whereTheWrappingKeyIsNotAtHandNothingIsTakenForGone() {
        AllegationSeal without = new AllegationSeal(new Seal(WrappingKeys.in(home.resolve("elsewhere"))));
        StatementStore statements = new StatementStore(without);
        assertThrows(Unavailable.class, () -> within(transaction -> statements.of(transaction, "al1")));
        assertThrows(Unavailable.class, () -> within(transaction -> AllegationStore.told(transaction, without, "al1")));
        assertEquals(1, within(AllegationStore::all).size(), "policy needs none of it");
    }

    @Test
    void theNextWrappingKeyTakesEverythingOverBeforeTheOldOneIsRetired() {
        Case before = shown("al1");
        WrappingKeys.rotate(keys());
        WrappingKeys wrapping = WrappingKeys.in(keys());
        Seal sealing = new Seal(wrapping);
        WrappingProofs proofs = new WrappingProofs(fixture.vertx, fixture.database, wrapping, sealing);
        await(proofs.check());
        await(fixture.database.query("update seals.wrapping_key set since = since - interval '1 minute'"));
        await(proofs.retire());
        await(new WrappingProofs(fixture.vertx, fixture.agreements, wrapping, sealing).retire());
        assertEquals(List.of(), fixture.rows("select number from seals.wrapping_key where retired"), "it is in use");
        await(new Rewrapping(fixture.database, sealing, 2).rewrap());
        assertEquals(List.of(), fixture.rows(UNDER_ONE));
        await(new WrappingProofs(fixture.vertx, fixture.agreements, wrapping, sealing).retire());
        assertEquals(
                1,
                fixture.rows("select number from seals.wrapping_key where retired")
                        .size());
        assertThrows(
                RuntimeException.class, () -> await(fixture.database.query("update data_key set wrapped_under = 1")));
        assertEquals(before, shown("al1"));
    }

    @Test
    void noFirstKeyIsMadeWhereAnythingIsSealed() {
        Path elsewhere = home.resolve("elsewhere");
        WrappingKeys wrapping = WrappingKeys.in(elsewhere);
        RuntimeException refused = assertThrows(
                RuntimeException.class,
                () -> await(
                        new WrappingProofs(fixture.vertx, fixture.agreements, wrapping, new Seal(wrapping)).check()));
        assertTrue(refused.toString().contains("wrapping key 1"), refused.toString());
    }
}
