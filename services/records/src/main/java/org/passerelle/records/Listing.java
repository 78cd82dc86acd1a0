package org.passerelle.records;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Grid;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.Sketch;
import org.passerelle.platform.database.Database;

/** Lists the current version of a record, so that it is found; of what is not listed nothing is found. */
final class Listing {
    private static final Map<String, String> LANGUAGES = Map.of("en", "words_en", "fr", "words_fr", "ar", "words_ar");

    private final Level searchable;

    /** @param searchable the highest level of which there is anything in clear to search by */
    Listing(Level searchable) {
        this.searchable = searchable;
    }

    /**
     * A version to list.
     *
     * @param classes of the portions, in their order
     * @param contents by portion
     */
    record Entry(RecordFacts facts, List<Integer> classes, Map<String, Content> contents) {
        private Optional<Content.Head> head() {
            return contents.values().stream()
                    .flatMap(content -> content instanceof Content.Head one ? Stream.of(one) : Stream.empty())
                    .findFirst();
        }
    }

    /** An entry, where it stands among the records, and its pattern. */
    private record Placed(Entry entry, long position, int pattern) {}

    /** Lists versions, each in the place of the one before it, in the caller's transaction; many at the cost of few statements. */
    Future<Void> list(SqlConnection connection, List<Entry> entries) {
        String[] ids = entries.stream().map(entry -> entry.facts().recordId()).toArray(String[]::new);
        List<PatternTable.Shape> shapes = entries.stream().map(this::shape).toList();
        return Database.run(connection, "delete from listing where record_id = any($1)", (Object) ids)
                .compose(deleted -> PatternTable.intern(connection, shapes))
                .compose(patterns -> positions(connection, ids)
                        .map(positions -> IntStream.range(0, entries.size())
                                .mapToObj(index -> new Placed(
                                        entries.get(index),
                                        requireNonNull(
                                                positions.get(ids[index]),
                                                "what is listed is stored in the same transaction"),
                                        patterns.get(index)))
                                .toList()))
                .compose(placed -> insert(connection, placed).compose(done -> words(connection, placed)));
    }

    private PatternTable.Shape shape(Entry entry) {
        return new PatternTable.Shape(
                entry.facts().releaser(),
                entry.classes(),
                entry.facts().portions().stream().map(PortionFacts::field).toList(),
                entry.head().flatMap(Content.Head::grading).isPresent(),
                clear(entry.facts()));
    }

    private boolean clear(RecordFacts facts) {
        return facts.portions().stream()
                .filter(portion -> portion.field().equals(PortionFacts.HEAD))
                .allMatch(this::searchable);
    }

    private static Future<Map<String, Long>> positions(SqlConnection connection, String[] ids) {
        return Database.run(connection, "select id, position from record where id = any($1)", (Object) ids)
                .map(rows -> rows.stream().collect(toMap(row -> row.getString("id"), row -> row.getLong("position"))));
    }

    // Whether it is to be found stands in the record alone: a new version of a recalled one is not active again.
    private Future<Void> insert(SqlConnection connection, List<Placed> placed) {
        String sql = """
                insert into listing (position, record_id, pattern_id, active, embargo_until, retain_until, event_time, country, areas,
                    tags, grading, exact, near_10, near_50, clear)
                values ($18, $1, $2, (select state = 'ACTIVE' from record where id = $1), $3, $4, $5, $6, $7, $8, $9,
                    box(point($10::float8, $11::float8), point($12::float8, $13::float8)),
                    box(point($14::float8, $15::float8), point($14, $15)),
                    box(point($16::float8, $17::float8), point($16, $17)), $19)
                """;
        return Database.runEach(connection, sql, placed.stream().map(this::row).toList())
                .mapEmpty();
    }

    private Tuple row(Placed placed) {
        RecordFacts facts = placed.entry().facts();
        boolean clear = clear(facts);
        Optional<Content.Head> head = placed.entry().head().filter(whole -> clear);
        Optional<Place> exact = place(head, GeometryTier.EXACT);
        Optional<Place> near10 = place(head, GeometryTier.KM_10);
        Optional<Place> near50 = place(head, GeometryTier.KM_50);
        return Tuple.from(Arrays.<@Nullable Object>asList(
                facts.recordId(),
                placed.pattern(),
                time(last(facts, Label::embargoUntil, Comparator.naturalOrder())),
                time(last(facts, Label::retainUntil, Comparator.reverseOrder())),
                time(facts.eventTime()),
                head.flatMap(Content.Head::country).orElse(null),
                head.map(Content.Head::admin1).orElse(List.of()).toArray(String[]::new),
                head.map(Content.Head::tags).orElse(List.of()).toArray(String[]::new),
                head.flatMap(Content.Head::grading).map(Grading::text).orElse(null),
                exact.map(Place::west).orElse(null),
                exact.map(Place::south).orElse(null),
                exact.map(Place::east).orElse(null),
                exact.map(Place::north).orElse(null),
                near10.map(Place::west).orElse(null),
                near10.map(Place::south).orElse(null),
                near50.map(Place::west).orElse(null),
                near50.map(Place::south).orElse(null),
                placed.position(),
                clear));
    }

    private Future<Void> words(SqlConnection connection, List<Placed> placed) {
        String sql = """
                insert into wording (position, ordinal, slot, words, sketch)
                values ($1, $2, $3, to_tsvector($4::text::regconfig, $5) || array_to_tsvector(array['#' || $3::integer]), $6)
                """;
        List<Tuple> rows = placed.stream().flatMap(this::words).toList();
        return Database.runEach(connection, sql, rows).mapEmpty();
    }

    private Stream<Tuple> words(Placed placed) {
        RecordFacts facts = placed.entry().facts();
        String language = placed.entry()
                .head()
                .map(Content.Head::language)
                .map(tag -> LANGUAGES.getOrDefault(tag.split("-", 2)[0], "words"))
                .orElse("words");
        return IntStream.range(0, facts.portions().size())
                .filter(ordinal -> searchable(facts.portions().get(ordinal)))
                .mapToObj(ordinal -> Tuple.from(Arrays.<@Nullable Object>asList(
                        placed.position(),
                        (short) ordinal,
                        placed.pattern() == Pattern.NONE ? 0 : Pattern.slot(placed.pattern(), ordinal),
                        language,
                        content(placed, ordinal).map(Words::of).orElse(""),
                        content(placed, ordinal)
                                .map(Listing::sketch)
                                .orElse(List.of())
                                .toArray(Integer[]::new))));
    }

    private static Optional<Content> content(Placed placed, int ordinal) {
        String id = placed.entry().facts().portions().get(ordinal).id();
        return Optional.ofNullable(placed.entry().contents().get(id));
    }

    private static List<Integer> sketch(Content content) {
        return switch (content) {
            case Content.Text text -> Sketch.of(text.text());
            case Content.Head head -> List.of();
            case Content.Attachment file -> List.of();
        };
    }

    private boolean searchable(PortionFacts portion) {
        return portion.label()
                .filter(label -> label.level().compareTo(searchable) <= 0)
                .isPresent();
    }

    private static Optional<Place> place(Optional<Content.Head> head, GeometryTier tier) {
        return head.flatMap(Content.Head::geometry)
                .flatMap(geometry -> Grid.coarsened(geometry, tier))
                .map(Place::of);
    }

    private static Optional<Instant> last(
            RecordFacts facts, Function<Label, Optional<Instant>> date, Comparator<Instant> order) {
        return facts.portions().stream()
                .flatMap(portion -> portion.label().stream())
                .flatMap(label -> date.apply(label).stream())
                .max(order);
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> time) {
        return time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
