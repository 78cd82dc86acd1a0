package org.passerelle.records;

import static java.time.temporal.ChronoUnit.MICROS;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Writes one version with its portions, their label classes and the outbox entry, in the caller's transaction. */
final class VersionWriter {
    private final Clock clock;
    private final FingerprintKey key;

    VersionWriter(Clock clock, FingerprintKey key) {
        this.clock = clock;
        this.key = key;
    }

    /** PostgreSQL keeps microseconds; what is answered now must equal what is read later. */
    Instant now() {
        return clock.instant().truncatedTo(MICROS);
    }

    Future<Void> write(
            SqlConnection connection, String recordId, int version, Submit submit, Event.Kind kind, Instant at) {
        RecordFacts facts = facts(recordId, version, submit, at);
        return LabelClassTable.intern(connection, facts)
                .compose(classes -> insertVersion(connection, facts, submit, classes, at)
                        .compose(done -> insertPortions(connection, facts, submit, classes)))
                .compose(done -> Outbox.append(connection, kind, recordId, version, submit.party(), at, ""));
    }

    private static RecordFacts facts(String recordId, int version, Submit submit, Instant at) {
        List<PortionFacts> portions = submit.portions().stream()
                .map(portion -> new PortionFacts(
                        UUID.randomUUID().toString(),
                        portion.field(),
                        Optional.of(portion.label()),
                        portion.sourceType(),
                        portion.custody()))
                .toList();
        Optional<Content.Head> head = head(submit);
        return new RecordFacts(
                recordId,
                version,
                submit.type(),
                submit.party(),
                submit.submitter(),
                state(submit),
                at,
                head.flatMap(Content.Head::eventTime),
                head.flatMap(Content.Head::validUntil),
                submit.areas(),
                submit.policyTags(),
                portions,
                List.of());
    }

    static RecordState state(Submit submit) {
        return submit.quarantineCause().isPresent() ? RecordState.QUARANTINED : RecordState.ACTIVE;
    }

    private static Optional<Content.Head> head(Submit submit) {
        return submit.portions().stream()
                .map(NewPortion::content)
                .filter(Content.Head.class::isInstance)
                .map(Content.Head.class::cast)
                .findFirst();
    }

    private static Future<Void> insertVersion(
            SqlConnection connection, RecordFacts facts, Submit submit, List<Integer> classes, Instant at) {
        String sql = """
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, quarantine_cause,
                    body_hash, derived_from, head_class, event_time, valid_until, country, tags, place)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                    box(point($16::float8, $17::float8), point($18::float8, $19::float8)))
                """;
        Optional<Content.Head> head = head(submit);
        Optional<Place> place = head.flatMap(Content.Head::geometry).map(Place::of);
        int headAt = IntStream.range(0, submit.portions().size())
                .filter(index -> submit.portions().get(index).content() instanceof Content.Head)
                .findFirst()
                .orElse(-1);
        String[] derivedFrom = submit.portions().stream()
                .flatMap(portion -> portion.derivedFrom().stream())
                .distinct()
                .toArray(String[]::new);
        return Database.run(
                        connection,
                        sql,
                        facts.recordId(),
                        facts.version(),
                        at.atOffset(ZoneOffset.UTC),
                        submit.submitter(),
                        submit.type(),
                        submit.areas().toArray(String[]::new),
                        submit.policyTags().toArray(String[]::new),
                        submit.quarantineCause().orElse(null),
                        submit.bodyHash(),
                        derivedFrom,
                        headAt < 0 ? null : classes.get(headAt),
                        facts.eventTime()
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        facts.validUntil()
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        head.flatMap(Content.Head::country).orElse(null),
                        head.map(Content.Head::tags).orElse(List.of()).toArray(String[]::new),
                        place.map(Place::west).orElse(null),
                        place.map(Place::south).orElse(null),
                        place.map(Place::east).orElse(null),
                        place.map(Place::north).orElse(null))
                .mapEmpty();
    }

    private Future<Void> insertPortions(
            SqlConnection connection, RecordFacts facts, Submit submit, List<Integer> classes) {
        String sql = """
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type,
                    custody, derived_from, content, words, fingerprints, embargo_until, retain_until, marked_at, eyes_only)
                values ($1, $2, $3, $4, $5, $6, $7::text::json, $8, $9, $10::text::json, $11, $12::text::json,
                    to_tsvector('words', $13), $14, $15, $16, $17, $18)
                """;
        List<Tuple> rows = new ArrayList<>();
        for (int index = 0; index < submit.portions().size(); index++) {
            NewPortion portion = submit.portions().get(index);
            rows.add(Tuple.from(java.util.Arrays.asList(
                    facts.portions().get(index).id(),
                    facts.recordId(),
                    facts.version(),
                    index,
                    portion.field(),
                    classes.get(index),
                    Json.write(portion.label()),
                    portion.originalMarking(),
                    portion.sourceType(),
                    Json.write(portion.custody()),
                    portion.derivedFrom().toArray(String[]::new),
                    Json.write(portion.content()),
                    Words.of(portion.content()),
                    key.ofStored(portion.content()),
                    portion.label()
                            .embargoUntil()
                            .map(time -> time.atOffset(ZoneOffset.UTC))
                            .orElse(null),
                    portion.label()
                            .retainUntil()
                            .map(time -> time.atOffset(ZoneOffset.UTC))
                            .orElse(null),
                    portion.label().markedAt().atOffset(ZoneOffset.UTC),
                    persons(portion.label().eyesOnly()))));
        }
        return Database.runEach(connection, sql, rows).mapEmpty();
    }

    private static String[] persons(Audience eyesOnly) {
        return switch (eyesOnly) {
            case Audience.Unrestricted anybody -> new String[0];
            case Audience.Only only -> only.names().toArray(String[]::new);
        };
    }

    static String classKey(RecordFacts facts, PortionFacts portion) {
        return Digests.sha256(LabelClasses.key(facts, portion));
    }
}
