package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.Known;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.platform.bus.Bus;

/**
 * What a submitter's party knows of content that is the same as the submitted. Hidden content is gathered with the rest and comes no
 * further: the questions are the same whether there is any.
 */
final class KnownContent {
    /** Contents in one question; of each, hundreds of records may come. */
    private static final int MOST_TOGETHER = 10;

    private final Bus bus;
    private final Judging judging;

    KnownContent(Bus bus, Judging judging) {
        this.bus = bus;
        this.judging = judging;
    }

    /**
     * What is submitted.
     *
     * @param preferred purposes that are tried first
     */
    record Submitted(Collection<Content> contents, List<String> preferred) {
        Set<Fingerprint> sought() {
            Set<Fingerprint> sought = new HashSet<>();
            contents.forEach(content -> sought.addAll(Fingerprint.of(content)));
            return sought;
        }
    }

    /** Portions that the caller may read for any purpose, that their party received, or that it submitted. */
    Future<List<Known>> of(LeasedBundle leased, Caller caller, Submitted submitted) {
        return bus.ask(Records.SAME_CONTENT, new Records.SameContentOf(submitted.sought()))
                .compose(same -> known(leased, caller, List.of(submitted), List.of(same)))
                .map(List::getFirst);
    }

    /**
     * The same for each of many, with as many questions whatever is known of them. Each content is asked for once, however many have it: rows
     * of a table repeat their titles, and what equals them would come once for each.
     */
    Future<List<List<Known>>> ofEach(LeasedBundle leased, Caller caller, List<Submitted> submitted) {
        List<Set<Fingerprint>> sought =
                submitted.stream().map(Submitted::sought).toList();
        List<Fingerprint> distinct =
                sought.stream().flatMap(Set::stream).distinct().toList();
        return same(distinct)
                .compose(found -> known(
                        leased,
                        caller,
                        submitted,
                        sought.stream().map(prints -> together(prints, found)).toList()));
    }

    private Future<Map<Fingerprint, List<StoredRecord>>> same(List<Fingerprint> sought) {
        Future<Map<Fingerprint, List<StoredRecord>>> all = Future.succeededFuture(new HashMap<>());
        for (int from = 0; from < sought.size(); from += MOST_TOGETHER) {
            List<Fingerprint> some = sought.subList(from, Math.min(sought.size(), from + MOST_TOGETHER));
            Records.SameContentsOf question =
                    new Records.SameContentsOf(some.stream().map(Set::of).toList());
            all = all.compose(before -> bus.ask(Records.SAME_CONTENTS, question).map(same -> {
                for (int index = 0; index < some.size(); index++) {
                    before.put(some.get(index), same.each().get(index).records());
                }
                return before;
            }));
        }
        return all;
    }

    /** What equals any of these, each version once. */
    private static Records.SameContent together(Set<Fingerprint> sought, Map<Fingerprint, List<StoredRecord>> found) {
        Map<String, StoredRecord> records = new LinkedHashMap<>();
        sought.stream()
                .flatMap(print -> found.getOrDefault(print, List.of()).stream())
                .sorted(Comparator.comparing(
                                (StoredRecord record) -> record.facts().createdAt())
                        .thenComparing(record -> record.facts().recordId())
                        .thenComparingInt(record -> record.facts().version()))
                .forEach(record -> records.put(
                        record.facts().recordId() + " " + record.facts().version(), record));
        return new Records.SameContent(List.copyOf(records.values()));
    }

    private Future<List<List<Known>>> known(
            LeasedBundle leased, Caller caller, List<Submitted> submitted, List<Records.SameContent> same) {
        List<String> ids = same.stream()
                .flatMap(each -> each.records().stream())
                .map(record -> record.facts().recordId())
                .distinct()
                .toList();
        Future<Audit.Received> received = bus.ask(Audit.RECEIVED, new Audit.ReceivedOf(caller.party(), ids));
        List<Judging.Candidates> candidates = new ArrayList<>();
        for (int index = 0; index < submitted.size(); index++) {
            // Of its own records a party knows what it submitted: how they would be read is not asked.
            List<StoredRecord> foreign = same.get(index).records().stream()
                    .filter(record -> !record.facts().releaser().equals(caller.party()))
                    .toList();
            candidates.add(new Judging.Candidates(foreign, submitted.get(index).preferred()));
        }
        return judging.readings(leased, caller, ids, candidates)
                .compose(readings -> received.map(ledger -> {
                    List<List<Known>> known = new ArrayList<>();
                    for (int index = 0; index < submitted.size(); index++) {
                        known.add(known(
                                caller,
                                submitted.get(index).sought(),
                                same.get(index).records(),
                                readings.get(index),
                                ledger));
                    }
                    return known;
                }));
    }

