package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Imports.Complete;
import org.passerelle.core.message.Imports.Completed;
import org.passerelle.core.message.Imports.Delete;
import org.passerelle.core.message.Imports.Deleted;
import org.passerelle.core.message.Imports.Fault;
import org.passerelle.core.message.Imports.Faults;
import org.passerelle.core.message.Imports.FaultsOf;
import org.passerelle.core.message.Imports.Found;
import org.passerelle.core.message.Imports.Item;
import org.passerelle.core.message.Imports.Job;
import org.passerelle.core.message.Imports.Jobs;
import org.passerelle.core.message.Imports.Look;
import org.passerelle.core.message.Imports.Looked;
import org.passerelle.core.message.Imports.Of;
import org.passerelle.core.message.Imports.Open;
import org.passerelle.core.message.Imports.Piece;
import org.passerelle.core.message.Imports.Store;
import org.passerelle.core.message.Imports.Stored;
import org.passerelle.core.message.Records.Reject;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/**
 * Takes in files piece by piece. A piece and the place at which its job then stands are one transaction: whatever dies, each item is stored
 * once, and none by half.
 */
final class Importing {
    private static final int MOST_FAULTS = 1_000;

    private final Database database;
    private final Bus bus;
    private final VersionWriter writer;
    private final FingerprintKey key;
    private final ImportSeal seal;
    private final ImportJobs jobs;

    /** @param key what is kept of digests: without it they would tell what short files say */
    Importing(Database database, Bus bus, VersionWriter writer, FingerprintKey key, ContentSeal seal) {
        this.database = database;
        this.bus = bus;
        this.writer = writer;
        this.key = key;
        this.seal = new ImportSeal(seal);
        this.jobs = new ImportJobs(this.seal);
    }

    Future<Job> open(Open open) {
        String id = UUID.randomUUID().toString();
        return database.transaction(
                connection -> jobs.insert(connection, id, open, key.ofBody(open.digest()), writer.now()));
    }

    Future<Jobs> list(Of question) {
        return database.transaction(connection -> jobs.of(
                        connection, question.subject(), question.digest().map(key::ofBody)))
                .map(Jobs::new);
    }

    Future<Looked> look(Look look) {
        return database.transaction(connection -> jobs.find(connection, look.id(), look.subject())
                .map(found -> found.map(ImportJobs.Opened::job))
                .compose(job -> job.isEmpty()
                        ? Future.succeededFuture(new Looked(job, Optional.empty()))
                        : ImportJobs.piece(connection, look.id(), look.first())
                                .map(piece -> new Looked(
                                        job, piece.filter(same -> same.digest().equals(key.ofBody(look.digest())))))));
    }

    Future<Stored> store(Store store) {
        return database.transaction(connection -> store(connection, store)).onSuccess(stored -> {
            if (stored instanceof Stored.Done) {
                bus.publish(Hint.FEED_GREW);
            }
        });
    }

