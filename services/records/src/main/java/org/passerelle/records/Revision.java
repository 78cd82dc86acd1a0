package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.Revise;
import org.passerelle.core.message.Records.ReviseOutcome;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/** Stores next versions; a decision about the version before it can no longer become a release. */
final class Revision {
    private final Database database;
    private final Bus bus;
    private final VersionWriter writer;
    private final Idempotency idempotency;
    private final StoredRows stored;

    Revision(Database database, Bus bus, VersionWriter writer, Idempotency idempotency, StoredRows stored) {
        this.database = database;
        this.bus = bus;
        this.writer = writer;
        this.idempotency = idempotency;
        this.stored = stored;
    }

    Future<ReviseOutcome> revise(Revise revise) {
        return database.transaction(connection -> store(connection, revise))
                .onSuccess(raised -> bus.publish(Hint.FEED_GREW))
                .compose(raised -> raised.effective(bus));
    }

    private Future<Raised<ReviseOutcome>> store(SqlConnection connection, Revise revise) {
        Submit submit = revise.content();
        int next = revise.expectedVersion() + 1;
        Instant at = writer.now();
        return locked(connection, revise).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(Raised.nothing(new ReviseOutcome.Absent()));
            }
            int current = found.get().getInteger("current_version");
            return current == revise.expectedVersion()
                    ? next(connection, revise, found.get(), next, at)
                    : replayed(connection, revise.recordId(), submit)
                            .compose(earlier -> earlier.map(same -> Raised.already(connection, same))
                                    .orElse(Future.succeededFuture(Raised.nothing(new ReviseOutcome.Moved(current)))));
        });
    }

    private static Future<Optional<Row>> locked(SqlConnection connection, Revise revise) {
        String sql = "select current_version, state from record where id = $1 and releaser = $2 for update";
        return Database.run(connection, sql, revise.recordId(), revise.content().party())
                .map(rows -> rows.stream().findFirst());
    }

    // The same request again, after its first answer was lost.
    private Future<Optional<ReviseOutcome>> replayed(SqlConnection connection, String recordId, Submit submit) {
        return submit.idempotencyKey()
                .map(key -> idempotency.find(connection, submit, key))
                .orElse(Future.succeededFuture(Optional.empty()))
                .map(found -> found.filter(earlier -> earlier.recordId().equals(recordId))
                        .filter(Idempotency.Earlier::same)
                        .map(earlier -> new ReviseOutcome.Stored(recordId, earlier.version())));
    }

    private Future<Raised<ReviseOutcome>> next(
            SqlConnection connection, Revise revise, Row record, int next, Instant at) {
        String sql = "update record set current_version = $2, state = $3 where id = $1";
        RecordState before = RecordState.valueOf(record.getString("state"));
        RecordState state = state(before, revise.content());
        return idempotency
                .take(connection, revise.content(), revise.recordId(), next, at)
                .compose(taken -> attachments(connection, revise))
                .compose(kept -> Database.run(connection, sql, revise.recordId(), next, state.name())
                        .map(kept))
                .compose(kept -> writer.write(
                        connection,
                        new VersionWriter.Fresh(revise.recordId(), next, revise.content(), kept),
                        Event.Kind.REVISED,
                        at))
                .compose(done -> before == state ? Future.succeededFuture() : quarantine(connection, revise, at))
                .compose(done -> VersionWriter.endEarlier(connection))
                .compose(done -> Barrier.raise(connection, "record revised"))
                .map(barrier -> Raised.by(new ReviseOutcome.Stored(revise.recordId(), next), barrier));
    }

    /** Attachments of the version before that stay; not those of which nothing is left. */
    private Future<List<VersionWriter.Kept>> attachments(SqlConnection connection, Revise revise) {
        return Gathering.current(connection, stored, revise.recordId())
                .map(current -> current.facts().portions().stream()
                        .flatMap(portion ->
                                Optional.ofNullable(current.contents().get(portion.id()))
                                        .filter(content -> content instanceof Content.Attachment file
                                                && !revise.without().contains(file.id()))
                                        .map(content -> new VersionWriter.Kept(
                                                since(current.facts(), portion),
                                                content,
                                                current.sources().getOrDefault(portion.id(), List.of())))
                                        .stream())
                        .toList());
    }

    /** The portion as it stands in the next version. */
    static PortionFacts since(RecordFacts before, PortionFacts portion) {
        return portion.since(new PortionFacts.Since(before.versionOf(portion), before.createdAt(portion)));
    }

    private Future<Void> quarantine(SqlConnection connection, Revise revise, Instant at) {
        Submit submit = revise.content();
        return writer.quarantine(
                connection,
                revise.recordId(),
                submit.quarantineCause().orElseThrow(),
                submit.party(),
                submit.submitter(),
                at);
    }

    // A new version lifts neither quarantine nor recall; one that must be reviewed is, recalled or not (HRDDP H10).
    private static RecordState state(RecordState before, Submit submit) {
        return switch (before) {
            case QUARANTINED -> before;
            case RECALLED -> submit.quarantineCause().isPresent() ? RecordState.QUARANTINED : before;
            case ACTIVE -> VersionWriter.state(submit);
        };
    }
}
