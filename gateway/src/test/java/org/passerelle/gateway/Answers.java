package org.passerelle.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Chunks;
import org.passerelle.core.impact.RecordKind;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.Matches;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searches;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Sketch;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.policy.PartsWriter;

/** The services' answers on the bus, written by hand, and every question that was asked. */
final class Answers {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Audit.Append> leaves = new CopyOnWriteArrayList<>();
    final List<Records.Submit> submitted = new CopyOnWriteArrayList<>();
    final List<Attachments.Attach> attached = new CopyOnWriteArrayList<>();
    final List<String> discarded = new CopyOnWriteArrayList<>();
    /** Base64 by id and ordinal. */
    final Map<String, String> pieces = new ConcurrentHashMap<>();

    final List<Audit.Note> notes = new CopyOnWriteArrayList<>();
    final Map<String, StoredRecord> records = new ConcurrentHashMap<>();
    /** Versions before those. */
    final Map<String, List<StoredRecord>> earlier = new ConcurrentHashMap<>();

    /** Which versions of a record there still are when they are gathered. */
    volatile UnaryOperator<List<StoredRecord>> remaining = versions -> versions;

    /** Which local tag each search asked for. */
    final List<Optional<LocalTags.Named>> localTags = new CopyOnWriteArrayList<>();

    /** What has been saved, by its id; whose it is does not matter here. */
    final Map<String, Searches.Saved> searches = new ConcurrentHashMap<>();

    /** The source of each tear-line. */
    final Map<String, String> tearLines = new ConcurrentHashMap<>();

    /** Before this nothing that is gathered is answered. */
    volatile Future<Void> gathering = Future.succeededFuture();

    /** What happens after a record was gathered, and before it is answered. */
    volatile Runnable onceGathered = () -> {};

    volatile boolean attaching = true;
    /** What happens before a piece is read. */
    volatile IntFunction<Future<?>> whileReading = ordinal -> Future.succeededFuture();
    /** What comes next on the feed. */
    volatile Function<Exchange.Read, List<Exchange.Item>> feed = read -> List.of();

    volatile long policyVersion = 1;
    volatile long barrier = 1;
    volatile boolean policyReachable = true;
    volatile boolean auditReachable = true;
    volatile boolean recordsReachable = true;
    volatile boolean ledgerReachable = true;
    volatile boolean factsReachable = true;
    volatile boolean derivativesReachable = true;
    volatile int leaseMillis = 3000;
    volatile int comparingMillis = 0;
    volatile Agreements.Outcome acted = new Agreements.Outcome.Absent();
    volatile Agreements.Looked looked = new Agreements.Looked(List.of());
    volatile Agreements.TermsRead terms =
            new Agreements.TermsRead(Optional.of(new Agreements.Terms(1, "00", "{\"id\":\"é\"}")));
    volatile Matches.Spending spending = new Matches.Spending.Counted();
    final List<Agreements.Act> acts = new CopyOnWriteArrayList<>();
    volatile Agreements.Supposed supposed = new Agreements.Supposed.Absent();
    volatile Future<Void> supposing = Future.succeededFuture();
    volatile Future<Void> searching = Future.succeededFuture();
    final List<Agreements.Suppose> suppositions = new CopyOnWriteArrayList<>();
    volatile List<Audit.Flow> flows = List.of();
    volatile Runnable whileAppending = () -> {};
    /** What the authority builds at a version. */
    volatile LongFunction<Bundle> policy = World::bundle;

    volatile UnaryOperator<Policy.SignedBundle> inTransit = bundle -> bundle;

    /** What becomes of the texts of a policy's parts on the way, by hash. */
    volatile UnaryOperator<Map<String, String>> partsInTransit = texts -> texts;

    private final Vertx vertx;
    private final Bus bus;
    private final Ed25519Keys authority;

    Answers(Vertx vertx, Bus bus, Ed25519Keys authority) {
        this.vertx = vertx;
        this.bus = bus;
        this.authority = authority;
    }