    // INVARIANT: the job's row stays locked from here to the commit, and the piece begins where the job stands.
    private Future<Stored> store(SqlConnection connection, Store store) {
        return jobs.locked(connection, store.id(), store.subject()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Stored.Absent());
            }
            Job job = found.get().job();
            if (store.first() < job.next()) {
                return again(connection, store, job);
            }
            if (job.ended()) {
                return Future.succeededFuture(new Stored.Closed());
            }
            return store.first() == job.next() && !store.items().isEmpty()
                    ? fresh(connection, store, found.get())
                    : Future.succeededFuture(new Stored.Elsewhere(job.next()));
        });
    }

    private Future<Stored> again(SqlConnection connection, Store store, Job job) {
        return ImportJobs.piece(connection, store.id(), store.first())
                .map(piece -> piece.filter(same -> same.digest().equals(key.ofBody(store.digest())))
                        .<Stored>map(same -> new Stored.Done(same, job))
                        .orElseGet(() -> new Stored.Elsewhere(job.next())));
    }

    private Future<Stored> fresh(SqlConnection connection, Store store, ImportJobs.Opened opened) {
        List<VersionWriter.Fresh> records = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        List<Found> faults = new ArrayList<>();
        long number = store.first();
        for (Item item : store.items()) {
            switch (item) {
                case Item.Accepted(var submit) ->
                    records.add(new VersionWriter.Fresh(UUID.randomUUID().toString(), 1, submit));
                case Item.Rejected(Fault fault, Reject reject) -> {
                    rejects.add(reject);
                    faults.add(new Found(number, fault));
                }
                case Item.Faulty(List<Fault> found) -> {
                    for (Fault fault : found) {
                        faults.add(new Found(number, fault));
                    }
                }
            }
            number++;
        }
        Instant at = writer.now();
        Piece piece = new Piece(
                store.first(),
                store.items().size(),
                key.ofBody(store.digest()),
                records.size(),
                store.items().size() - records.size());
        return writer.writeNew(connection, records, at)
                .compose(done -> Rejection.keep(connection, key, rejects, at))
                .compose(done -> insertFaults(connection, opened, faults))
                .compose(done -> jobs.advance(connection, opened.job(), piece, at))
                .map(job -> new Stored.Done(piece, job));
    }

    private Future<Void> insertFaults(SqlConnection connection, ImportJobs.Opened opened, List<Found> faults) {
        String sql = """
                insert into import_fault (import, item, line, at_column, code, sealed) values ($1, $2, $3, $4, $5, $6)
                """;
        String id = opened.job().id();
        List<Tuple> rows = faults.stream()
                .map(found -> Tuple.of(
                        id,
                        found.item(),
                        found.fault().line(),
                        found.fault().column(),
                        found.fault().code(),
                        seal.sealFault(
                                opened.key(),
                                id,
                                found.item(),
                                found.fault().pointer(),
                                found.fault().message())))
                .toList();
        return Database.runEach(connection, sql, rows).mapEmpty();
    }

    Future<Completed> complete(Complete complete) {
        return database.transaction(connection -> jobs.locked(connection, complete.id(), complete.subject())
                .compose(found -> {
                    if (found.isEmpty()) {
                        return Future.succeededFuture(new Completed.Absent());
                    }
                    Job job = found.get().job();
                    if (job.closedAt().isPresent()) {
                        return Future.succeededFuture(new Completed.Closed());
                    }
                    if (job.next() != complete.items() + 1) {
                        return Future.succeededFuture(new Completed.Elsewhere(job.next()));
                    }
                    return job.completedAt().isPresent()
                            ? Future.succeededFuture(new Completed.Done(job))
                            : jobs.close(connection, job, writer.now()).map(Completed.Done::new);
                }));
    }

    Future<Deleted> delete(Delete delete) {
        return database.transaction(connection -> ImportJobs.forget(connection, delete.id(), delete.subject()))
                .map(Deleted::new);
    }

    Future<Faults> faults(FaultsOf question) {
        int limit = Math.clamp(question.limit(), 1, MOST_FAULTS);
        return database.transaction(connection -> jobs.find(connection, question.id(), question.subject())
                .compose(found -> found.map(opened -> faults(connection, question, opened, limit))
                        .orElseGet(() -> Future.succeededFuture(new Faults(false, List.of(), Optional.empty())))));
    }

    private Future<Faults> faults(SqlConnection connection, FaultsOf question, ImportJobs.Opened opened, int limit) {
        String sql = """
                select position, item, line, at_column, code, sealed
                from import_fault where import = $1 and position > $2 order by position limit $3
                """;
        return Database.run(connection, sql, question.id(), question.after(), limit + 1)
                .map(rows -> {
                    List<Row> page = rows.stream().limit(limit).toList();
                    Optional<Long> next =
                            rows.size() > limit ? Optional.of(page.getLast().getLong("position")) : Optional.empty();
                    return new Faults(
                            true,
                            page.stream()
                                    .flatMap(row -> found(opened, row).stream())
                                    .toList(),
                            next);
                });
    }

    private Optional<Found> found(ImportJobs.Opened opened, Row row) {
        long item = row.getLong("item");
        Fault bare = new Fault(row.getLong("line"), row.getInteger("at_column"), "", row.getString("code"), "");
        return Optional.ofNullable(row.getBuffer("sealed"))
                .flatMap(kept -> seal.openFault(opened.key(), opened.job().id(), item, kept, bare))
                .map(fault -> new Found(item, fault));
    }
}
