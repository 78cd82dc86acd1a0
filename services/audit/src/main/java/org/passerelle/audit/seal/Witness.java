package org.passerelle.audit.seal;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.platform.database.Database;

/** Finds party logs that grew since the operator's log last took their checkpoint. */
final class Witness {

    private static final String GROWN = """
            select log.name, log.size, log.frontier
            from log
            left join witnessed on witnessed.log = log.id
            where log.name <> $1 and log.size > coalesce(witnessed.size, 0)
            order by log.name
            """;

    private static final String REMEMBER = """
            insert into witnessed (log, size)
            select log.id, head.size
            from unnest($1::text[], $2::bigint[]) as head (name, size)
            join log on log.name = head.name
            on conflict (log) do update set size = excluded.size
            """;

    private Witness() {}

    static Future<List<TreeHead>> grown(SqlConnection connection) {
        return Database.run(connection, GROWN, Leaf.OPERATOR).map(rows -> {
            List<TreeHead> heads = new ArrayList<>();
            for (Row row : rows) {
                long size = row.getLong("size");
                Frontier frontier =
                        Frontier.decode(size, row.getBuffer("frontier").getBytes());
                heads.add(new TreeHead(row.getString("name"), size, frontier.root()));
            }
            return heads;
        });
    }

    static Future<Void> remember(SqlConnection connection, List<TreeHead> heads) {
        String[] names = heads.stream().map(TreeHead::log).toArray(String[]::new);
        Long[] sizes = heads.stream().map(TreeHead::size).toArray(Long[]::new);
        return Database.run(connection, REMEMBER, names, sizes).mapEmpty();
    }
}
