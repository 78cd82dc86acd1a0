package org.passerelle.audit.read;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/**
 * Reads who received what. Receipts have no end: whoever asks for all gets pages, and who holds a record is found by steps along an index from
 * one combination of recipient, version, action and form to the next, at a cost that does not grow with how often each was received.
 */
public final class LedgerReader {
    private static final int MOST = 1_000;

    private static final String PAGE = """
            select position, record_id, version, disclosure_id, recipient, subject, action, purpose, at
            from receipt
            where record_id = $1 and position < $2
            order by position desc
            limit $3
            """;

    private static final String HOLDERS = """
            with recursive held as (
                (select recipient, version, action, coalesce(md5(portions), '') as form
                from receipt
                where record_id = $1
                order by recipient, version, action, coalesce(md5(portions), '')
                limit 1)
                union all
                select next.recipient, next.version, next.action, next.form
                from held
                cross join lateral (
                    select recipient, version, action, coalesce(md5(portions), '') as form
                    from receipt
                    where record_id = $1
                      and (recipient, version, action, coalesce(md5(portions), ''))
                          > (held.recipient, held.version, held.action, held.form)
                    order by recipient, version, action, coalesce(md5(portions), '')
                    limit 1
                ) next
            )
            select distinct on (latest.recipient)
                   latest.record_id, latest.version, latest.disclosure_id, latest.recipient, latest.subject, latest.action,
                   latest.purpose, latest.at
            from held
            cross join lateral (
                select record_id, version, disclosure_id, recipient, subject, action, purpose, at
                from receipt
                where record_id = $1 and recipient = held.recipient and version = held.version and action = held.action
                  and coalesce(md5(portions), '') = held.form
                order by at desc, disclosure_id desc
                limit 1
            ) latest
            where held.recipient <> $2 and held.version < $3 and held.action in ('READ', 'EXPORT', 'PUSH')
            order by latest.recipient, latest.at desc, latest.disclosure_id desc
            """;

    private static final String RECEIVED = """
            with recursive held as (
                select first.record_id, first.version, first.action, first.form, first.portions
                from unnest($2::text[]) as asked (record_id)
                cross join lateral (
                    select record_id, version, action, coalesce(md5(portions), '') as form, portions
                    from receipt
                    where receipt.record_id = asked.record_id and recipient = $1
                    order by version, action, coalesce(md5(portions), '')
                    limit 1
                ) first
                union all
                select next.record_id, next.version, next.action, next.form, next.portions
                from held
                cross join lateral (
                    select record_id, version, action, coalesce(md5(portions), '') as form, portions
                    from receipt
                    where receipt.record_id = held.record_id and recipient = $1
                      and (version, action, coalesce(md5(portions), '')) > (held.version, held.action, held.form)
                    order by version, action, coalesce(md5(portions), '')
                    limit 1
                ) next
            )
            select distinct record_id, version, portions
            from held
            order by record_id, version, portions
            """;

    private final Database database;

    public LedgerReader(Database database) {
        this.database = database;
    }

    /** One page. */
    public Future<Audit.Ledger> page(Audit.LedgerOf asked) {
        int limit = Math.clamp(asked.limit(), 1, MOST);
        return database.query(PAGE, asked.recordId(), asked.before().orElse(Long.MAX_VALUE), limit + 1)
                .map(rows -> {
                    List<Row> found = rows.stream().limit(limit).toList();
                    Optional<Long> next =
                            rows.size() > limit ? Optional.of(found.getLast().getLong("position")) : Optional.empty();
                    return new Audit.Ledger(
                            found.stream().map(LedgerReader::receipt).toList(), next);
                });
    }

    /** Whole, since there is one for each party. */
    public Future<Audit.Ledger> holders(Audit.HoldersOf asked) {
        int before = asked.before().orElse(Integer.MAX_VALUE);
        return database.query(HOLDERS, asked.recordId(), asked.releaser(), before)
                .map(rows -> new Audit.Ledger(
                        rows.stream().map(LedgerReader::receipt).toList()));
    }

    private static Audit.Receipt receipt(Row row) {
        return new Audit.Receipt(
                row.getString("disclosure_id"),
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("recipient"),
                row.getString("subject"),
                Action.valueOf(row.getString("action")),
                row.getString("purpose"),
                row.getOffsetDateTime("at").toInstant());
    }

    /** One statement, whether the party has received anything or not. */
    public Future<Audit.Received> received(Audit.ReceivedOf asked) {
        String[] records = asked.recordIds().toArray(String[]::new);
        return database.query(RECEIVED, asked.party(), records)
                .map(rows -> new Audit.Received(
                        rows.stream().map(LedgerReader::holding).toList()));
    }

    private static Audit.Holding holding(Row row) {
        return new Audit.Holding(
                row.getString("record_id"),
                row.getInteger("version"),
                Optional.ofNullable(row.getString("portions"))
                        .map(text -> Json.read(text, new TypeReference<List<Audit.Portion>>() {})));
    }
}
