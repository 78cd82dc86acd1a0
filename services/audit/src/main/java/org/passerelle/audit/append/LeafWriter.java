package org.passerelle.audit.append;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.Node;
import org.passerelle.platform.database.Database;

/**
 * Writes leaves within the caller's transaction. Logs are locked in the order of their ids until that transaction ends, so positions
 * have no gap, and two writers never wait for each other in a circle.
 */
public final class LeafWriter {

    private static final String LOCK = """
            select id, name, size, frontier
            from log
            where name = any($1)
            order by id
            for update
            """;

    private static final String WRITE = """
            with entries as (
                insert into entry (log, position, at, body, salt, disclosure_id)
                select * from unnest($1::integer[], $2::bigint[], $3::timestamptz[], $4::text[], $5::bytea[], $6::text[])
            ), nodes as (
                insert into node (log, level, position, hash)
                select * from unnest($7::integer[], $8::smallint[], $9::bigint[], $10::bytea[])
            )
            update log
            set size = grown.size, frontier = grown.frontier
            from unnest($11::integer[], $12::bigint[], $13::bytea[]) as grown (id, size, frontier)
            where log.id = grown.id
            """;

    private LeafWriter() {}

    /** Appends to logs that exist, each log in the order given; answers the positions, in the order of {@code leaves}. */
    public static Future<List<Long>> write(SqlConnection connection, List<Leaf> leaves) {
        String[] names = leaves.stream().map(Leaf::log).distinct().toArray(String[]::new);
        return Database.run(connection, LOCK, (Object) names).compose(rows -> {
            Map<String, Growing> logs = new LinkedHashMap<>();
            for (Row row : rows) {
                logs.put(row.getString("name"), Growing.of(row));
            }
            if (logs.size() < names.length) {
                return Future.failedFuture(new IllegalStateException("a log to append to does not exist"));
            }
            Written written = new Written();
            for (Leaf leaf : leaves) {
                Growing log = logs.get(leaf.log());
                if (log != null) {
                    written.add(log, leaf);
                }
            }
            return connection
                    .preparedQuery(WRITE)
                    .execute(written.parameters(logs.values()))
                    .map(written.positions());
        });
    }

    /** A locked log as it grows. */
    private static final class Growing {
        private final int id;
        private Frontier frontier;

        private Growing(int id, Frontier frontier) {
            this.id = id;
            this.frontier = frontier;
        }

        static Growing of(Row row) {
            byte[] frontier = row.getBuffer("frontier").getBytes();
            return new Growing(row.getInteger("id"), Frontier.decode(row.getLong("size"), frontier));
        }
    }

    /** The rows of one write, column by column. */
    private static final class Written {
        private final List<Integer> entryLogs = new ArrayList<>();
        private final List<Long> positions = new ArrayList<>();
        private final List<Leaf> leaves = new ArrayList<>();
        private final List<Integer> nodeLogs = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final List<Hash> hashes = new ArrayList<>();

        void add(Growing log, Leaf leaf) {
            entryLogs.add(log.id);
            positions.add(log.frontier.size());
            leaves.add(leaf);
            Frontier.Growth growth = log.frontier.append(leaf.hash());
            growth.completed().forEach((node, hash) -> {
                nodeLogs.add(log.id);
                nodes.add(node);
                hashes.add(hash);
            });
            log.frontier = growth.frontier();
        }

        List<Long> positions() {
            return List.copyOf(positions);
        }

        Tuple parameters(Iterable<Growing> logs) {
            List<Growing> grown = new ArrayList<>();
            logs.forEach(grown::add);
            return Tuple.tuple()
                    .addValue(entryLogs.toArray(Integer[]::new))
                    .addValue(positions.toArray(Long[]::new))
                    .addValue(leaves.stream()
                            .map(leaf -> leaf.at().atOffset(ZoneOffset.UTC))
                            .toArray(OffsetDateTime[]::new))
                    .addValue(leaves.stream().map(Leaf::body).toArray(String[]::new))
                    .addValue(leaves.stream().map(leaf -> buffer(leaf.salt())).toArray(Buffer[]::new))
                    .addValue(leaves.stream()
                            .map(leaf -> leaf.disclosureId().orElse(null))
                            .toArray(String[]::new))
                    .addValue(nodeLogs.toArray(Integer[]::new))
                    .addValue(nodes.stream().map(node -> (short) node.level()).toArray(Short[]::new))
                    .addValue(nodes.stream().map(Node::index).toArray(Long[]::new))
                    .addValue(hashes.stream().map(LeafWriter::buffer).toArray(Buffer[]::new))
                    .addValue(grown.stream().map(log -> log.id).toArray(Integer[]::new))
                    .addValue(grown.stream().map(log -> log.frontier.size()).toArray(Long[]::new))
                    .addValue(grown.stream()
                            .map(log -> Buffer.buffer(log.frontier.encoded()))
                            .toArray(Buffer[]::new));
        }
    }

    private static Buffer buffer(Hash hash) {
        return Buffer.buffer(hash.bytes());
    }
}
