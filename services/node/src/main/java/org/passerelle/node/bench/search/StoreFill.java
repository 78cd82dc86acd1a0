package org.passerelle.node.bench.search;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.platform.seal.Sealed;
import org.passerelle.records.ContentSeal;

/**
 * Fills the store: one record of each pattern goes the service's own way, and is then copied within the database, each copy with another
 * place and other words.
 */
final class StoreFill {
    static final int PATTERNS = 2_000;

    /** Of each record: head and body. */
    static final int PORTIONS = 2;

    private static final int WORDS = 2_000;
    /** So many words stand in more than an eighth of all bodies each. */
    static final int FREQUENT = 15;

    private static final int TEXTS = 20_000;
    private static final int BODY = 36;
    /** Records copied at once, so that what is sealed does not lie there twice. */
    private static final int AT_ONCE = 200_000;

    private static final List<String> COUNTRIES = List.of("ML", "NE", "BF", "TD", "MR");
    private static final List<String> GRADINGS = List.of("A1", "B2", "B3", "C3", "D4", "F6");

    private static final List<String> FILLED =
            List.of("record", "version", "portion", "listing", "wording", "tally", "data_key");

    private StoreFill() {}

    /** An invented word by how frequent it is, from 0. */
    static String word(int rank) {
        return "w" + Integer.toString(rank * 7 + 1_000, 26).replaceAll("[0-9]", "x") + (char) ('a' + rank % 26);
    }

    /** Few words are frequent. */
    static int rank(Random random) {
        return (int) (WORDS * Math.pow(random.nextDouble(), 3));
    }