    Future<Void> begin() {
        return on(Policy.RENEW, this::renew)
                .compose(next -> on(Policy.FETCH, this::fetch))
                .compose(next -> on(Policy.PARTS, this::parts))
                .compose(next -> on(Agreements.ACT, act -> {
                    acts.add(act);
                    return Future.succeededFuture(acted);
                }))
                .compose(next -> on(Agreements.LOOK, question -> Future.succeededFuture(looked)))
                .compose(next -> on(Agreements.TERMS, question -> Future.succeededFuture(terms)))
                .compose(next -> on(Agreements.SUPPOSE, ask -> {
                    suppositions.add(ask);
                    return supposing.map(done -> supposed);
                }))
                .compose(next ->
                        on(Exchange.SUBSCRIBE, question -> Future.succeededFuture(new Exchange.Subscription(1, 0))))
                .compose(next ->
                        on(Exchange.READ, question -> Future.succeededFuture(new Exchange.Items(feed.apply(question)))))
                .compose(next ->
                        on(Exchange.GRANTS_OF, question -> Future.succeededFuture(new Exchange.Grants(List.of()))))
                .compose(next -> on(Audit.TRAFFIC, question -> Future.succeededFuture(new Audit.Traffic(flows))))
                .compose(next -> on(Records.FACTS, question -> Future.succeededFuture(facts(question))))
                .compose(next -> on(
                        Records.CURRENT_FACTS,
                        question -> factsReachable
                                ? Future.succeededFuture(currentFacts(question))
                                : Future.failedFuture("silent")))
                .compose(next -> on(Records.KINDS, question -> Future.succeededFuture(kinds(question))))
                .compose(next -> on(Records.GATHER, this::gather))
                .compose(next -> on(Records.GATHER_VERSIONS, this::versions))
                .compose(next -> on(Records.CLASSES, question -> Future.succeededFuture(classes(question.afterId()))))
                .compose(next -> on(Searching.SEARCH, question -> {
                    localTags.add(question.filter().localTag());
                    return searching.map(done -> search(question));
                }))
                .compose(next ->
                        on(Searching.PATTERNS, question -> Future.succeededFuture(new Searching.Patterns(List.of()))))
                .compose(next -> on(
                        Searching.COUNT,
                        question -> Future.succeededFuture(new Searching.Counted(List.of(), List.of()))))
                .compose(next ->
                        on(Exchange.GRANTED, question -> Future.succeededFuture(new Exchange.Granted(Set.of()))))
                .compose(next -> on(
                        Searches.FIND,
                        question -> Future.succeededFuture(
                                new Searches.Found(Optional.ofNullable(searches.get(question.id()))))))
                .compose(next -> on(Searches.SAVE, question -> {
                    Searches.Saved saved = new Searches.Saved(
                            "search-" + searches.size(), question.name(), question.query(), Instant.EPOCH);
                    searches.put(saved.id(), saved);
                    return Future.succeededFuture(new Searches.SaveOutcome.Stored(saved));
                }))
                .compose(next -> on(Matches.SPEND, question -> Future.succeededFuture(spending)))
                .compose(next -> on(Searching.LIKE, question -> Future.succeededFuture(like(question))))
                .compose(next -> on(Records.SUBMIT, this::submit))
                .compose(next ->
                        on(Records.TEAR_LINES, question -> Future.succeededFuture(tearLines(question.recordId()))))
                .compose(next -> on(
                        Records.DERIVATIVES,
                        question -> derivativesReachable
                                ? Future.succeededFuture(derivatives(question.recordId()))
                                : Future.failedFuture("silent")))
                .compose(
                        next -> on(Exchange.GRANTS, question -> Future.succeededFuture(new Exchange.Grants(List.of()))))
                .compose(next -> on(Records.SAME_CONTENT, this::compared))
                .compose(next -> on(
                        Records.SAME_CONTENTS,
                        question -> Future.succeededFuture(new Records.SameContents(question.submissions().stream()
                                .map(Records.SameContentOf::new)
                                .map(this::same)
                                .toList()))))
                .compose(next -> on(
                        Audit.RECEIVED,
                        question -> ledgerReachable
                                ? Future.succeededFuture(received(question))
                                : Future.failedFuture("silent")))
                .compose(next -> on(Audit.APPEND, this::append))
                .compose(next -> on(Attachments.OPEN, question -> Future.succeededFuture(new Done())))
                .compose(next -> on(Attachments.STORE, question -> {
                    pieces.put(question.id() + " " + question.ordinal(), question.bytes());
                    return Future.succeededFuture(new Done());
                }))
                .compose(next -> on(Attachments.ATTACH, this::attach))
                .compose(next -> on(Attachments.DISCARD, question -> {
                    discarded.add(question.id());
                    return Future.succeededFuture(new Done());
                }))
                .compose(next -> on(
                        Attachments.READ,
                        question -> whileReading
                                .apply(question.ordinal())
                                .map(read -> new Attachments.Piece(
                                        Optional.ofNullable(pieces.get(question.id() + " " + question.ordinal()))))))
                .compose(next -> on(Audit.NOTE, question -> {
                    notes.add(question);
                    return Future.succeededFuture(new Done());
                }));
    }

