package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.reference.Reference;
import org.passerelle.core.world.Worlds;

/** Invariant I9 in the store: a statement finds exactly the portions that the reference permits. */
class ReadableRowsTest {
    private static final int WORLDS = 1_500;

    private static final OffsetDateTime ORIGIN = OffsetDateTime.parse("2026-03-01T12:00:00Z");
    private static final RecordsFixture RECORDS = new RecordsFixture();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    @Test
    void findsExactlyWhatTheReferencePermits() {
        int permitted = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            Worlds.Drawn world = Worlds.of(seed);
            ClassCatalogue catalogue = new ClassCatalogue(1_000);
            String prefix = seed + "-";
            world.records().forEach(record -> store(prefix, record, catalogue));
            String[] stored = portions(prefix, world);
            CompiledPolicy policy = new CompiledPolicy(world.bundle(), catalogue);
            for (Request request : world.requests()) {
                for (Instant at : world.instants()) {
                    Set<String> expected = permitted(world, request, at, prefix);
                    Sheet sheet = policy.sheet(world.leased(), request, at);
                    String where = "seed " + seed + " " + request + " " + at;
                    MayRead mayRead = sheet.mayRead(Set.of(Verdict.PERMIT), at);
                    Set<String> found = found(mayRead, prefix, stored);
                    assertTrue(found.containsAll(expected), where);
                    // Of a record that an exemption names every row is found, and decided by itself.
                    found.removeIf(portion -> mayRead.records().stream()
                            .anyMatch(record ->
                                    portion.startsWith(prefix + record + "/") && !expected.contains(portion)));
                    assertEquals(expected, found, where);
                    permitted += expected.size();
                }
            }
        }
        int seen = permitted;
        assertTrue(permitted > WORLDS, () -> "only " + seen + " permitted portions");
    }

    private static Set<String> permitted(Worlds.Drawn world, Request request, Instant at, String prefix) {
        Set<String> permitted = new HashSet<>();
        for (RecordFacts record : world.records()) {
            boolean content = request.action() != Action.NOTICE;
            if (content
                    && Reference.decide(world.leased(), request, withoutGrants(record), at)
                            instanceof Answer.Judged judged) {
                judged.portions().stream()
                        .filter(portion -> portion.verdict() == Verdict.PERMIT)
                        .forEach(portion -> permitted.add(prefix + record.recordId() + "/" + portion.id()));
            }
        }
        return permitted;
    }

    /** Grants lie with another service: what needs one is found as held. */
    private static RecordFacts withoutGrants(RecordFacts record) {
        return record.granted(List.of());
    }

    private static String[] portions(String prefix, Worlds.Drawn world) {
        return world.records().stream()
                .flatMap(record ->
                        record.portions().stream().map(portion -> prefix + record.recordId() + "/" + portion.id()))
                .toArray(String[]::new);
    }

    /** Of these portions, by their key: those of other worlds need not be looked through. */
    private static Set<String> found(MayRead mayRead, String prefix, String[] among) {
        String sql = ReadableRows.CONDITIONS + """
                select portion.id from portion join record on record.id = portion.record_id
                join version on version.record_id = portion.record_id and version.version = portion.version
                where portion.id = any($19::text[]) and
                """ + ReadableRows.PREDICATE;
        List<@Nullable Object> parameters = new ArrayList<>();
        for (Object parameter : ReadableRows.parameters(stored(mayRead, prefix))) {
            parameters.add(spread(parameter));
        }
        parameters.add(among);
        Set<String> found = new HashSet<>();
        await(RECORDS.database.query(sql, parameters.toArray())).forEach(row -> found.add(row.getString("id")));
        return found;
    }

    private static MayRead stored(MayRead mayRead, String prefix) {
        return new MayRead(
                mayRead.subject(),
                mayRead.at(),
                mayRead.feed(),
                mayRead.classes(),
                mayRead.ownClasses(),
                mayRead.rows(),
                mayRead.records().stream().map(prefix::concat).collect(Collectors.toSet()));
    }

    private static void store(String prefix, RecordFacts record, ClassCatalogue catalogue) {
        String id = prefix + record.recordId();
        run(
                "insert into record (id, releaser, state, current_version, created_at) values ($1, $2, $3, 1, $4)",
                id,
                record.releaser(),
                record.state().name(),
                time(record.createdAt()));
        run(
                """
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, body_hash, derived_from,
                    event_time, valid_until)
                values ($1, 1, $2, $3, $4, '{}', '{}', null, '{}', $5, $6)
                """,
                id,
                time(record.createdAt()),
                record.submitter(),
                record.type(),
                record.eventTime().map(ReadableRowsTest::time).orElse(null),
                record.validUntil().map(ReadableRowsTest::time).orElse(null));
        int ordinal = 0;
        for (PortionFacts portion : record.portions()) {
            store(id, ordinal++, portion, catalogue.intern(record, portion));
        }
    }

    private static void store(String recordId, int ordinal, PortionFacts portion, int number) {
        run("""
                insert into label_class (id, key, facts) overriding system value values ($1::int, lpad(to_hex($1::int), 64, '0'), '{}')
                on conflict do nothing
                """, number);
        Optional<Label> label = portion.label();
        run(
                """
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type, custody,
                    derived_from, content, embargo_until, retain_until, marked_at, eyes_only, added_by)
                values ($1, $2, 1, $3, $4, $5, '{}', '', $6, '[]', '{}', null, $7, $8, $9, $10, $11)
                """,
                recordId + "/" + portion.id(),
                recordId,
                ordinal,
                portion.field(),
                number,
                portion.sourceType(),
                label.flatMap(Label::embargoUntil).map(ReadableRowsTest::time).orElse(null),
                label.flatMap(Label::retainUntil).map(ReadableRowsTest::time).orElse(null),
                label.map(Label::markedAt).map(ReadableRowsTest::time).orElse(ORIGIN),
                label.map(Label::eyesOnly).map(StoredWorlds::persons).orElse(new String[0]),
                portion.author().orElse(null));
    }

    private static OffsetDateTime time(Instant instant) {
        return spread(instant.atOffset(ZoneOffset.UTC));
    }

    private static Object spread(Object parameter) {
        return switch (parameter) {
            case OffsetDateTime time -> spread(time);
            case @Nullable OffsetDateTime[] times ->
                Arrays.stream(times)
                        .map(time -> time == null ? null : spread(time))
                        .toArray(OffsetDateTime[]::new);
            default -> parameter;
        };
    }

    /** Worlds differ by nanoseconds, the database by microseconds: a thousandfold slower clock keeps every order. */
    private static OffsetDateTime spread(OffsetDateTime time) {
        return ORIGIN.plus(Duration.between(ORIGIN, time).multipliedBy(1_000));
    }

    private static void run(String sql, @Nullable Object... parameters) {
        await(RECORDS.database.query(sql, parameters));
    }
}
