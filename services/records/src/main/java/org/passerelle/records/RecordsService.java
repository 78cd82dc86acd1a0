package org.passerelle.records;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Imports;
import org.passerelle.core.message.Links;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searches;
import org.passerelle.core.message.Searching;
import org.passerelle.core.message.Tasks;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.seal.KeyRollover;
import org.passerelle.platform.seal.Rewrapping;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;
import org.passerelle.platform.seal.WrappingProofs;
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
        Path home = context.config().homeDirectory();
        return context.vertx()
                .executeBlocking(() -> new Keys(
                        new FingerprintKey(InstallationKey.loadOrGenerate(home.resolve(InstallationKey.FILE))),
                        WrappingKeys.in(home.resolve(WrappingKeys.DIRECTORY))))
                .map(Objects::requireNonNull)
                .compose(keys -> prepare(context, keys).compose(ready -> answer(context, keys)));
    }

    private record Keys(FingerprintKey fingerprints, WrappingKeys wrapping, Seal sealing, ContentSeal seal) {
        Keys(FingerprintKey fingerprints, WrappingKeys wrapping) {
            this(fingerprints, wrapping, new Seal(wrapping));
        }

        private Keys(FingerprintKey fingerprints, WrappingKeys wrapping, Seal sealing) {
            this(fingerprints, wrapping, sealing, new ContentSeal(sealing));
        }
    }

    private static Level searchable(ServiceContext context) {
        return Level.of(context.config().storage().searchableLevel());
    }

    private static Listing listing(ServiceContext context) {
        return new Listing(searchable(context));
    }

    /** Nothing is answered before everything stored is as it would be stored now. */
    private static Future<Void> prepare(ServiceContext context, Keys keys) {
        WrappingProofs proofs =
                new WrappingProofs(context.vertx(), context.database(), keys.wrapping(), keys.sealing());
        Relisting relisting = new Relisting(listing(context), new StoredRows(keys.seal()));
        return proofs.check()
                .compose(checked -> new Sealing(context.database(), keys.seal()).complete())
                .compose(complete -> new ImportSealing(context.database(), keys.seal()).complete())
                .compose(complete -> new ReasonSealing(context.database(), new ReasonSeal(keys.seal())).complete())
                .compose(complete -> new SearchBound(context.database(), relisting, searchable(context)).apply())
                .compose(bounded -> new ListingBacklog(context.database(), relisting).complete())
                .compose(listed -> new Fingerprinting(context.database(), keys.fingerprints(), keys.seal()).complete())
                .compose(same -> new ProofKeying(context.database(), keys.fingerprints()).complete())
                .onSuccess(complete -> {
                    context.health().register("wrapping-keys", proofs::follow);
                    new KeyRollover(proofs, new Rewrapping(context.database(), keys.sealing())).start(context.vertx());
                    new Expiry(context.database(), context.clock())
                            .start(context.vertx(), context.config().storage().expireEvery());
                });
    }

    private static Future<Void> answer(ServiceContext context, Keys keys) {
        Bus bus = context.bus();
        Database database = context.database();
        FingerprintKey key = keys.fingerprints();
        StoredRows stored = new StoredRows(keys.seal());
        Idempotency idempotency = new Idempotency(key);
        VersionWriter writer = new VersionWriter(context.clock(), key, keys.seal(), listing(context));
        Submission submission = new Submission(database, bus, writer, idempotency);
        Revision revision = new Revision(database, bus, writer, idempotency, stored);
        Attaching attaching = new Attaching(database, bus, writer, keys.seal(), stored);
        AttachmentStore attachments = new AttachmentStore(database, context.clock(), keys.seal());
        Rejection rejection = new Rejection(database, context.clock(), key);
        Gathering gathering = new Gathering(database, context.clock(), stored);
        Superseding superseding = new Superseding(database, stored);
        LabelClassTable classes = new LabelClassTable(database);
        PatternTable patterns = new PatternTable(database);
        PatternSizes sizes = new PatternSizes(database);
        Database planned = database.planningOnce(bus.patience());
        RecordSearch search = new RecordSearch(database, planned, sizes, stored, key);
        RecordCount counting = new RecordCount(database, planned, sizes, key);
        ReasonSeal reasons = new ReasonSeal(keys.seal());
        QuarantineStore cases = new QuarantineStore(reasons);
        Recalling recalling = new Recalling(database, bus, context.clock(), reasons);
        Provenance provenance = new Provenance(database);
        TearLineTable tearLines = new TearLineTable(database);
        Twins twins = new Twins(database, key, stored);
        Likenesses likenesses = new Likenesses(database, stored);
        SavedSearches searches = new SavedSearches(
                database,
                context.clock(),
                keys.seal(),
                context.config().storage().savedSearches());
        LinkTable links = new LinkTable(database);
        LocalTagTable localTags = new LocalTagTable(database, context.clock(), keys.seal(), key);
        Outbox outbox = new Outbox(database, reasons);
        KindTable kinds = new KindTable(database);
        NoteOutbox notes = new NoteOutbox(context.vertx(), bus, database);
        Importing importing = new Importing(database, bus, writer, key, keys.seal());
        Quarantining quarantining = new Quarantining(database, bus, context.clock(), notes, cases);
        QuarantineRulings rulings =
                new QuarantineRulings(database, bus, context.clock(), notes, keys.seal(), key, cases);
        QuarantineDates dates = new QuarantineDates(
                database, new PartsReader<>(context.vertx(), bus, Chunk.class, Manifest::bundle), cases);
        context.health().register("records-database", database::reachable);
        return Future.all(List.of(
                        bus.answer(Records.SUBMIT, submission::submit),
                        bus.answer(Records.REVISE, revision::revise),
                        bus.answer(Attachments.OPEN, attachments::open),
                        bus.answer(Attachments.STORE, attachments::store),
                        bus.answer(Attachments.ATTACH, attaching::attach),
                        bus.answer(Attachments.DISCARD, attachments::discard),
                        bus.answer(Attachments.READ, attachments::read),
                        bus.answer(Records.REJECT, rejection::reject),
                        bus.answer(Records.CASES, rejection::cases),
                        bus.answer(Records.GATHER, gathering::gather),
                        bus.answer(Records.GATHER_VERSIONS, gathering::versions),
                        bus.answer(Records.CLASSES, classes::after),
                        bus.answer(Searching.PATTERNS, patterns::after),
                        bus.answer(Searching.SEARCH, search::search),
                        bus.answer(Searching.COUNT, counting::count),
                        bus.answer(Records.RECALL, recalling::recall),
                        bus.answer(Records.DERIVATIVES, provenance::derivatives),
                        bus.answer(Records.SUPERSEDED, superseding::superseded),
                        bus.answer(Records.TEAR_LINES, tearLines::of),
                        bus.answer(Records.SAME_CONTENT, twins::find),
                        bus.answer(Records.SAME_CONTENTS, twins::findEach),
                        bus.answer(Searching.LIKE, likenesses::find),
                        bus.answer(Searches.SAVE, searches::save),
                        bus.answer(Searches.LIST, searches::list),
                        bus.answer(Searches.FIND, searches::find),
                        bus.answer(Searches.DELETE, searches::delete),
                        bus.answer(Links.OF, links::of),
                        bus.answer(Links.CHANGE, links::change),
                        bus.answer(LocalTags.OF, localTags::of),
                        bus.answer(LocalTags.CHANGE, localTags::change),
                        bus.answer(Records.EVENTS, outbox::events),
                        bus.answer(Imports.OPEN, importing::open),
                        bus.answer(Imports.LIST, importing::list),
                        bus.answer(Imports.LOOK, importing::look),
                        bus.answer(Imports.STORE, importing::store),
                        bus.answer(Imports.COMPLETE, importing::complete),
                        bus.answer(Imports.FAULTS, importing::faults),
                        bus.answer(Imports.DELETE, importing::delete),
                        bus.answer(Records.KINDS, kinds::page),
                        bus.answer(Records.FACTS, gathering::facts),
                        bus.answer(Records.CURRENT_FACTS, gathering::currentFacts),
                        bus.answer(Records.STATES, gathering::states),
                        bus.answer(Quarantines.QUARANTINE, quarantining::quarantine),
                        bus.answer(Quarantines.LIST, quarantining::list),
                        bus.answer(Quarantines.FIND, quarantining::find),
                        bus.answer(Quarantines.RULE, rulings::rule),
                        bus.answer(Tasks.RECORDS, dates::due)))
                .onSuccess(answering -> notes.start(context.config().policy().pollEvery()))
                .mapEmpty();
    }
}
