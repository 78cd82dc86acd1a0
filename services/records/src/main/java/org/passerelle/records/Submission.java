package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.core.message.Records.SubmitOutcome;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/** Stores new records: version, portions, label classes and outbox entry in one transaction, or nothing. */
final class Submission {
    private final Database database;
    private final Bus bus;
    private final VersionWriter writer;
    private final Idempotency idempotency;

    Submission(Database database, Bus bus, VersionWriter writer, Idempotency idempotency) {
        this.database = database;
        this.bus = bus;
        this.writer = writer;
        this.idempotency = idempotency;
    }

    Future<SubmitOutcome> submit(Submit submit) {
        String recordId = UUID.randomUUID().toString();
        return database.transaction(connection -> store(connection, recordId, submit))
                .onSuccess(stored -> bus.publish(Hint.FEED_GREW));
    }

    private Future<SubmitOutcome> store(SqlConnection connection, String recordId, Submit submit) {
        Instant at = writer.now();
        return idempotency
                .take(connection, submit, recordId, 1, at)
                .compose(earlier -> earlier.isPresent()
                        ? Future.succeededFuture(again(earlier.get()))
                        : insert(connection, recordId, submit, at)
                                .map(done -> new SubmitOutcome.Stored(recordId, 1, false)));
    }

    private static SubmitOutcome again(Idempotency.Earlier earlier) {
        return earlier.same()
                ? new SubmitOutcome.Stored(earlier.recordId(), earlier.version(), true)
                : new SubmitOutcome.KeyReused();
    }

    private Future<Void> insert(SqlConnection connection, String recordId, Submit submit, Instant at) {
        return writer.writeNew(connection, List.of(new VersionWriter.Fresh(recordId, 1, submit)), at);
    }
}