    private static List<Known> known(
            Caller caller,
            Set<Fingerprint> sought,
            List<StoredRecord> records,
            List<List<Judgement>> readings,
            Audit.Received ledger) {
        return Stream.of(
                        records.stream().flatMap(record -> submitted(record, caller.party(), sought)),
                        readings.stream().flatMap(reading -> readable(reading, sought)),
                        received(records, ledger, sought))
                .flatMap(known -> known)
                .filter(known ->
                        !known.record().releaser().equals(caller.party()) || known.way() instanceof Known.Way.Submitted)
                .toList();
    }

    private static Stream<Known> submitted(StoredRecord record, String party, Set<Fingerprint> sought) {
        return record.facts().releaser().equals(party)
                ? record.facts().portions().stream()
                        .flatMap(portion -> known(
                                record,
                                portion,
                                Optional.ofNullable(record.contents().get(portion.id())),
                                new Known.Way.Submitted(),
                                sought))
                : Stream.empty();
    }

    /** Each portion for the first purpose for which the view shows this content. */
    private static Stream<Known> readable(List<Judgement> readings, Set<Fingerprint> sought) {
        return readings.getFirst().record().facts().portions().stream()
                .flatMap(portion -> readings.stream()
                        .flatMap(reading -> readable(reading, portion, sought))
                        .limit(1));
    }

    private static Stream<Known> readable(Judgement reading, PortionFacts portion, Set<Fingerprint> sought) {
        Optional<Content> left = reading.view().flatMap(view -> view.left(portion));
        return reading.decision().portions().stream()
                .filter(permit -> permit.portionId().equals(portion.id()) && permit.verdict() == Verdict.PERMIT)
                .flatMap(permit -> known(reading.record(), portion, left, new Known.Way.MayRead(permit), sought));
    }

    private static Stream<Known> received(List<StoredRecord> records, Audit.Received ledger, Set<Fingerprint> sought) {
        return ledger.holdings().stream()
                .flatMap(holding -> records.stream()
                        .filter(record -> record.facts().recordId().equals(holding.recordId()))
                        .flatMap(record -> record.facts().portions().stream()
                                // It may stand unchanged in a later version than the one that was received.
                                .filter(portion -> record.facts().unchangedSince(holding.version(), portion))
                                .flatMap(portion -> received(record, portion, holding, sought))));
    }

    private static Stream<Known> received(
            StoredRecord record, PortionFacts portion, Audit.Holding holding, Set<Fingerprint> sought) {
        Optional<Content> stored = Optional.ofNullable(record.contents().get(portion.id()));
        if (holding.portions().isEmpty()) {
            Known.Way onNoTerms = new Known.Way.Received("", Audience.nobody());
            return known(record, portion, stored, onNoTerms, sought);
        }
        return holding.portions().get().stream()
                .filter(left -> left.id().equals(portion.id()))
                .flatMap(left -> known(
                        record,
                        portion,
                        stored.map(left::left),
                        new Known.Way.Received(left.clause(), left.onward()),
                        sought));
    }

    private static Stream<Known> known(
            StoredRecord record,
            PortionFacts portion,
            Optional<Content> content,
            Known.Way way,
            Set<Fingerprint> sought) {
        return content
                .map(Fingerprint::of)
                .filter(fingerprints -> !Collections.disjoint(fingerprints, sought))
                .map(fingerprints -> new Known(record.facts(), portion, fingerprints, record.derivedFrom(), way))
                .stream();
    }
}
