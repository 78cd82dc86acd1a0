package org.passerelle.records;

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
import org.passerelle.core.message.Records.Pattern;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Grid;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
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
     * Lists a version in the place of the one before it, in the caller's transaction.
     *
     * @param classes of the portions, in their order
     */
    Future<Void> list(
            SqlConnection connection, RecordFacts facts, List<Integer> classes, Map<String, Content> contents) {
        Optional<Content.Head> head = contents.values().stream()
                .flatMap(content -> content instanceof Content.Head one ? Stream.of(one) : Stream.empty())
                .findFirst();
        List<String> fields = facts.portions().stream().map(PortionFacts::field).toList();
        boolean graded = head.flatMap(Content.Head::grading).isPresent();
        boolean clear = facts.portions().stream()
                .filter(portion -> portion.field().equals(PortionFacts.HEAD))
                .allMatch(this::searchable);
        return Database.run(connection, "delete from listing where record_id = $1", facts.recordId())
                .compose(deleted -> PatternTable.intern(connection, classes, fields, graded, clear))
                .compose(pattern -> insert(connection, facts, pattern, head.filter(whole -> clear), clear)
                        .compose(position -> words(connection, facts, contents, head, position, pattern)));
    }

    private static Future<Long> insert(
            SqlConnection connection, RecordFacts facts, int pattern, Optional<Content.Head> head, boolean clear) {
        String sql = """
                insert into listing (position, record_id, pattern_id, active, embargo_until, retain_until, event_time, country, areas,
                    tags, grading, exact, near_10, near_50, clear)
                select position, id, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                    box(point($11::float8, $12::float8), point($13::float8, $14::float8)),
                    box(point($15::float8, $16::float8), point($15, $16)),
                    box(point($17::float8, $18::float8), point($17, $18)), $19
                from record where id = $1
                returning position
                """;
        Optional<Place> exact = place(head, GeometryTier.EXACT);
        Optional<Place> near10 = place(head, GeometryTier.KM_10);
        Optional<Place> near50 = place(head, GeometryTier.KM_50);
        return Database.run(
                        connection,
                        sql,
                        facts.recordId(),
                        pattern,
                        facts.state() == RecordState.ACTIVE,
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
                        clear)
                .map(rows -> rows.iterator().next().getLong("position"));
    }

    private Future<Void> words(
            SqlConnection connection,
            RecordFacts facts,
            Map<String, Content> contents,
            Optional<Content.Head> head,
            long position,
            int pattern) {
        String sql = """
                insert into wording (position, ordinal, slot, words)
                values ($1, $2, $3, to_tsvector($4::text::regconfig, $5) || array_to_tsvector(array['#' || $3::integer]))
                """;
        String language = head.map(Content.Head::language)
                .map(tag -> LANGUAGES.getOrDefault(tag.split("-", 2)[0], "words"))
                .orElse("words");
        List<Tuple> rows = IntStream.range(0, facts.portions().size())
                .filter(ordinal -> searchable(facts.portions().get(ordinal)))
                .mapToObj(ordinal -> Tuple.from(Arrays.<@Nullable Object>asList(
                        position,
                        (short) ordinal,
                        pattern == Pattern.NONE ? 0 : Pattern.slot(pattern, ordinal),
                        language,
                        Optional.ofNullable(contents.get(
                                        facts.portions().get(ordinal).id()))
                                .map(Words::of)
                                .orElse(""))))
                .toList();
        return Database.runEach(connection, sql, rows).mapEmpty();
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