    private Future<Attachments.Attached> attach(Attachments.Attach question) {
        if (!attaching) {
            return Future.succeededFuture(new Attachments.Attached.Absent());
        }
        attached.add(question);
        return Future.succeededFuture(new Attachments.Attached.Stored(
                ((Content.Attachment) question.portion().content()).id(), false));
    }

    private <Q, A> Future<Void> on(Address<Q, A> address, Function<Q, Future<A>> answer) {
        return bus.answer(address, question -> {
            boolean policy = address.name().startsWith("policy");
            if (!policy) {
                asked.add(address.name());
            }
            return answer.apply(question);
        });
    }

    private Future<Policy.Lease> renew(Policy.Renew renew) {
        return policyReachable
                ? Future.succeededFuture(new Policy.Lease(policyVersion, leaseMillis))
                : Future.failedFuture("silent");
    }

    private Future<Policy.SignedBundle> fetch(Policy.Fetch fetch) {
        return Future.succeededFuture(inTransit.apply(signed(policy.apply(fetch.version()), authority)));
    }

    private Future<Policy.PartTexts> parts(Policy.Parts asked) {
        Map<String, String> texts = new HashMap<>();
        for (long version = 1; version <= policyVersion; version++) {
            texts.putAll(written(policy.apply(version)).texts());
        }
        texts.keySet().retainAll(asked.hashes());
        return Future.succeededFuture(new Policy.PartTexts(partsInTransit.apply(texts)));
    }

    static PartsWriter.Written written(Bundle bundle) {
        return new PartsWriter<>(Chunk.class).write(bundle.version(), bundle.issuedAt(), Chunks.of(bundle));
    }

    /** A bundle, signed by whoever has these keys. */
    static Policy.SignedBundle signed(Bundle bundle, Ed25519Keys keys) {
        long version = bundle.version();
        String payload = written(bundle).payload();
        return new Policy.SignedBundle(
                version, payload, keys.keyId(), keys.sign(payload.getBytes(StandardCharsets.UTF_8)));
    }

    private Future<Records.Gathered> gather(Records.Gather gather) {
        if (!recordsReachable) {
            return Future.failedFuture("silent");
        }
        Records.Gathered gathered = Optional.ofNullable(records.get(gather.recordId()))
                .<Records.Gathered>map(Records.Gathered.Found::new)
                .orElseGet(Records.Gathered.Absent::new);
        onceGathered.run();
        return gathering.map(done -> gathered);
    }

    private Future<Records.Versions> versions(Records.GatherVersions question) {
        List<StoredRecord> versions = new ArrayList<>(earlier.getOrDefault(question.recordId(), List.of()));
        Optional.ofNullable(records.get(question.recordId())).ifPresent(versions::add);
        return Future.succeededFuture(new Records.Versions(remaining.apply(versions)));
    }

    private Records.Classes classes(int after) {
        List<Records.LabelClass> classes = new ArrayList<>();
        int id = 0;
        for (StoredRecord record : records.values()) {
            for (PortionFacts portion : record.facts().portions()) {
                id++;
                if (id > after) {
                    classes.add(new Records.LabelClass(id, LabelClasses.classFacts(record.facts(), portion), portion));
                }
            }
        }
        return new Records.Classes(classes);
    }

    private Records.Facts facts(Records.FactsOf question) {
        return new Records.Facts(question.versions().stream()
                .flatMap(version -> Optional.ofNullable(records.get(version.recordId())).stream())
                .map(StoredRecord::facts)
                .toList());
    }

    private Records.Facts currentFacts(Records.CurrentFactsOf question) {
        return new Records.Facts(question.recordIds().stream()
                .flatMap(id -> Optional.ofNullable(records.get(id)).stream())
                .map(StoredRecord::facts)
                .toList());
    }

    /** Each record is of its own kind. */
    private Records.Kinds kinds(Records.KindsOf question) {
        List<RecordKind> kinds = new ArrayList<>();
        int id = 0;
        for (StoredRecord record : records.values()) {
            List<Integer> classes = new ArrayList<>();
            for (int i = 0; i < record.facts().portions().size(); i++) {
                classes.add(++id);
            }
            if (record.facts().releaser().equals(question.releaser())
                    && question.classes().containsAll(classes)) {
                kinds.add(new RecordKind(
                        record.facts(), classes, 1, List.of(record.facts().recordId())));
            }
        }
        return new Records.Kinds(kinds, Optional.empty());
    }

