package org.passerelle.exchange.hold;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.record.Grant;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.note.NoteOutbox;

/** Opens and lists holds, and tells which grants came of them. */
public final class Holds {

    /** The open hold, or the one whose ruling is still in force: asking again does not ask the rulers again. */
    private static final String FIND = "select " + HoldRow.COLUMNS + """
             from hold
            where code = $1 and record_id = $2 and version = $3 and portion_id = $4 and recipient = $5
              and recipient_unit is not distinct from $6 and purpose = $7 and action = $8 and matter = $9
              and (state = 'open' or closed_until > $10)
            order by state = 'open' desc, opened_at desc
            limit 1
            """;

    private static final String OPEN = """
            insert into hold (id, code, record_id, version, portion_id, releaser, recipient, recipient_unit, requester,
                              purpose, action, rulers, opened_at, matter, state)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb, $13, $14, 'open')
            on conflict do nothing
            """;

    /** Never one that the ruler or the ruler's party would benefit from, or that the party has ruled already (HRDDP H8). */
    private static final String LIST = "select " + HoldRow.COLUMNS + """
             from hold
            where state = 'open'
              and recipient <> $2
              and requester <> $1
              and exists (
                  select from jsonb_array_elements(rulers) as ruler
                  where ruler ->> 'account' = $1
                     or (ruler ->> 'account' = '' and ruler ->> 'party' = $2 and ruler ->> 'role' = any($3)))
              and not exists (select from ruling where ruling.hold = hold.id and ruling.party = $2)
            order by opened_at, id
            """;

    private static final String GRANTED = """
            select hold.id, hold.code, hold.matter, hold.record_id, hold.version, hold.portion_id, hold.recipient,
                   hold.recipient_unit, hold.purpose, hold.action, ruling.subject, ruling.party, ruling.expires_at
            from ruling
            join hold on hold.id = ruling.hold
            """;

    private static final String GRANTS = GRANTED + """
            where ruling.allow and hold.record_id = any($1) and hold.recipient = $2 and hold.state <> 'withdrawn'
            order by ruling.at, hold.id, ruling.party
            """;

    private static final String GRANTS_OF = GRANTED + """
            where ruling.allow and hold.releaser = $1 and hold.recipient = any($2) and hold.state <> 'withdrawn'
                and ruling.expires_at > $3
            order by ruling.at, hold.id, ruling.party
            limit $4
            """;

    private final Database database;
    private final Clock clock;

    public Holds(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The same question finds the same hold, also when it is asked twice at once. */
    public Future<Exchange.Hold> open(Exchange.OpenHold asked) {
        return database.transaction(transaction -> find(transaction, asked)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> insert(transaction, asked))));
    }

    private Future<Optional<Exchange.Hold>> find(SqlConnection transaction, Exchange.OpenHold asked) {
        return Database.run(
                        transaction,
                        FIND,
                        asked.code().name(),
                        asked.recordId(),
                        asked.version(),
                        asked.portionId(),
                        asked.recipient(),
                        asked.recipientUnit().orElse(null),
                        asked.purpose(),
                        asked.action().name(),
                        asked.matter(),
                        now())
                .map(rows -> list(rows).stream().findFirst());
    }

    private Future<Exchange.Hold> insert(SqlConnection transaction, Exchange.OpenHold asked) {
        return Database.run(
                        transaction,
                        OPEN,
                        UUID.randomUUID().toString(),
                        asked.code().name(),
                        asked.recordId(),
                        asked.version(),
                        asked.portionId(),
                        asked.releaser(),
                        asked.recipient(),
                        asked.recipientUnit().orElse(null),
                        asked.requester(),
                        asked.purpose(),
                        asked.action().name(),
                        Json.write(asked.rulers()),
                        now(),
                        asked.matter())
                .compose(inserted -> inserted.rowCount() == 0
                        ? Future.succeededFuture()
                        : NoteOutbox.add(
                                transaction,
                                new Audit.Note(
                                        "hold-opened",
                                        asked.requester(),
                                        asked.releaser(),
                                        asked.code() + " " + asked.recordId())))
                .compose(noted -> find(transaction, asked))
                .map(Optional::orElseThrow);
    }

    public Future<Exchange.Holds> list(Exchange.HoldsFor asked) {
        String[] roles = asked.roles().toArray(String[]::new);
        return database.query(LIST, asked.subject(), asked.party(), roles).map(rows -> new Exchange.Holds(list(rows)));
    }

    private static List<Exchange.Hold> list(RowSet<Row> rows) {
        List<Exchange.Hold> holds = new ArrayList<>();
        rows.forEach(row -> holds.add(HoldRow.read(row)));
        return holds;
    }

    /** Live and expired alike: the decision judges them. */
    public Future<Exchange.Grants> grants(Exchange.GrantsFor asked) {
        return database.query(GRANTS, asked.recordIds().toArray(String[]::new), asked.recipient())
                .map(Holds::grants);
    }

    /** Those that still lift a hold. */
    public Future<Exchange.Grants> grantsOf(Exchange.GrantsOf asked) {
        return database.query(
                        GRANTS_OF,
                        asked.releaser(),
                        asked.recipients().toArray(String[]::new),
                        asked.at().atOffset(ZoneOffset.UTC),
                        asked.limit())
                .map(Holds::grants);
    }

    /** Records on which a recipient has a live grant. */
    public Future<Exchange.Granted> granted(Exchange.GrantedTo asked) {
        String sql = """
                select distinct hold.record_id from ruling join hold on hold.id = ruling.hold
                where ruling.allow and hold.recipient = $1 and hold.state <> 'withdrawn' and ruling.expires_at > $2
                """;
        return database.query(sql, asked.recipient(), asked.at().atOffset(ZoneOffset.UTC))
                .map(rows -> new Exchange.Granted(
                        rows.stream().map(row -> row.getString("record_id")).collect(Collectors.toSet())));
    }

    private static Exchange.Grants grants(RowSet<Row> rows) {
        List<Grant> grants = new ArrayList<>();
        rows.forEach(row -> grants.add(grant(row)));
        return new Exchange.Grants(grants);
    }

    private static Grant grant(Row row) {
        return new Grant(
                row.getString("id") + "/" + row.getString("party"),
                Code.valueOf(row.getString("code")),
                row.getString("matter"),
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("portion_id"),
                row.getString("recipient"),
                Optional.ofNullable(row.getString("recipient_unit")),
                row.getString("purpose"),
                Action.valueOf(row.getString("action")),
                row.getString("subject"),
                row.getString("party"),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
