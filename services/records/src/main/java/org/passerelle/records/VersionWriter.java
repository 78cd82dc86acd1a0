package org.passerelle.records;

import static java.time.temporal.ChronoUnit.MICROS;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Sealed;

/** Writes versions with their portions, their label classes and the outbox entries, in the caller's transaction. */
final class VersionWriter {
    private static final String PORTION = """
            with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($18, $19, $20, $21))
            insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type,
                custody, derived_from, sealed, fingerprints, embargo_until, retain_until, marked_at, eyes_only, attachment, added_by)
            values ($1, $2, $3, $4, $5, $6, $7::text::json, $8, $9, $10::text::json, $11, $12,
                $13, $14, $15, $16, $17, $22, $23)
            """;

    private final Clock clock;
    private final FingerprintKey key;
    private final ContentSeal seal;
    private final Listing listing;

    VersionWriter(Clock clock, FingerprintKey key, ContentSeal seal, Listing listing) {
        this.clock = clock;
        this.key = key;
        this.seal = seal;
        this.listing = listing;
    }

    /** PostgreSQL keeps microseconds; what is answered now must equal what is read later. */
    Instant now() {
        return clock.instant().truncatedTo(MICROS);
    }

    /**
     * A version to write.
     *
     * @param kept attachments of the version before, which stay as they are
     */
    record Fresh(String recordId, int version, Submit submit, List<Kept> kept) {
        Fresh(String recordId, int version, Submit submit) {
            this(recordId, version, submit, List.of());
        }
    }

    /**
     * A portion that stands unchanged in the next version.
     *
     * @param derivedFrom ids of records that it cites
     */
    record Kept(PortionFacts facts, Content content, List<String> derivedFrom) {}

    /** The facts of a version, and the class of each of its portions. */
    private record Prepared(RecordFacts facts, Submit submit, List<Kept> kept, List<Integer> classes) {}

    /** Writes new records with their first versions, and opens the cases of those that are quarantined. */
    Future<Void> writeNew(SqlConnection connection, List<Fresh> fresh, Instant at) {
        String sql = "insert into record (id, releaser, state, current_version, created_at) values ($1, $2, $3, 1, $4)";
        List<Tuple> rows = fresh.stream()
                .map(each -> Tuple.of(
                        each.recordId(),
                        each.submit().party(),
                        state(each.submit()).name(),
                        at.atOffset(ZoneOffset.UTC)))
                .toList();
        return Database.runEach(connection, sql, rows)
                .compose(done -> write(connection, fresh, Event.Kind.SUBMITTED, at))
                .compose(done -> quarantine(connection, fresh, at));
    }

    private Future<Void> quarantine(SqlConnection connection, List<Fresh> fresh, Instant at) {
        Future<Void> opened = Future.succeededFuture();
        for (Fresh each : fresh) {
            Submit submit = each.submit();
            if (submit.quarantineCause().isPresent()) {
                String cause = submit.quarantineCause().get();
                opened = opened.compose(before ->
                        quarantine(connection, each.recordId(), cause, submit.party(), submit.submitter(), at));
            }
        }
        return opened;
    }

    /** Opens the case of a record that is in quarantine from this transaction on. */
    Future<Void> quarantine(
            SqlConnection connection, String recordId, String cause, String party, String subject, Instant at) {
        return new QuarantineStore(new ReasonSeal(seal))
                .open(connection, recordId, cause, party, subject, at)
                .mapEmpty();
    }

    Future<Void> write(SqlConnection connection, Fresh fresh, Event.Kind kind, Instant at) {
        return write(connection, List.of(fresh), kind, at);
    }

    /** Writes many at the cost of few statements, in their order. */
    Future<Void> write(SqlConnection connection, List<Fresh> fresh, Event.Kind kind, Instant at) {
        List<RecordFacts> facts = fresh.stream().map(each -> facts(each, at)).toList();
        return LabelClassTable.intern(connection, facts)
                .map(classes -> IntStream.range(0, fresh.size())
                        .mapToObj(index -> new Prepared(
                                facts.get(index),
                                fresh.get(index).submit(),
                                fresh.get(index).kept(),
                                classes.get(index)))
                        .toList())
                .compose(prepared -> insertVersions(connection, prepared, at)
                        .compose(done -> TearLineTable.write(connection, fresh))
                        .compose(done -> insertPortions(connection, prepared))
                        .compose(done -> keepPortions(connection, prepared))
                        .compose(done -> list(connection, prepared)))
                .compose(done -> Outbox.append(
                        connection,
                        fresh.stream()
                                .map(each -> new Event(
                                        0,
                                        kind,
                                        each.recordId(),
                                        each.version(),
                                        each.submit().party(),
                                        at,
                                        ""))
                                .toList()));
    }

    private static RecordFacts facts(Fresh fresh, Instant at) {
        List<String> portionIds = fresh.submit().portions().stream()
                .map(portion -> UUID.randomUUID().toString())
                .toList();
        RecordFacts facts = fresh.submit()
                .stored(fresh.recordId(), fresh.version(), at, portionIds)
                .facts();
        return facts.and(fresh.kept().stream().map(Kept::facts).toList());
    }

    static RecordState state(Submit submit) {
        return submit.quarantineCause().isPresent() ? RecordState.QUARANTINED : RecordState.ACTIVE;
    }

