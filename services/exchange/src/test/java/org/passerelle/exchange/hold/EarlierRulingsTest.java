package org.passerelle.exchange.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.RuleOutcome;
import org.passerelle.core.message.History.RulingsAt;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;

/** What had been held and ruled before rulings had a matter is told as it was, and a feed that waited for a ruling asks again. */
class EarlierRulingsTest {
    private final Instant now = Instant.now();

    /** When the matters came, two days before the migration that is tested. */
    private final Instant matters = now.minus(Duration.ofDays(2));

    private final Instant ruled = now.minus(Duration.ofDays(20));
    private final Instant over = now.minus(Duration.ofDays(9));
    private final Instant overSince = now.minus(Duration.ofDays(1));
    private final Instant later = now.plus(Duration.ofDays(9));

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres =
            TestPostgres.fresh().migrated(vertx, "barrier").migratedTo("exchange", "7");
    private final Database database = postgres.open(vertx, "exchange");

    @BeforeEach
    void hold() {
        held("consented", "ORIGINATOR_CONSENT", "READ", "granted", later);
        ruled("consented", true, later);
        held("refused", "ALLEGATION", "READ", "refused", later);
        ruled("refused", false, later);
        held("over", "MITIGATION_OVERDUE", "READ", "granted", over);
        ruled("over", true, over);
        held("over-since", "ALLEGATION", "READ", "granted", overSince);
        ruled("over-since", true, overSince);
        held("in-force", "RELEASE_HOLD", "READ", "granted", later);
        ruled("in-force", true, later);
        held("taken-back", "ALLEGATION", "READ", "withdrawn", later);
        ruled("taken-back", true, later);
        run("""
                insert into withdrawal (hold, party, subject, reason, at, barrier)
                values ('taken-back', 'MINUSMA', 'minusma.focal-point', 'new facts', $1, 3)
                """, at(over));
        open("asked", "ALLEGATION", "READ");
        open("waiting", "ALLEGATION", "PUSH");
        open("waiting-too", "RELEASE_HOLD", "PUSH");
        offered();
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    private void held(String id, String code, String action, String state, Instant until) {
        open(id, code, action);
        run("update hold set state = $2, closed_until = $3 where id = $1", id, state, at(until));
    }

    private void open(String id, String code, String action) {
        run("""
                insert into hold (id, code, record_id, version, portion_id, releaser, recipient, recipient_unit, requester,
                                  purpose, action, rulers, opened_at, state)
                values ($1, $2, 'record', 2, $1, 'MINUSMA', 'MALI-FORCES', 'mali-bn33', 'mali-bn33-system',
                        'force-protection', $3, '[]', $4, 'open')
                """, id, code, action, at(ruled));
    }

    private void ruled(String hold, boolean allow, Instant until) {
        run("""
                insert into ruling (hold, party, subject, allow, reason, at, expires_at, barrier)
                values ($1, 'MINUSMA', 'minusma.focal-point', $2, 'looked into', $3, $4, 2)
                """, hold, allow, at(ruled), at(until));
    }

    /** Three versions, of which the second was held. */
    private void offered() {
        run("""
                insert into feed_entry (position, event, record_id, version)
                values (1, 1, 'record', 1), (2, 2, 'record', 2), (3, 3, 'record', 3), (4, 4, 'other', 1)
                """);
        run("update feed set position = 4, sequence = 4");
    }

    private static Object at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private List<Row> run(String sql, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        await(database.query(sql, parameters)).forEach(rows::add);
        return rows;
    }

    private void migrate() {
        postgres.migratedTo("exchange", "8");
        // As Flyway writes it.
        LocalDateTime local = LocalDateTime.ofInstant(matters, ZoneId.systemDefault());
        run("update flyway_schema_history set installed_on = $1 where version = '8'", local);
        postgres.migrated(vertx, "exchange");
    }

    private List<String> states() {
        return run("select id || ' ' || state as line from hold order by id").stream()
                .map(row -> row.getString("line"))
                .toList();
    }

    @Test
    void refusedAndExpiredOnesAreToldAsTheyWereAndWhatWasInForceAsWithdrawn() {
        migrate();
        assertEquals(
                List.of(
                        "asked withdrawn",
                        "consented granted",
                        "in-force withdrawn",
                        "over granted",
                        "over-since withdrawn",
                        "refused refused",
                        "taken-back withdrawn",
                        "waiting withdrawn",
                        "waiting-too withdrawn"),
                states());
        assertEquals(
                List.of(
                        "in-force what it was about is not known",
                        "over-since what it was about is not known",
                        "taken-back new facts"),
                run("select hold || ' ' || reason as line from withdrawal order by hold").stream()
                        .map(row -> row.getString("line"))
                        .toList());
    }

    @Test
    void noneOfThemLiftsAnything() {
        migrate();
        Holds holds = new Holds(database, Clock.systemUTC());
        assertEquals(
                List.of("consented", "over"),
                await(holds.grants(new Exchange.GrantsFor(List.of("record"), "MALI-FORCES"))).grants().stream()
                        .map(grant -> grant.portionId())
                        .toList());
        assertEquals(
                List.of("consented"),
                await(holds.grantsOf(new Exchange.GrantsOf("MINUSMA", List.of("MALI-FORCES"), now, 10)))
                        .grants()
                        .stream()
                        .map(grant -> grant.portionId())
                        .toList());
    }

    private List<String> counted(Instant at) {
        return await(new HoldHistory(database)
                        .rulings(new RulingsAt(
                                "record",
                                2,
                                "MALI-FORCES",
                                Optional.of("mali-bn33"),
                                "force-protection",
                                Action.READ,
                                2,
                                at)))
                .rulings()
                .stream()
                .map(ruling -> ruling.hold())
                .sorted()
                .toList();
    }

    @Test
    void whatWasEndedHadCountedUntilThen() {
        migrate();
        assertEquals(
                List.of("consented", "in-force", "over", "over-since", "taken-back"),
                counted(ruled.plus(Duration.ofDays(1))));
        assertEquals(List.of("consented", "in-force", "over-since", "taken-back"), counted(matters.minusSeconds(3600)));
        assertEquals(List.of("consented", "taken-back"), counted(matters.plusSeconds(3600)));
    }

    @Test
    void whoHadAllowedItCanNotTakeItBackOnceMore() {
        run("update hold set rulers = '[{\"party\":\"MINUSMA\",\"role\":\"approver\",\"account\":\"\"}]'");
        migrate();
        Withdrawals withdrawals = new Withdrawals(new Bus(vertx, Duration.ofSeconds(3)), database, Clock.systemUTC());
        RuleOutcome outcome = await(withdrawals.withdraw(
                new Exchange.Withdraw("in-force", "minusma.approver", "MINUSMA", List.of("approver"), "new facts")));
        assertEquals(
                "the consent has been withdrawn already",
                assertInstanceOf(RuleOutcome.NotPossible.class, outcome).reason());
    }

    @Test
    void aFeedThatWaitedForARulingIsOfferedTheRecordAgainInEachVersionSince() {
        migrate();
        assertEquals(
                List.of(
                        "5 record 2 MALI-FORCES force-protection mali-bn33",
                        "6 record 3 MALI-FORCES force-protection mali-bn33"),
                run("""
                        select concat_ws(' ', position, record_id, version, only_party, only_purpose, only_unit) as line
                        from feed_entry where position > 4 and event is null order by position
                        """).stream().map(row -> row.getString("line")).toList());
        assertEquals(6, run("select position from feed").getFirst().getLong("position"));
    }

    @Test
    void aDatabaseWithoutHoldsIsMigratedAtOnce() {
        TestPostgres fresh = TestPostgres.fresh(vertx, "barrier", "exchange");
        Database empty = fresh.open(vertx, "exchange");
        assertEquals(
                0,
                await(empty.query("select position from feed"))
                        .iterator()
                        .next()
                        .getLong("position"));
        await(empty.close());
    }
}
