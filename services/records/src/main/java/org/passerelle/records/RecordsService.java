package org.passerelle.records;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;

/** Owner of records, their portions and label classes: stores, gathers, searches and recalls them. It judges nothing. */
public final class RecordsService implements Service {
    /** Name of the service and of its schema. */
    public static final String NAME = "records";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        Path file = context.config().homeDirectory().resolve(InstallationKey.FILE);
        return context.vertx()
                .executeBlocking(() -> new FingerprintKey(InstallationKey.loadOrGenerate(file)))
                .map(Objects::requireNonNull)
                .compose(key -> new Fingerprinting(context.database(), key)
                        .complete()
                        .compose(complete -> answer(context, key)));
    }

    private static Future<Void> answer(ServiceContext context, FingerprintKey key) {
        Bus bus = context.bus();
        Database database = context.database();
        VersionWriter writer = new VersionWriter(context.clock(), key);
        Submission submission = new Submission(database, bus, writer);
        Revision revision = new Revision(database, bus, writer);
        Rejection rejection = new Rejection(database, context.clock());
        Gathering gathering = new Gathering(database);
        LabelClassTable classes = new LabelClassTable(database);
        RecordSearch search = new RecordSearch(database);
        Recalling recalling = new Recalling(database, bus, context.clock());
        Provenance provenance = new Provenance(database);
        Twins twins = new Twins(database, key);
        Outbox outbox = new Outbox(database);
        KindTable kinds = new KindTable(database);
        context.health().register("records-database", database::reachable);
        return Future.all(List.of(
                        bus.answer(Records.SUBMIT, submission::submit),
                        bus.answer(Records.REVISE, revision::revise),
                        bus.answer(Records.REJECT, rejection::reject),
                        bus.answer(Records.CASES, rejection::cases),
                        bus.answer(Records.GATHER, gathering::gather),
                        bus.answer(Records.GATHER_VERSIONS, gathering::versions),
                        bus.answer(Records.CLASSES, classes::after),
                        bus.answer(Records.SEARCH, search::search),
                        bus.answer(Records.RECALL, recalling::recall),
                        bus.answer(Records.DERIVATIVES, provenance::derivatives),
                        bus.answer(Records.SAME_CONTENT, twins::find),
                        bus.answer(Records.EVENTS, outbox::events),
                        bus.answer(Records.KINDS, kinds::page),
                        bus.answer(Records.FACTS, gathering::facts)))
                .mapEmpty();
    }
}
