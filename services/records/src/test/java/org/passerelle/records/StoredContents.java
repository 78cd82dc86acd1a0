package org.passerelle.records;

import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.Condition;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.platform.database.Database;

/** Records of one drawn world with content to search by, stored and listed; those of another world take their place. */
final class StoredContents {
    private static final Instant ORIGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> WORDS = List.of("convoy", "bridge", "fuel");

    private final Database database;
    private final Listing listing = new Listing(Level.CONFIDENTIAL);
    private final Map<String, StoredRecord> records = new HashMap<>();
    private final List<String> newestFirst = new ArrayList<>();

    StoredContents(Database database) {
        this.database = database;
    }

    /** As drawn, with content, by id. */
    Map<String, StoredRecord> records() {
        return records;
    }

    List<String> newestFirst() {
        return newestFirst;
    }

    void clear() {
        records.clear();
        newestFirst.clear();
        for (String table : List.of("portion", "version", "record")) {
            run("delete from " + table);
        }
    }

    void store(String id, RecordFacts drawn, ClassCatalogue catalogue, Random random) {
        RecordFacts facts = With.with(drawn, "recordId", id);
        Map<String, Content> contents = new HashMap<>();
        facts.portions()
                .forEach(portion -> contents.put(
                        portion.id(),
                        portion.field().equals(PortionFacts.HEAD)
                                ? head(facts, random)
                                : new Content.Text(text(random))));
        records.put(id, new StoredRecord(facts, contents, facts.createdAt(), List.of()));
        newestFirst.addFirst(id);
        run(
                "insert into record (id, releaser, state, current_version, created_at) values ($1, $2, $3, 1, $4)",
                id,
                facts.releaser(),
                facts.state().name(),
                time(facts.createdAt()));
        run(
                """
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, derived_from,
                    event_time, valid_until)
                values ($1, 1, $2, $3, $4, '{}', '{}', '{}', $5, $6)
                """,
                id,
                time(facts.createdAt()),
                facts.submitter(),
                facts.type(),
                facts.eventTime().map(StoredContents::time).orElse(null),
                facts.validUntil().map(StoredContents::time).orElse(null));
        List<Integer> classes = new ArrayList<>();
        for (PortionFacts portion : facts.portions()) {
            classes.add(catalogue.intern(facts, portion));
            portion(id, classes.size() - 1, portion, classes.getLast());
        }
        await(database.transaction(
                connection -> listing.list(connection, List.of(new Listing.Entry(spread(facts), classes, contents)))));
    }

    private static String text(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size()));
    }

    private static Content head(RecordFacts facts, Random random) {
        return new Content.Head(
                facts.type(),
                random.nextBoolean() ? "fr" : "en",
                facts.eventTime(),
                facts.validUntil(),
                Optional.of(random.nextBoolean() ? "ML" : "NE"),
                random.nextBoolean() ? List.of("ML-7") : List.of(),
                random.nextBoolean() ? Optional.of(place(random)) : Optional.empty(),
                random.nextBoolean() ? Optional.of(new Grading(random.nextBoolean() ? "B2" : "E5")) : Optional.empty(),
                random.nextBoolean() ? List.of("a:b=\"c\"", "d:e=\"f\"") : List.of(),
                random.nextBoolean() ? Map.of() : Map.of("note", text(random)));
    }

    private static Geometry place(Random random) {
        return new Geometry(
                Geometry.Kind.POINT,
                List.of(new Geometry.Position(random.nextInt(40) / 100.0, 16 + random.nextInt(40) / 100.0)));
    }

    private void portion(String record, int ordinal, PortionFacts portion, int number) {
        run("""
                insert into label_class (id, key, facts) overriding system value values ($1::int, lpad(to_hex($1::int), 64, '0'), '{}')
                on conflict do nothing
                """, number);
        Optional<Label> label = portion.label();
        run(
                """
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type, custody,
                    derived_from, embargo_until, retain_until, marked_at, eyes_only, added_by)
                values ($1, $2, 1, $3, $4, $5, '{}', '', $6, '[]', '{}', $7, $8, $9, $10, $11)
                """,
                record + "/" + portion.id(),
                record,
                ordinal,
                portion.field(),
                number,
                portion.sourceType(),
                label.flatMap(Label::embargoUntil).map(StoredContents::time).orElse(null),
                label.flatMap(Label::retainUntil).map(StoredContents::time).orElse(null),
                time(label.map(Label::markedAt).orElse(ORIGIN)),
                label.map(Label::eyesOnly).map(StoredWorlds::persons).orElse(new String[0]),
                portion.author().orElse(null));
    }

    /** Worlds differ by nanoseconds, the database by microseconds: a thousandfold slower clock keeps every order. */
    static Instant spread(Instant time) {
        return time.equals(Instant.MIN) || time.equals(Instant.MAX)
                ? time
                : ORIGIN.plus(Duration.between(ORIGIN, time).multipliedBy(1_000));
    }

    private static RecordFacts spread(RecordFacts facts) {
        List<PortionFacts> portions = facts.portions().stream()
                .map(portion -> With.with(portion, "label", portion.label().map(StoredContents::spread)))
                .toList();
        RecordFacts spread = With.with(facts, "portions", portions);
        return With.with(spread, "eventTime", facts.eventTime().map(StoredContents::spread));
    }

    private static Label spread(Label label) {
        Label spread = With.with(label, "embargoUntil", label.embargoUntil().map(StoredContents::spread));
        return With.with(spread, "retainUntil", label.retainUntil().map(StoredContents::spread));
    }

    /** The same by the slower clock. */
    static MayRead spread(MayRead mayRead) {
        return new MayRead(
                mayRead.subject(),
                spread(mayRead.at()),
                mayRead.feed(),
                mayRead.classes(),
                mayRead.ownClasses(),
                mayRead.rows().stream()
                        .map(row -> new MayRead.Row(row.labelClass(), spread(row.condition())))
                        .toList(),
                mayRead.records());
    }

    private static Condition spread(Condition condition) {
        return new Condition(
                condition.own(),
                condition.undated(),
                condition.dated().map(StoredContents::spread),
                spread(condition.marked()),
                condition.atLeast().map(age -> age.multipliedBy(1_000)),
                condition.lessThan().map(age -> age.multipliedBy(1_000)),
                condition.named(),
                condition.author());
    }

    private static Condition.Span spread(Condition.Span span) {
        return new Condition.Span(spread(span.from()), spread(span.until()));
    }

    private static OffsetDateTime time(Instant instant) {
        return spread(instant).atOffset(ZoneOffset.UTC);
    }

    private void run(String sql, @Nullable Object... parameters) {
        await(database.query(sql, parameters));
    }
}
