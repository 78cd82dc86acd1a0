package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.message.Links.Change;
import org.passerelle.core.message.Links.ChangeOutcome;
import org.passerelle.core.message.Links.Link;
import org.passerelle.core.message.Links.Linked;
import org.passerelle.core.message.Links.Of;
import org.passerelle.core.message.Links.Relation;
import org.passerelle.core.message.Links.To;
import org.passerelle.platform.database.Database;

/** Keeps which record is linked to which other. No search, view or feed reads it. */
final class LinkTable {
    private static final int PAGE = 50;

    // Both ends in one order, so that two changes wait for one another; and none is destroyed meanwhile.
    private static final String LOCK = "select id from record where id = any($1) order by id for no key update";

    private static final String ADD = """
            insert into link (source, target, relation) values ($1, $2, $3)
            on conflict (source, target) do update set relation = excluded.relation
            """;

    // As of local tags: the subqueries look up one record at a time.
    private static final String SWEEP = """
            delete from link
            where (link.source = any($1) or link.target = any($1))
              and ((select true from portion where portion.record_id = link.source and portion.sealed is not null limit 1) is null
                or (select true from portion where portion.record_id = link.target and portion.sealed is not null limit 1) is null)
            """;

    private final Database database;
    private final int page;

    LinkTable(Database database) {
        this(database, PAGE);
    }

    /** @param page how many links are told at once */
    LinkTable(Database database, int page) {
        this.database = database;
        this.page = page;
    }

    /** Deletes those of the records among these of which no portion is left. */
    static Future<Void> sweep(SqlConnection connection, String[] records) {
        return Database.run(connection, SWEEP, (Object) records).mapEmpty();
    }

    /** By one statement, the same whether there is anything; content stays. */
    Future<Linked> of(Of question) {
        String sql = "select link.position as place, link.relation, link.source = $1 as outgoing, "
                + FactRows.columns("true") + """
                from link
                join record on record.id = case when link.source = $1 then link.target else link.source end
                join version on version.record_id = record.id and version.version = record.current_version
                where (link.source = $1 or link.target = $1) and link.position > $2
                order by link.position limit $3
                """;
        return database.query(sql, question.recordId(), question.after().orElse(0L), page + 1)
                .map(rows -> {
                    List<Row> all = rows.stream().toList();
                    List<Row> told = all.subList(0, Math.min(page, all.size()));
                    return new Linked(
                            told.stream().map(LinkTable::link).toList(),
                            all.size() > page ? Optional.of(told.getLast().getLong("place")) : Optional.empty());
                });
    }

    private static Link link(Row row) {
        return new Link(
                Relation.valueOf(row.getString("relation")),
                row.getBoolean("outgoing"),
                FactRows.read(row).facts());
    }

    /** All of it, or nothing. */
    Future<ChangeOutcome> change(Change change) {
        Set<String> ends = new TreeSet<>();
        ends.add(change.recordId());
        change.add().forEach(to -> ends.add(to.recordId()));
        return database.transaction(connection -> Database.run(connection, LOCK, (Object) ends.toArray(String[]::new))
                .compose(locked -> locked.size() < ends.size()
                        ? Future.succeededFuture(new ChangeOutcome.Absent())
                        : change(connection, change)));
    }

    private static Future<ChangeOutcome> change(SqlConnection connection, Change change) {
        return Database.run(connection, "select target from link where source = $1", change.recordId())
                .compose(rows -> {
                    Set<String> kept = new HashSet<>();
                    rows.forEach(row -> kept.add(row.getString("target")));
                    kept.removeAll(change.uncounted());
                    change.remove().forEach(kept::remove);
                    change.add().forEach(to -> kept.add(to.recordId()));
                    return kept.size() > change.most()
                            ? Future.succeededFuture(new ChangeOutcome.TooMany(change.most()))
                            : write(connection, change);
                });
    }

    private static Future<ChangeOutcome> write(SqlConnection connection, Change change) {
        List<Tuple> added = change.add().stream()
                .map((To to) ->
                        Tuple.of(change.recordId(), to.recordId(), to.relation().name()))
                .toList();
        return Database.run(
                        connection,
                        "delete from link where source = $1 and target = any($2)",
                        change.recordId(),
                        change.remove().toArray(String[]::new))
                .compose(removed -> Database.runEach(connection, ADD, added))
                .map(done -> new ChangeOutcome.Changed());
    }
}
