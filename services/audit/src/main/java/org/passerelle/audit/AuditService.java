package org.passerelle.audit;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.passerelle.audit.append.Appender;
import org.passerelle.audit.read.LedgerReader;
import org.passerelle.audit.read.LogReader;
import org.passerelle.audit.read.ProofReader;
import org.passerelle.audit.read.ReleaseReader;
import org.passerelle.audit.read.TrafficReader;
import org.passerelle.audit.seal.Notes;
import org.passerelle.audit.seal.Sealer;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owner of the transparency logs: nothing leaves the platform before its leaf is durable here. */
public final class AuditService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    /** Tries in an interval, so that a leaf follows soon after its interval has ended, whichever process leads. */
    private static final int TRIES = 4;

    /** Where a node keeps the key that signs checkpoints. */
    public static Path checkpointKey(Path home) {
        return home.resolve("keys").resolve("audit.pem");
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        Path key = checkpointKey(context.config().homeDirectory());
        return context.vertx()
                .executeBlocking(() -> Ed25519Keys.loadOrGenerate(key))
                .compose(keys -> answer(context, Objects.requireNonNull(keys)))
                .onSuccess(answering -> seal(context));
    }

    private static Future<Void> answer(ServiceContext context, Ed25519Keys keys) {
        Bus bus = context.bus();
        Appender appender = new Appender(context.database(), context.clock());
        Notes notes = new Notes(context.database(), context.clock());
        LogReader reader = new LogReader(context.database(), keys);
        LedgerReader ledger = new LedgerReader(context.database());
        TrafficReader traffic = new TrafficReader(context.database());
        ReleaseReader releases = new ReleaseReader(context.database());
        ProofReader proofs = new ProofReader(context.database());
        return bus.answer(Audit.APPEND, appender::append)
                .compose(next -> bus.answer(Audit.NOTE, notes::add))
                .compose(next -> bus.answer(Audit.ENTRIES, reader::entries))
                .compose(next -> bus.answer(Audit.LEDGER, ledger::page))
                .compose(next -> bus.answer(Audit.HOLDERS, ledger::holders))
                .compose(next -> bus.answer(Audit.RECEIVED, ledger::received))
                .compose(next -> bus.answer(Audit.TRAFFIC, traffic::page))
                .compose(next -> bus.answer(Audit.RELEASES, releases::page))
                .compose(next -> bus.answer(Audit.RELEASE, releases::one))
                .compose(next -> bus.answer(Audit.CHECKPOINT, reader::checkpoint))
                .compose(next -> bus.answer(Audit.PROOF, proofs::proof))
                .compose(next -> bus.answer(Audit.OPENINGS, proofs::openings))
                .compose(next -> bus.answer(Audit.KEY, asked -> Future.succeededFuture(reader.key(asked))));
    }

    private static void seal(ServiceContext context) {
        Duration interval = context.config().audit().interval();
        Sealer sealer = new Sealer(context.database(), interval);
        AtomicBoolean sealing = new AtomicBoolean();
        context.vertx().setPeriodic(Math.max(50, interval.toMillis() / TRIES), timer -> {
            if (sealing.compareAndSet(false, true)) {
                sealer.seal(context.clock().instant())
                        .onFailure(failure -> LOG.warn("the operator's log takes no leaf: {}", failure.getMessage()))
                        .onComplete(done -> sealing.set(false));
            }
        });
    }
}
