package org.passerelle.records;

import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.world.With;
import org.passerelle.core.world.Worlds;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Labelled records of many drawn worlds in one store, each three times: as drawn, once more, and with the times and state of another. */
final class StoredWorlds {
    private static final int BATCH = 2_000;

    private final Database database;
    private final ClassCatalogue catalogue;
    private final Map<String, List<Grant>> grants = new HashMap<>();
    private final List<Tuple> records = new ArrayList<>();
    private final List<Tuple> versions = new ArrayList<>();
    private final List<Tuple> portions = new ArrayList<>();
    private final List<Tuple> classes = new ArrayList<>();
    private int stored;

    /** @param mostClasses portions beyond are unclassed */
    StoredWorlds(Database database, int mostClasses) {
        this.database = database;
        this.catalogue = new ClassCatalogue(mostClasses);
    }

    ClassCatalogue catalogue() {
        return catalogue;
    }

    /** Grants on file by record id; live or not. */
    Map<String, List<Grant>> grants() {
        return grants;
    }

    int stored() {
        return stored;
    }

    void store(int worlds) {
        RecordFacts last = Worlds.of(0).records().getFirst();
        for (long seed = 0; seed < worlds; seed++) {
            for (RecordFacts record : Worlds.of(seed).records()) {
                if (record.portions().stream()
                        .anyMatch(portion -> portion.label().isEmpty())) {
                    continue;
                }
                String name = seed + "-" + record.recordId();
                add(name, record, 1);
                add(name + "-again", record, 2);
                add(name + "-otherwise", withTimesOf(last, record), 1);
                last = record;
            }
        }
        flush();
    }

    /** One record of that id, in its first version. */
    void store(String id, RecordFacts record) {
        add(id, record, 1);
        flush();
    }

    private static RecordFacts withTimesOf(RecordFacts other, RecordFacts record) {
        RecordFacts changed = With.with(record, "state", other.state());
        changed = With.with(changed, "createdAt", other.createdAt());
        changed = With.with(changed, "eventTime", other.eventTime());
        return With.with(changed, "validUntil", other.validUntil());
    }

    /** @param version the current one; those before it were open to everybody and count for nothing */
    private void add(String id, RecordFacts record, int version) {
        stored++;
        records.add(tuple(id, record.releaser(), record.state().name(), version, time(record.createdAt())));
        if (version > 1) {
            version(id, 1, With.with(record, "state", RecordState.ACTIVE));
        }
        version(id, version, record);
        if (!record.grants().isEmpty()) {
            grants.put(
                    id,
                    record.grants().stream()
                            .map(grant -> of(id, version, record, grant))
                            .toList());
        }
        if (records.size() >= BATCH) {
            flush();
        }
    }

    private static Grant of(String id, int version, RecordFacts record, Grant grant) {
        Grant moved = grant.recordId().equals(record.recordId()) ? With.with(grant, "recordId", id) : grant;
        moved = moved.version() == record.version() ? With.with(moved, "version", version) : moved;
        return With.with(moved, "portionId", portionId(id, version, moved.portionId()));
    }

    private static String portionId(String record, int version, String portion) {
        return record + "/" + version + "/" + portion;
    }

    private void version(String id, int version, RecordFacts record) {
        versions.add(tuple(
                id,
                version,
                time(record.createdAt()),
                record.submitter(),
                record.type(),
                record.areas().toArray(String[]::new),
                record.tags().toArray(String[]::new),
                record.eventTime().map(StoredWorlds::time).orElse(null),
                record.validUntil().map(StoredWorlds::time).orElse(null)));
        int ordinal = 0;
        for (PortionFacts portion : record.portions()) {
            int number = catalogue.intern(record, portion);
            classes.add(tuple(number));
            Optional<Label> label = portion.label();
            portions.add(tuple(
                    portionId(id, version, portion.id()),
                    id,
                    version,
                    ordinal++,
                    portion.field(),
                    number,
                    label.map(Json::write).orElse("{}"),
                    portion.sourceType(),
                    Json.write(portion.custody()),
                    label.flatMap(Label::embargoUntil).map(StoredWorlds::time).orElse(null),
                    label.flatMap(Label::retainUntil).map(StoredWorlds::time).orElse(null),
                    time(label.map(Label::markedAt).orElse(Instant.EPOCH)),
                    label.map(Label::eyesOnly).map(StoredWorlds::persons).orElse(new String[0]),
                    portion.author().orElse(null)));
        }
    }

    private void flush() {
        each(
                "insert into record (id, releaser, state, current_version, created_at) values ($1, $2, $3, $4, $5)",
                records);
        each("""
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, body_hash, derived_from,
                    event_time, valid_until)
                values ($1, $2, $3, $4, $5, $6, $7, null, '{}', $8, $9)
                """, versions);
        each("""
                insert into label_class (id, key, facts) overriding system value
                values ($1::int, lpad(to_hex($1::int), 64, '0'), '{}') on conflict do nothing
                """, classes);
        each("""
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type, custody,
                    derived_from, content, embargo_until, retain_until, marked_at, eyes_only, added_by)
                values ($1, $2, $3, $4, $5, $6, $7::text::json, '', $8, $9::text::json, '{}', null, $10, $11, $12, $13, $14)
                """, portions);
    }

    private void each(String sql, List<Tuple> rows) {
        List<Tuple> batch = List.copyOf(rows);
        rows.clear();
        await(database.transaction(transaction -> Database.runEach(transaction, sql, batch)));
    }

    /** For whose eyes alone a portion is, as its row has it; none where it is for anybody's. */
    static String[] persons(Audience eyesOnly) {
        return switch (eyesOnly) {
            case Audience.Unrestricted anybody -> new String[0];
            case Audience.Only only -> only.names().toArray(String[]::new);
        };
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.from(values);
    }
}
