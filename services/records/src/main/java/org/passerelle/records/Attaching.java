package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Attachments.Attach;
import org.passerelle.core.message.Attachments.Attached;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Sealed;

/**
 * Attaches stored bytes to a record, as its next version. The portions before stand unchanged in it, with their ids and since when they
 * came: so nothing that was ruled about them lapses and no delay begins anew, and whoever does not see the attachment sees no change.
 */
final class Attaching {
    private final Database database;
    private final Bus bus;
    private final VersionWriter writer;
    private final ContentSeal seal;
    private final StoredRows stored;

    Attaching(Database database, Bus bus, VersionWriter writer, ContentSeal seal, StoredRows stored) {
        this.database = database;
        this.bus = bus;
        this.writer = writer;
        this.seal = seal;
        this.stored = stored;
    }

    Future<Attached> attach(Attach attach) {
        return database.transaction(connection -> store(connection, attach))
                .onSuccess(raised -> bus.publish(Hint.FEED_GREW))
                .compose(raised -> raised.effective(bus));
    }

    private Future<Raised<Attached>> store(SqlConnection connection, Attach attach) {
        String lock = "select state from record where id = $1 and releaser = $2 and state <> 'RECALLED' for update";
        return Database.run(connection, lock, attach.recordId(), attach.party())
                .compose(locked -> locked.size() == 0
                        ? Future.succeededFuture(Raised.<Attached>nothing(new Attached.Absent()))
                        : Gathering.current(connection, stored, attach.recordId())
                                .compose(current -> again(current, attach)
                                        .map(earlier -> Raised.<Attached>already(
                                                connection, new Attached.Stored(earlier, true)))
                                        .orElseGet(() -> extend(connection, attach, current))));
    }

    /**
     * The attachment of the same account that says the same, if there is one: whoever lost the answer asks again. Of one that somebody else
     * attached, which they may not see, nobody learns in this way.
     */
    private static Optional<String> again(StoredRecord current, Attach attach) {
        NewPortion portion = attach.portion();
        Content.Attachment file = file(portion);
        return current.facts().portions().stream()
                .filter(one -> current.facts().author(one).equals(attach.submitter()))
                .filter(one -> one.label()
                        .filter(label ->
                                marked(label, portion.label().markedAt()).equals(portion.label()))
                        .isPresent())
                .flatMap(one -> Optional.ofNullable(current.contents().get(one.id())).stream())
                .flatMap(content -> content instanceof Content.Attachment other
                                && other.name().equals(file.name())
                                && other.mediaType().equals(file.mediaType())
                                && other.hash().equals(file.hash())
                        ? Optional.of(other.id()).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
    }

    private static Label marked(Label label, Instant at) {
        return new Label(
                label.level(),
                label.tlp(),
                label.originators(),
                label.purposes(),
                label.compartments(),
                label.releasableTo(),
                label.notReleasableTo(),
                label.eyesOnly(),
                label.onward(),
                label.flags(),
                label.embargoUntil(),
                label.retainUntil(),
                at);
    }

    static Content.Attachment file(NewPortion portion) {
        if (portion.content() instanceof Content.Attachment file
                && portion.field().equals(PortionFacts.ATTACHMENT)) {
            return file;
        }
        throw new IllegalArgumentException("what is attached is a file");
    }

    private Future<Raised<Attached>> extend(SqlConnection connection, Attach attach, StoredRecord current) {
        Instant at = writer.now();
        int before = current.facts().version();
        RecordFacts next = next(current, attach, at);
        PortionFacts added = next.portions().getLast();
        Map<String, Content> contents = new HashMap<>(current.contents());
        contents.put(added.id(), attach.portion().content());
        int ordinal = next.portions().size() - 1;
        return claim(connection, attach)
                .compose(claimed -> LabelClassTable.intern(connection, List.of(next)))
                .map(List::getFirst)
                .compose(classes -> version(connection, next, before, attach.portion(), at)
                        .compose(done -> move(connection, next.recordId(), before))
                        .compose(done ->
                                writer.insertPortion(connection, next, ordinal, attach.portion(), classes.get(ordinal)))
                        .compose(done -> writer.relist(connection, new Listing.Entry(next, classes, contents))))
                .compose(done -> Outbox.append(
                        connection, Event.Kind.REVISED, next.recordId(), next.version(), attach.party(), at, ""))
                .compose(done -> quarantine(connection, attach, current.facts().state(), at))
                .map(barrier ->
                        new Raised<>(new Attached.Stored(file(attach.portion()).id(), false), barrier));
    }

    private static RecordFacts next(StoredRecord current, Attach attach, Instant at) {
        RecordFacts facts = current.facts();
        List<PortionFacts> portions = new ArrayList<>();
        for (PortionFacts portion : facts.portions()) {
            portions.add(Revision.since(facts, portion));
        }
        NewPortion added = attach.portion();
        portions.add(new PortionFacts(
                        UUID.randomUUID().toString(),
                        added.field(),
                        Optional.of(added.label()),
                        added.sourceType(),
                        added.custody())
                .by(attach.submitter()));
        return new RecordFacts(
                facts.recordId(),
                facts.version() + 1,
                facts.type(),
                facts.releaser(),
                facts.submitter(),
                attach.quarantineCause().isPresent() ? RecordState.QUARANTINED : facts.state(),
                at,
                facts.eventTime(),
                facts.validUntil(),
                facts.areas(),
                facts.tags(),
                portions,
                List.of());
    }

    /** Takes the bytes for the record: all of them, once. */
    private static Future<Void> claim(SqlConnection connection, Attach attach) {
        String sql = """
                update attachment set record_id = $2
                where id = $1 and record_id is null and pieces = $3 and domain = $4
                    and pieces = (select count(*) from attachment_piece where attachment_piece.attachment = attachment.id)
                """;
        Content.Attachment file = file(attach.portion());
        return Database.run(
                        connection,
                        sql,
                        file.id(),
                        attach.recordId(),
                        file.chunks(),
                        ContentSeal.domain(attach.portion().label()))
                .compose(updated -> updated.rowCount() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new IllegalStateException("the bytes of an attachment are not all there")));
    }

