package org.passerelle.audit.seal;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.core.message.Audit.Note;
import org.passerelle.core.message.Done;
import org.passerelle.platform.database.Database;

/** Notes that wait for the operator's next leaf. */
public final class Notes {

    /** More wait for the interval after. */
    private static final int MOST_IN_AN_INTERVAL = 10_000;

    /** So do those behind so many bytes: an interval is sealed in memory. */
    private static final int MOST_BYTES = 8_000_000;

    private static final String DURABLE = "set local synchronous_commit = on";

    private static final String ADD = """
            insert into note (party, body, salt)
            values ($1, $2, $3)
            """;

    private static final String TAKE = """
            delete from note
            where id in (
                select id from (
                    select id, size, sum(size) over (order by id) as together
                    from (select id, octet_length(body) as size from note order by id limit $1) as oldest) as counted
                where together - size < $2)
            returning party, body, salt
            """;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Notes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Completes when the note is durable. */
    public Future<Done> add(Note note) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SealedEntry entry = SealedEntry.noted(note, at, Leaf.salt(random));
        Buffer salt = Buffer.buffer(entry.salt().bytes());
        return database.transaction(connection -> Database.run(connection, DURABLE)
                .compose(durable -> Database.run(connection, ADD, entry.party(), entry.body(), salt))
                .map(new Done()));
    }

    /** Takes what waits into the caller's transaction. */
    static Future<List<SealedEntry>> take(SqlConnection connection) {
        return Database.run(connection, TAKE, MOST_IN_AN_INTERVAL, MOST_BYTES).map(rows -> {
            List<SealedEntry> entries = new ArrayList<>();
            for (Row row : rows) {
                Hash salt = Hash.of(row.getBuffer("salt").getBytes());
                entries.add(new SealedEntry(row.getString("party"), row.getString("body"), salt));
            }
            return entries;
        });
    }
}
