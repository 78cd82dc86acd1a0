package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.core.message.Records.SubmitOutcome;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/** Stores new records: version, portions, label classes and outbox entry in one transaction, or nothing. */
final class Submission {
    private final Database database;
    private final Bus bus;
    private final VersionWriter writer;

    Submission(Database database, Bus bus, VersionWriter writer) {
        this.database = database;
        this.bus = bus;
        this.writer = writer;
    }

    Future<SubmitOutcome> submit(Submit submit) {
        String recordId = UUID.randomUUID().toString();
        return database.transaction(connection -> store(connection, recordId, submit))
                .onSuccess(stored -> bus.publish(Hint.FEED_GREW));
    }

    private Future<SubmitOutcome> store(SqlConnection connection, String recordId, Submit submit) {
        Instant at = writer.now();
        return Idempotency.take(connection, submit, recordId, 1, at)
                .compose(earlier -> earlier.isPresent()
                        ? Future.succeededFuture(again(earlier.get(), submit))
                        : insert(connection, recordId, submit, at)
                                .map(done -> new SubmitOutcome.Stored(recordId, 1, false)));
    }

    private static SubmitOutcome again(Idempotency.Earlier earlier, Submit submit) {
        return earlier.bodyHash().equals(submit.bodyHash())
                ? new SubmitOutcome.Stored(earlier.recordId(), earlier.version(), true)
                : new SubmitOutcome.KeyReused();
    }

    private Future<Void> insert(SqlConnection connection, String recordId, Submit submit, Instant at) {
        String sql = """
                insert into record (id, releaser, state, current_version, created_at) values ($1, $2, $3, 1, $4)
                """;
        return Database.run(
                        connection,
                        sql,
                        recordId,
                        submit.party(),
                        VersionWriter.state(submit).name(),
                        at.atOffset(ZoneOffset.UTC))
                .compose(done -> writer.write(connection, recordId, 1, submit, Event.Kind.SUBMITTED, at));
    }
}
