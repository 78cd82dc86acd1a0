package org.passerelle.platform.note;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries for the operator's log, written into the service's table {@code note} in the transaction of the change they tell of, and
 * handed to audit in order until it confirms: at least once, and never lost.
 */
public final class NoteOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(NoteOutbox.class);

    private final Vertx vertx;
    private final Bus bus;
    private final Database database;

    public NoteOutbox(Vertx vertx, Bus bus, Database database) {
        this.vertx = vertx;
        this.bus = bus;
        this.database = database;
    }

    /** Adds an entry; it counts when the transaction commits. */
    public static Future<Void> add(SqlClient transaction, Audit.Note note) {
        return Database.run(
                        transaction,
                        "insert into note (kind, subject, party, detail) values ($1, $2, $3, $4)",
                        note.kind(),
                        note.subject(),
                        note.party(),
                        note.detail())
                .mapEmpty();
    }

    /** Hands over what there is, now and then again. */
    public void start(Duration every) {
        vertx.setPeriodic(every.toMillis(), timer -> wake());
        wake();
    }

    /** Hands over what there is, soon. */
    public void wake() {
        drain().onFailure(failure -> LOG.warn("entries for the operator's log wait: {}", failure.getMessage()));
    }

    /** Hands over everything, oldest first; fails when audit does not confirm, and then the rest waits. */
    public Future<Void> drain() {
        return database.transaction(this::handOverOldest)
                .compose(handed -> handed ? drain() : Future.succeededFuture());
    }

    // One at a time in the whole cluster, so that the order is kept.
    private Future<Boolean> handOverOldest(SqlConnection transaction) {
        return Database.run(transaction, """
                select position, kind, subject, party, detail from note
                where pg_try_advisory_xact_lock(hashtextextended('note.' || current_schema(), 0))
                order by position limit 1
                """)
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture(false) : handOver(transaction, rows));
    }

    private Future<Boolean> handOver(SqlConnection transaction, RowSet<Row> rows) {
        Row row = rows.iterator().next();
        Audit.Note note = new Audit.Note(
                row.getString("kind"), row.getString("subject"), row.getString("party"), row.getString("detail"));
        return bus.ask(Audit.NOTE, note)
                .compose(done ->
                        Database.run(transaction, "delete from note where position = $1", row.getLong("position")))
                .map(true);
    }
}