    /** A record of the pattern with this number. */
    static Records.Submit template(int number, Random random) {
        Label label = new Label(
                Level.of(number % 3),
                Tlp.AMBER,
                Set.of("P" + number % 20),
                Audience.only("early-warning"),
                Set.of(),
                Audience.only("R" + number % 7),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
        String type = number % 2 == 0 ? "incident" : "product";
        Content.Head head = new Content.Head(
                type,
                "en",
                Optional.of(Instant.parse("2015-01-20T09:00:00Z")),
                Optional.empty(),
                Optional.of(COUNTRIES.get(number % COUNTRIES.size())),
                List.of("ML-7"),
                Optional.of(new Geometry(Geometry.Kind.POINT, List.of(new Geometry.Position(0, 16)))),
                Optional.of(new Grading(GRADINGS.get(number % GRADINGS.size()))),
                List.of("event:type=\"clash\""),
                Map.of("casualties", (long) number));
        return new Records.Submit(
                "P" + number % 20,
                "system",
                Optional.empty(),
                "hash",
                type,
                Set.of("ML", "ML-7"),
                Set.of("bench:pattern=\"" + number + "\""),
                Optional.empty(),
                List.of(
                        portion(PortionFacts.HEAD, head, label),
                        portion("body", new Content.Text(text(random, BODY)), label)));
    }

    private static Records.NewPortion portion(String field, Content content, Label label) {
        return new Records.NewPortion(field, content, label, "UN CONFIDENTIAL", "incident", List.of(), List.of());
    }

    private static String text(Random random, int words) {
        return IntStream.range(0, words).mapToObj(i -> word(rank(random))).collect(Collectors.joining(" "));
    }

    /** Whether there are records, all or some. */
    static boolean begun(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from records.record)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Copies the records that are there until there are {@code records}, and adds up the tally. */
    static void copy(
            Connection connection, long records, ContentSeal seal, List<Records.Submit> templates, PrintStream progress)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = records");
            statement.execute("set session_replication_role = replica");
            statement.execute("set work_mem = '128MB'");
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("select setseed(0.5)");
            texts(connection);
            List<String> indexes = indexes(statement);
            for (String index : indexes) {
                statement.execute("drop index records." + index.replaceFirst("CREATE (UNIQUE )?INDEX (\\S+) .*", "$2"));
            }
            for (String table : FILLED) {
                statement.execute("alter table " + table + " set (autovacuum_enabled = off)");
            }
            for (long first = PATTERNS + 1; first <= records; first += AT_ONCE) {
                long last = Math.min(records, first + AT_ONCE - 1);
                copy(connection, first, last, seal, templates);
                progress.printf("%d of %d records%n", last, records);
            }
            for (String index : indexes) {
                statement.execute(index);
            }
            for (String sql : TALLY) {
                statement.execute(sql);
            }
            for (String table : FILLED) {
                statement.execute("vacuum analyze " + table);
                statement.execute("alter table " + table + " reset (autovacuum_enabled)");
            }
            statement.execute("set session_replication_role = origin");
        }
    }

    private static void copy(
            Connection connection, long first, long last, ContentSeal seal, List<Records.Submit> templates)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(copies(first, last));
            statement.execute("analyze copy");
            seal(connection, seal, templates);
            for (String sql : copying(connection)) {
                statement.execute(sql);
            }
            statement.execute("drop table copy, sealed");
        }
    }

    /** Word vectors to draw from. */
    private static void texts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table drawn (number integer primary key, words tsvector)");
        }
        Random random = new Random(2);
        try (var insert = connection.prepareStatement("insert into drawn values (?, to_tsvector('words_en', ?))")) {
            for (int number = 0; number < TEXTS; number++) {
                insert.setInt(1, number);
                insert.setString(2, text(random, BODY));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Definitions of the indexes that are no keys; those of some rows cost little, and the service goes on to look into them. */
    private static List<String> indexes(Statement statement) throws SQLException {
        List<String> indexes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select indexdef from pg_indexes
                where schemaname = 'records' and tablename in ('version', 'portion', 'listing', 'wording')
                    and not exists (select from pg_constraint where conname = indexname) and indexdef not like '% WHERE %'
                """)) {
            while (rows.next()) {
                indexes.add(rows.getString(1));
            }
        }
        return indexes;
    }

    // Some patterns have many records, most have few. Ids begin alike for those copied at once, so that the part of an
    // index which grows
    // stays in memory.
    private static String copies(long first, long last) {
        return """
                create temporary table copy as
                select number, lpad(to_hex(number / %d), 4, '0') || substr(gen_random_uuid()::text, 5) as id, number as position,
                    1 + floor(%d * power(random(), 1.5))::bigint as template,
                    random() * 10 as longitude, 12 + random() * 10 as latitude
                from generate_series(%d, %d) as number
                """.formatted(AT_ONCE, PATTERNS, first, last);
    }

    /** Seals what each portion of each copy says, as the service would: moved from another portion it would not open. */
    private static void seal(Connection connection, ContentSeal seal, List<Records.Submit> templates)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table sealed (id text, domain text, content bytea, key bytea, under integer)");
            long last = 0;
            long before = -1;
            while (last != before) {
                before = last;
                try (ResultSet copies = statement.executeQuery("select position, template from copy where position > "
                                + last + " order by position limit 5000");
                        PreparedStatement insert =
                                connection.prepareStatement("insert into sealed values (?, ?, ?, ?, ?)")) {
                    while (copies.next()) {
                        last = copies.getLong(1);
                        seal(insert, seal, last, templates.get((int) copies.getLong(2) - 1));
                    }
                    insert.executeBatch();
                }
            }
            statement.execute("create index on sealed (id)");
            statement.execute("analyze sealed");
        }
    }

    private static void seal(PreparedStatement insert, ContentSeal seal, long position, Records.Submit template)
            throws SQLException {
        for (int ordinal = 0; ordinal < template.portions().size(); ordinal++) {
            Records.NewPortion portion = template.portions().get(ordinal);
            String id = position + "-" + ordinal;
            Sealed sealed = seal.seal(portion.label(), id, portion.content());
            insert.setString(1, id);
            insert.setString(2, ContentSeal.domain(portion.label()));
            insert.setBytes(3, sealed.content().getBytes());
            insert.setBytes(4, sealed.key().getBytes());
            insert.setInt(5, sealed.wrappedUnder());
            insert.addBatch();
        }
    }

    /** All columns of a table, and what they are in a copy: as they are, but for these. */
    private static String columns(Connection connection, String table, Map<String, String> others) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement columns = connection.prepareStatement(
                "select column_name from information_schema.columns where table_schema = 'records' and table_name = ?")) {
            columns.setString(1, table);
            try (ResultSet rows = columns.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return "(%s) select %s"
                .formatted(
                        String.join(", ", names),
                        names.stream()
                                .map(name -> others.getOrDefault(name, table + "." + name))
                                .collect(Collectors.joining(", ")));
    }

    private static List<String> copying(Connection connection) throws SQLException {
        return List.of(
                """
                insert into record (id, position, releaser, state, current_version, created_at) overriding system value
                select copy.id, copy.position, record.releaser, record.state, 1, record.created_at
                from copy join record on record.position = copy.template
                """,
                """
                insert into version %s
                from copy join record on record.position = copy.template
                join version on version.record_id = record.id
                """.formatted(columns(connection, "version", Map.of("record_id", "copy.id"))),
                "insert into data_key select 'portion ' || id, domain, key, under from sealed",
                """
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type, custody,
                    derived_from, sealed, fingerprints, marked_at, eyes_only)
                select sealed.id, copy.id, 1, portion.ordinal, portion.field, portion.class_id, portion.label, portion.original_marking,
                    portion.source_type, portion.custody, portion.derived_from, sealed.content, '{}', portion.marked_at, portion.eyes_only
                from copy join record on record.position = copy.template
                join portion on portion.record_id = record.id
                join sealed on sealed.id = copy.position || '-' || portion.ordinal
                """,
                """
                insert into listing %s
                from copy join listing on listing.position = copy.template
                """.formatted(columns(
                        connection,
                        "listing",
                        Map.of(
                                "position",
                                "copy.position",
                                "record_id",
                                "copy.id",
                                "exact",
                                "box(point(longitude, latitude))"))),
                """
                insert into wording (position, ordinal, slot, words)
                select copy.position, wording.ordinal, wording.slot,
                    case when wording.ordinal = 0 then '' else drawn.words end || array_to_tsvector(array['#' || wording.slot])
                from copy join wording on wording.position = copy.template
                join drawn on drawn.number = copy.number::bigint * 7919 %% %d
                """.formatted(TEXTS));
    }

    private static final List<String> TALLY = List.of(
            "delete from tally_change",
            "delete from tally",
            "insert into tally select pattern_id, '', '', count(*) from listing where active group by 1",
            "insert into tally select pattern_id, 'country', country, count(*) from listing where active and country is not null group by 1, 3",
            "insert into tally select pattern_id, 'grading', grading, count(*) from listing where active and grading is not null group by 1, 3",
            "insert into tally select pattern_id, 'area', area, count(*) from listing, unnest(areas) as area where active group by 1, 3",
            "insert into tally select pattern_id, 'tag', tag, count(*) from listing, unnest(tags) as tag where active group by 1, 3");
}