    /** A version that says what the one before said; its author stays who wrote the text. Of what is over nothing is left to hash. */
    private Future<Void> version(SqlConnection connection, RecordFacts next, int before, NewPortion added, Instant at) {
        String hashed = """
                select version.version, version.sealed_hash, data_key.wrapped, data_key.wrapped_under
                from version left join data_key on data_key.about = $3 where record_id = $1 and version = $2
                """;
        String insert = """
                with key as (
                    insert into data_key (about, domain, wrapped, wrapped_under)
                    select $7::text, $8::text, $9::bytea, $10::integer where $9::bytea is not null)
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, quarantine_cause,
                    sealed_hash, derived_from, event_time, valid_until)
                select record_id, $3, $4, submitter, type, areas, policy_tags, quarantine_cause, $5,
                    array(select distinct unnest(derived_from || $6::text[])), event_time, valid_until
                from version where record_id = $1 and version = $2
                """;
        String about = ContentSeal.body(next.recordId(), next.version());
        String current = "update record set current_version = $2, state = $3 where id = $1";
        return Database.run(connection, hashed, next.recordId(), before, ContentSeal.body(next.recordId(), before))
                .map(rows -> seal.hash(
                                next.releaser(),
                                next.recordId(),
                                rows.iterator().next())
                        .map(hash -> seal.sealHash(next.releaser(), about, hash)))
                .compose(hash -> Database.run(
                        connection,
                        insert,
                        next.recordId(),
                        before,
                        next.version(),
                        at.atOffset(ZoneOffset.UTC),
                        hash.map(Sealed::content).orElse(null),
                        added.derivedFrom().toArray(String[]::new),
                        about,
                        next.releaser(),
                        hash.map(Sealed::key).orElse(null),
                        hash.map(Sealed::wrappedUnder).orElse(null)))
                .compose(inserted -> Database.run(
                        connection,
                        current,
                        next.recordId(),
                        next.version(),
                        next.state().name()))
                .mapEmpty();
    }

    private static Future<Void> move(SqlConnection connection, String recordId, int before) {
        String sql = """
                update portion set version = $2 + 1,
                    first_version = coalesce(portion.first_version, portion.version), since = coalesce(portion.since, came.stored_at)
                from version as came
                where portion.record_id = $1 and portion.version = $2 and came.record_id = $1 and came.version = $2
                """;
        return Database.run(connection, sql, recordId, before).mapEmpty();
    }

    private Future<Optional<Long>> quarantine(SqlConnection connection, Attach attach, RecordState before, Instant at) {
        if (attach.quarantineCause().isEmpty() || before == RecordState.QUARANTINED) {
            return Future.succeededFuture(Optional.empty());
        }
        return writer.quarantine(
                        connection,
                        attach.recordId(),
                        attach.quarantineCause().get(),
                        attach.party(),
                        attach.submitter(),
                        at)
                .compose(opened -> VersionWriter.endEarlier(connection))
                .compose(ended -> Barrier.raise(connection, "record quarantined"))
                .map(Optional::of);
    }
}
