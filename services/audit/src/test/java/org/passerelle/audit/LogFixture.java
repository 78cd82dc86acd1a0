package org.passerelle.audit;

import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.audit.append.Appender;
import org.passerelle.audit.merkle.TreeHash;
import org.passerelle.audit.read.LedgerReader;
import org.passerelle.audit.read.LogReader;
import org.passerelle.audit.read.ProofReader;
import org.passerelle.audit.verify.LogSource;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;

/** A fresh database with the logs and the barrier, and what tests ask of them. */
public final class LogFixture implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    public final Vertx vertx = Vertx.vertx();
    public final NodeConfig.Postgres config;
    public final Database database;
    public final Database barrier;
    public final Ed25519Keys keys = Ed25519Keys.generate();
    public final Appender appender;
    public final LogReader reader;
    public final LedgerReader ledger;
    public final ProofReader proofs;

    public LogFixture() {
        TestPostgres postgres = TestPostgres.fresh(vertx, "barrier", "audit");
        config = postgres.config();
        database = postgres.open(vertx, "audit");
        barrier = postgres.open(vertx, "barrier");
        appender = new Appender(database, Clock.fixed(START, ZoneOffset.UTC));
        reader = new LogReader(database, keys);
        ledger = new LedgerReader(database);
        proofs = new ProofReader(database);
    }

    /** Raises the barrier; answers where it stands. */
    public long raise() {
        return await(barrier.transaction(transaction -> Barrier.raise(transaction, "test")));
    }

    /** A read of one MINUSMA record with a portion that the French forces originated. */
    public static Audit.Append read(String disclosure, long policyVersion, String recipient) {
        Audit.Item item = new Audit.Item(
                "record-1",
                3,
                "MINUSMA",
                List.of("FRENCH-FORCES", "MINUSMA"),
                List.of("clause-1"),
                List.of("agreement-hash"),
                List.of("has-0007"),
                TreeHash.leaf(disclosure.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hex(),
                false);
        return new Audit.Append(
                disclosure,
                policyVersion,
                1,
                recipient,
                Optional.empty(),
                "subject",
                Action.READ,
                "early-warning",
                List.of(item));
    }

    public Audit.AppendOutcome append(String disclosure, long policyVersion, String recipient) {
        return await(appender.append(read(disclosure, policyVersion, recipient)));
    }

    public List<Audit.Entry> entries(String log) {
        return await(reader.entries(new Audit.EntriesOf(log, "auditor", true, 0, 1000)))
                .entries();
    }

    /** The only value of the only row. */
    public long count(String sql) {
        return await(database.query(sql)).iterator().next().getLong(0);
    }

    public List<String> logs() {
        List<String> names = new ArrayList<>();
        for (Row row : await(database.query("select name from log order by name"))) {
            names.add(row.getString("name"));
        }
        return names;
    }

    /** Changes what was appended, as only the owner of the tables can who first removes their guards. */
    public void tamper(String table, String change) {
        await(database.transaction(transaction -> Database.run(
                        transaction, "alter table " + table + " disable trigger user")
                .compose(open -> Database.run(transaction, change))
                .compose(changed -> Database.run(transaction, "alter table " + table + " enable trigger user"))));
    }

    /** All logs, read as the services answer. */
    public LogSource source(Optional<String> remembered) {
        return new LogSource() {
            @Override
            public List<String> logs() {
                return LogFixture.this.logs();
            }

            @Override
            public Audit.Checkpoint checkpoint(String log) {
                return await(reader.checkpoint(new Audit.CheckpointOf(log)));
            }

            @Override
            public Optional<Audit.Entries> entries(String log, long after, int limit) {
                return Optional.of(await(reader.entries(new Audit.EntriesOf(log, "auditor", true, after, limit))));
            }

            @Override
            public Optional<Audit.Proof> proof(Audit.ProofOf asked) {
                return Optional.of(await(proofs.proof(asked)));
            }

            @Override
            public List<Audit.Opening> openings(String log, long afterInterval, int limit) {
                return await(proofs.openings(new Audit.OpeningsOf(log, afterInterval, limit)))
                        .openings();
            }

            @Override
            public List<String> remembered(String log) {
                return remembered.stream()
                        .filter(note -> note.startsWith("passerelle/" + log + "\n"))
                        .toList();
            }

            @Override
            public Optional<String> party() {
                return Optional.empty();
            }
        };
    }

    @Override
    public void close() {
        await(database.close());
        await(barrier.close());
        await(vertx.close());
    }
}
