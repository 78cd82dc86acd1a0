package org.passerelle.audit.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.note.NoteKey;
import org.passerelle.audit.note.SignedNote;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Database;

/** Reads logs. Who may ask for which log is the gateway's to decide. */
public final class LogReader {

    private static final int MOST_ENTRIES = 1000;

    private static final String HEAD = "select size, frontier from log where name = $1";

    private static final String ENTRIES = """
            select log.size, entry.position, entry.at, entry.body, entry.salt, node.hash
            from log
            left join lateral (
                select position, at, body, salt from entry
                where entry.log = log.id and position >= $2
                order by position
                limit $3
            ) entry on true
            left join node on node.log = log.id and node.level = 0 and node.position = entry.position
            where log.name = $1
            order by entry.position
            """;

    private final Database database;
    private final Ed25519Keys keys;

    public LogReader(Database database, Ed25519Keys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** A log that does not exist is empty. */
    public Future<Audit.Entries> entries(Audit.EntriesOf asked) {
        long from = Math.max(0, asked.after());
        int limit = Math.clamp(asked.limit(), 1, MOST_ENTRIES);
        return database.query(ENTRIES, asked.party(), from, limit).map(rows -> {
            List<Audit.Entry> entries = new ArrayList<>();
            long size = 0;
            for (Row row : rows) {
                size = row.getLong("size");
                if (row.getLong("position") != null) {
                    entries.add(entry(row, asked));
                }
            }
            return new Audit.Entries(entries, size);
        });
    }

    private static Audit.Entry entry(Row row, Audit.EntriesOf asked) {
        // A leaf whose hash is missing is shown without one: the verifier says so.
        Optional<String> hash = Optional.ofNullable(row.getBuffer("hash"))
                .map(bytes -> HexFormat.of().formatHex(bytes.getBytes()));
        Optional<Row> opened = Optional.of(row).filter(one -> Opening.isFor(asked, one.getString("body")));
        return new Audit.Entry(
                row.getLong("position"),
                opened.map(one -> one.getOffsetDateTime("at").toInstant()),
                opened.map(one -> one.getString("body")),
                opened.map(one -> HexFormat.of().formatHex(one.getBuffer("salt").getBytes())),
                hash.orElse(""));
    }

    /** Signed afresh each time; the same state of the log gives the same note. */
    public Future<Audit.Checkpoint> checkpoint(Audit.CheckpointOf asked) {
        return database.query(HEAD, asked.log()).map(rows -> {
            Frontier frontier = frontier(rows);
            TreeHead head = new TreeHead(asked.log(), frontier.size(), frontier.root());
            return new Audit.Checkpoint(asked.log(), head.size(), head.root().hex(), SignedNote.sign(head, keys));
        });
    }

    private static Frontier frontier(RowSet<Row> rows) {
        for (Row row : rows) {
            return Frontier.decode(
                    row.getLong("size"), row.getBuffer("frontier").getBytes());
        }
        return Frontier.EMPTY;
    }

    public Audit.Key key(Audit.KeyOf asked) {
        return new Audit.Key(new NoteKey(keys.publicKey()).text(asked.log()));
    }
}