    private Searching.Page search(Searching.Search search) {
        List<Searching.Hit> hits = new ArrayList<>();
        long position = 1000;
        for (StoredRecord record : new TreeMap<>(records).values()) {
            position--;
            long place = position;
            if (search.after().map(after -> place < after.position()).orElse(true)) {
                hits.add(new Searching.Hit(record, new Searching.Place(place, 0), Set.of("2"), Set.of(), false));
            }
        }
        return new Searching.Page(hits.stream().limit(search.limit()).toList(), hits.size() > search.limit());
    }

    private Future<Records.SubmitOutcome> submit(Records.Submit submit) {
        submitted.add(submit);
        return Future.succeededFuture(new Records.SubmitOutcome.Stored("new", 1, false));
    }

    private Records.TearLines tearLines(String recordId) {
        return new Records.TearLines(
                Optional.ofNullable(tearLines.get(recordId)),
                tearLines.entrySet().stream()
                        .filter(one -> one.getValue().equals(recordId))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    private Future<Records.SameContent> compared(Records.SameContentOf question) {
        Promise<Records.SameContent> compared = Promise.promise();
        vertx.setTimer(1 + comparingMillis, timer -> compared.complete(same(question)));
        return compared.future();
    }

    private Records.SameContent same(Records.SameContentOf question) {
        List<StoredRecord> found = Stream.concat(
                        earlier.values().stream().flatMap(List::stream), records.values().stream())
                .filter(record -> record.contents().values().stream()
                        .map(Fingerprint::ofEveryForm)
                        .anyMatch(stored -> !Collections.disjoint(stored, question.fingerprints())))
                .toList();
        Map<String, Integer> newest = new HashMap<>();
        for (StoredRecord record : found) {
            String id = record.facts().recordId();
            newest.put(
                    id,
                    Optional.ofNullable(records.get(id)).orElse(record).facts().version());
        }
        return new Records.SameContent(found, newest);
    }

    private Searching.Like like(Searching.LikeOf question) {
        return new Searching.Like(
                records.values().stream()
                        .filter(record -> record.contents().values().stream()
                                .anyMatch(content -> content instanceof Content.Text text
                                        && !Collections.disjoint(Sketch.of(text.text()), question.sketch())))
                        .toList(),
                Optional.empty());
    }

    private Records.Derivatives derivatives(String recordId) {
        Set<String> derived = new TreeSet<>(Set.of(recordId));
        boolean grown = true;
        while (grown) {
            grown = derived.addAll(records.values().stream()
                    .filter(record -> !Collections.disjoint(record.derivedFrom(), derived))
                    .map(record -> record.facts().recordId())
                    .toList());
        }
        List<StoredRecord> found = new TreeMap<>(records)
                .values().stream()
                        .filter(record -> derived.contains(record.facts().recordId())
                                && !record.facts().recordId().equals(recordId))
                        .toList();
        return new Records.Derivatives(
                found.stream()
                        .collect(Collectors.groupingBy(
                                record -> record.facts().releaser(),
                                Collectors.mapping(record -> record.facts().recordId(), Collectors.toList()))),
                found.stream()
                        .collect(Collectors.toMap(
                                record -> record.facts().recordId(),
                                record -> record.derivedFrom().stream()
                                        .filter(derived::contains)
                                        .toList())));
    }

    private Audit.Received received(Audit.ReceivedOf question) {
        return new Audit.Received(leaves.stream()
                .filter(leaf -> leaf.recipient().equals(question.party()))
                .flatMap(leaf -> leaf.items().stream())
                .filter(item -> question.recordIds().contains(item.recordId()) && !item.notice())
                .map(item -> new Audit.Holding(item.recordId(), item.version(), Optional.of(item.portions())))
                .distinct()
                .toList());
    }

    private Future<Audit.AppendOutcome> append(Audit.Append append) {
        whileAppending.run();
        if (!auditReachable) {
            return Future.failedFuture("silent");
        }
        if (append.policyVersion() < barrier) {
            return Future.succeededFuture(new Audit.AppendOutcome.PolicyMoved(barrier));
        }
        leaves.add(append);
        return Future.succeededFuture(
                new Audit.AppendOutcome.Appended(append.disclosureId(), Instant.now(), "00".repeat(32)));
    }
}
