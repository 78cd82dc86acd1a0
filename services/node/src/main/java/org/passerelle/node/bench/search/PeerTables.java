package org.passerelle.node.bench.search;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** What a recipient sees of the filled store, and what its peers need: a private copy of that, a role, and row-level security. */
final class PeerTables {
    private PeerTables() {}

    /** Patterns drawn until their records are about that share of all, and a private copy of those records. */
    static Visibility visibility(Connection connection, String name, double share) throws SQLException {
        List<int[]> sizes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pattern_id, count(*)::int from records.listing group by 1 order by 1")) {
            while (rows.next()) {
                sizes.add(new int[] {rows.getInt(1), rows.getInt(2)});
            }
        }
        long wanted =
                Math.round(share * sizes.stream().mapToLong(size -> size[1]).sum());
        Collections.shuffle(sizes, new Random(3));
        List<Integer> patterns = new ArrayList<>();
        long seen = 0;
        for (int[] size : sizes) {
            if (seen + size[1] <= wanted * 1.05 + 1 && seen < wanted) {
                patterns.add(size[0]);
                seen += size[1];
            }
        }
        return new Visibility(name, share, patterns, seen);
    }

    /** Tables and a role for the peers. */
    static void peers(Connection connection, Visibility visibility, String password) throws SQLException {
        String among = "pattern_id in (select pattern_id from records.rule where recipient = '%s')"
                .formatted(visibility.name());
        String ids = "record_id in (select record_id from records.listing where " + among + ")";
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into records.rule select '%s', unnest(array[%s]::int[])"
                    .formatted(
                            visibility.name(),
                            visibility.patterns().stream().map(String::valueOf).collect(Collectors.joining(","))));
            statement.execute("create schema " + visibility.schema() + " authorization passerelle");
            for (Map.Entry<String, String> table : Map.of(
                            "listing",
                            among,
                            "wording",
                            "position in (select position from records.listing where " + among + ")",
                            "record",
                            ids.replace("record_id in", "id in"),
                            "version",
                            ids,
                            "portion",
                            ids,
                            "data_key",
                            "about in (select 'portion ' || id from records.portion where " + ids + ")")
                    .entrySet()) {
                String copy = visibility.schema() + "." + table.getKey();
                statement.execute("create table %s (like records.%s including defaults including identity)"
                        .formatted(copy, table.getKey()));
                statement.execute("alter table " + copy + " owner to passerelle");
                statement.execute("insert into %s overriding system value select * from records.%s where %s order by 1"
                        .formatted(copy, table.getKey(), table.getValue()));
            }
            for (String index : all(statement)) {
                statement.execute(
                        index.replaceAll(" INDEX \\S+ ON records\\.", " INDEX ON " + visibility.schema() + "."));
            }
            for (String table : List.of("listing", "wording", "record", "version", "portion", "data_key")) {
                statement.execute("vacuum analyze " + visibility.schema() + "." + table);
            }
            // A role is the server's, not the database's: that of another size is there already.
            statement.execute("do $$ begin create role %s; exception when duplicate_object then null; end $$"
                    .formatted(visibility.role()));
            statement.execute("alter role %s login password '%s'".formatted(visibility.role(), password));
            statement.execute(
                    "alter role %s set bench.recipient = '%s'".formatted(visibility.role(), visibility.name()));
            statement.execute("grant usage on schema records to " + visibility.role());
            statement.execute("grant select on all tables in schema records to " + visibility.role());
        }
    }

    /** Removes the private copy, for which there is no room beside the next; also one that an interrupted run has left. */
    static void forget(Connection connection, Visibility visibility) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + visibility.schema() + " cascade");
            statement.execute("delete from records.rule where recipient = '%s'".formatted(visibility.name()));
        }
    }

    /** Whether the policies are there, with which the filling of a store ends. */
    static boolean exist(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_policy)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<String> all(Statement statement) throws SQLException {
        List<String> indexes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select indexdef from pg_indexes
                where schemaname = 'records' and tablename in ('record', 'version', 'portion', 'listing', 'wording', 'data_key')
                """)) {
            while (rows.next()) {
                indexes.add(rows.getString(1));
            }
        }
        return indexes;
    }

    /** Row-level security with a policy function, for everybody but the owner. */
    static void policies(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table records.rule (
                        recipient text, pattern_id integer, primary key (recipient, pattern_id))
                    """);
            statement.execute("""
                    create function records.may_see(pattern integer) returns boolean language sql stable as $$
                        select exists (select from records.rule
                            where rule.recipient = current_setting('bench.recipient') and rule.pattern_id = pattern)
                    $$
                    """);
            statement.execute("alter table records.rule owner to passerelle");
            statement.execute("alter table records.listing enable row level security");
            statement.execute(
                    "create policy partner on records.listing for select using (records.may_see(pattern_id))");
        }
    }
}