    private Future<Void> list(SqlConnection connection, List<Prepared> versions) {
        return listing.list(
                connection,
                versions.stream()
                        .map(version -> new Listing.Entry(version.facts(), version.classes(), contents(version)))
                        .toList());
    }

    /** Lists a version that was not written here. */
    Future<Void> relist(SqlConnection connection, Listing.Entry entry) {
        return listing.list(connection, List.of(entry));
    }

    private static Map<String, Content> contents(Prepared version) {
        Map<String, Content> contents = new HashMap<>();
        for (int index = 0; index < version.submit().portions().size(); index++) {
            contents.put(
                    version.facts().portions().get(index).id(),
                    version.submit().portions().get(index).content());
        }
        version.kept().forEach(kept -> contents.put(kept.facts().id(), kept.content()));
        return contents;
    }

    private Future<Void> insertVersions(SqlConnection connection, List<Prepared> versions, Instant at) {
        String sql = """
                with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($13, $14, $15, $16))
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, quarantine_cause,
                    sealed_hash, derived_from, event_time, valid_until)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                """;
        List<Tuple> rows = versions.stream().map(version -> row(version, at)).toList();
        return Database.runEach(connection, sql, rows).mapEmpty();
    }

    private Tuple row(Prepared version, Instant at) {
        Submit submit = version.submit();
        RecordFacts facts = version.facts();
        String about = ContentSeal.body(facts.recordId(), facts.version());
        Sealed hash = seal.sealHash(submit.party(), about, submit.bodyHash());
        String[] derivedFrom = Stream.concat(
                        submit.portions().stream().map(NewPortion::derivedFrom),
                        version.kept().stream().map(Kept::derivedFrom))
                .flatMap(List::stream)
                .distinct()
                .toArray(String[]::new);
        return Tuple.from(Arrays.asList(
                facts.recordId(),
                facts.version(),
                at.atOffset(ZoneOffset.UTC),
                submit.submitter(),
                submit.type(),
                submit.areas().toArray(String[]::new),
                submit.policyTags().toArray(String[]::new),
                submit.quarantineCause().orElse(null),
                hash.content(),
                derivedFrom,
                facts.eventTime().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
                facts.validUntil().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
                about,
                submit.party(),
                hash.key(),
                hash.wrappedUnder()));
    }

    private Future<Void> insertPortions(SqlConnection connection, List<Prepared> versions) {
        List<Tuple> rows = new ArrayList<>();
        for (Prepared version : versions) {
            for (int index = 0; index < version.submit().portions().size(); index++) {
                rows.add(row(
                        version.facts(),
                        index,
                        version.submit().portions().get(index),
                        version.classes().get(index)));
            }
        }
        return Database.runEach(connection, PORTION, rows).mapEmpty();
    }

    private static Future<Void> keepPortions(SqlConnection connection, List<Prepared> versions) {
        String sql = """
                update portion set version = $2, ordinal = $3, class_id = $4,
                    first_version = coalesce(portion.first_version, portion.version), since = coalesce(portion.since, came.stored_at)
                from version as came
                where portion.id = $1 and came.record_id = portion.record_id and came.version = portion.version
                """;
        List<Tuple> rows = new ArrayList<>();
        for (Prepared version : versions) {
            int submitted = version.submit().portions().size();
            for (int index = 0; index < version.kept().size(); index++) {
                rows.add(Tuple.of(
                        version.kept().get(index).facts().id(),
                        version.facts().version(),
                        submitted + index,
                        version.classes().get(submitted + index)));
            }
        }
        return Database.runEach(connection, sql, rows).mapEmpty();
    }

    /** Writes one portion of a version that is there. */
    Future<Void> insertPortion(
            SqlConnection connection, RecordFacts facts, int ordinal, NewPortion portion, int labelClass) {
        return Database.runEach(connection, PORTION, List.of(row(facts, ordinal, portion, labelClass)))
                .mapEmpty();
    }

    private Tuple row(RecordFacts facts, int index, NewPortion portion, int labelClass) {
        PortionFacts stored = facts.portions().get(index);
        String id = stored.id();
        Sealed sealed = seal.seal(portion.label(), id, portion.content());
        return Tuple.from(Arrays.<@Nullable Object>asList(
                id,
                facts.recordId(),
                facts.version(),
                index,
                portion.field(),
                labelClass,
                Json.write(portion.label()),
                portion.originalMarking(),
                portion.sourceType(),
                Json.write(portion.custody()),
                portion.derivedFrom().toArray(String[]::new),
                sealed.content(),
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
                persons(portion.label().eyesOnly()),
                ContentSeal.portion(id),
                ContentSeal.domain(portion.label()),
                sealed.key(),
                sealed.wrappedUnder(),
                portion.content() instanceof Content.Attachment file ? file.id() : null,
                stored.author().orElse(null)));
    }

    private static String[] persons(Audience eyesOnly) {
        return switch (eyesOnly) {
            case Audience.Unrestricted anybody -> new String[0];
            case Audience.Only only -> only.names().toArray(String[]::new);
        };
    }

    static String classKey(RecordFacts facts, PortionFacts portion) {
        return Sha256.hex(LabelClasses.key(facts, portion));
    }

    /** Ends what earlier versions may be retained by (V30) now, and not at the commit: nothing that takes long comes behind a barrier. */
    static Future<Void> endEarlier(SqlConnection connection) {
        return Database.run(connection, "set constraints version_ends_earlier_ones immediate")
                .mapEmpty();
    }
}
