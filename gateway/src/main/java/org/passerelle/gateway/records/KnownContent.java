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

    /** Bytes of found contents that are held before they are judged. */
    private static final int MOST_HELD = 4_000_000;

    /** What a version takes beside its texts. */
    private static final int EACH = 2_000;

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

    /**
     * Portions that the caller may read for any purpose, that their party received, or that it submitted. What others said in an earlier version
     * is read by nobody any more: it is known to whoever received it.
     */
    Future<List<Known>> of(LeasedBundle leased, Caller caller, Submitted submitted) {
        return from(Optional.empty(), leased, caller, submitted);
    }

    private Future<List<Known>> from(
            Optional<Records.TwinPlace> after, LeasedBundle leased, Caller caller, Submitted submitted) {
        return bus.ask(Records.SAME_CONTENT, new Records.SameContentOf(submitted.sought(), after))
                .compose(same -> known(leased, caller, List.of(submitted), List.of(same.records()), same.newest())
                        .compose(known -> same.next().isEmpty()
                                ? Future.succeededFuture(known.getFirst())
                                : from(same.next(), leased, caller, submitted)
                                        .map(later -> Stream.concat(known.getFirst().stream(), later.stream())
                                                .toList())));
    }

    /**
     * The same for each of many, with as many questions whatever is known of them. Each content is asked for once, however many have it: rows
     * of a table repeat their titles, and what equals them would come once for each.
     */
    Future<List<List<Known>>> ofEach(LeasedBundle leased, Caller caller, List<Submitted> submitted) {
        Asking asking = new Asking(leased, caller, submitted);
        Future<Void> all = Future.succeededFuture();
        for (List<Fingerprint> some : asking.questions()) {
            all = all.compose(before -> asking.ask(some, Optional.empty()));
        }
        return all.compose(asked -> asking.judge()).map(judged -> asking.known());
    }

    /** Many submissions, while it is asked what equals them: what was found is judged, and forgotten, whenever it has become much. */
    private final class Asking {
        private final LeasedBundle leased;
        private final Caller caller;
        private final List<Submitted> submitted;
        private final List<Set<Fingerprint>> sought;
        private final Map<Fingerprint, List<StoredRecord>> found = new HashMap<>();
        private final Map<String, Integer> newest = new HashMap<>();
        private final List<List<Known>> known = new ArrayList<>();
        private int judgings;
        private long held;

        Asking(LeasedBundle leased, Caller caller, List<Submitted> submitted) {
            this.leased = leased;
            this.caller = caller;
            this.submitted = submitted;
            this.sought = submitted.stream().map(Submitted::sought).toList();
            submitted.forEach(each -> known.add(new ArrayList<>()));
        }

        List<List<Fingerprint>> questions() {
            List<Fingerprint> distinct =
                    sought.stream().flatMap(Set::stream).distinct().toList();
            List<List<Fingerprint>> questions = new ArrayList<>();
            for (int from = 0; from < distinct.size(); from += MOST_TOGETHER) {
                questions.add(distinct.subList(from, Math.min(distinct.size(), from + MOST_TOGETHER)));
            }
            return questions;
        }

        Future<Void> ask(List<Fingerprint> some, Optional<Records.TwinPlace> after) {
            Records.SameContentsOf question =
                    new Records.SameContentsOf(some.stream().map(Set::of).toList(), after);
            return bus.ask(Records.SAME_CONTENTS, question).compose(same -> {
                for (int index = 0; index < some.size(); index++) {
                    hold(some.get(index), same.each().get(index));
                }
                Future<Void> room = held > MOST_HELD ? judge() : Future.succeededFuture();
                return same.next().isEmpty() ? room : room.compose(on -> ask(some, same.next()));
            });
        }

        private void hold(Fingerprint print, Records.SameContent same) {
            found.computeIfAbsent(print, first -> new ArrayList<>()).addAll(same.records());
            same.newest().forEach((id, version) -> newest.merge(id, version, Math::max));
            for (StoredRecord record : same.records()) {
                held += EACH;
                for (Content content : record.contents().values()) {
                    held += content instanceof Content.Text text ? text.text().length() : EACH;
                }
            }
        }

        Future<Void> judge() {
            List<List<StoredRecord>> same =
                    sought.stream().map(prints -> together(prints, found)).toList();
            Map<String, Integer> present = Map.copyOf(newest);
            found.clear();
            newest.clear();
            held = 0;
            judgings++;
            return KnownContent.this
                    .known(leased, caller, submitted, same, present)
                    .map(more -> {
                        for (int index = 0; index < more.size(); index++) {
                            known.get(index).addAll(more.get(index));
                        }
                        return null;
                    });
        }

        /** What was found for several contents, and judged with each, is known once. */
        List<List<Known>> known() {
            return judgings == 1
                    ? known
                    : known.stream()
                            .map(each -> each.stream().distinct().toList())
                            .toList();
        }
    }

    /** What equals any of these, each version once. */
    private static List<StoredRecord> together(Set<Fingerprint> sought, Map<Fingerprint, List<StoredRecord>> found) {
        Map<String, StoredRecord> records = new LinkedHashMap<>();
        sought.stream()
                .flatMap(print -> found.getOrDefault(print, List.of()).stream())
                .sorted(Comparator.comparing(
                                (StoredRecord record) -> record.facts().createdAt())
                        .thenComparing(record -> record.facts().recordId())
                        .thenComparingInt(record -> record.facts().version()))
                .forEach(record -> records.merge(
                        record.facts().recordId() + " " + record.facts().version(), record, KnownContent::joined));
        return List.copyOf(records.values());
    }

    /** A version as it was found twice, each time with the texts that were looked for. */
    private static StoredRecord joined(StoredRecord one, StoredRecord other) {
        Map<String, Content> contents = new HashMap<>(one.contents());
        other.contents()
                .forEach((id, content) -> contents.merge(
                        id, content, (first, second) -> first.equals(Records.SameContent.OTHER) ? second : first));
        return new StoredRecord(one.facts(), contents, one.versionAt(), one.derivedFrom(), one.sources());
    }

    private Future<List<List<Known>>> known(
            LeasedBundle leased,
            Caller caller,
            List<Submitted> submitted,
            List<List<StoredRecord>> same,
            Map<String, Integer> newest) {
        List<String> ids = same.stream()
                .flatMap(List::stream)
                .map(record -> record.facts().recordId())
                .distinct()
                .toList();
        Future<Audit.Received> received = bus.ask(Audit.RECEIVED, new Audit.ReceivedOf(caller.party(), ids));
        List<Judging.Candidates> candidates = new ArrayList<>();
        for (int index = 0; index < submitted.size(); index++) {
            // Of its own records a party knows what it submitted: how they would be read is not asked.
            List<StoredRecord> foreign = same.get(index).stream()
                    .filter(record -> !record.facts().releaser().equals(caller.party()) && present(record, newest))
                    .toList();
            candidates.add(new Judging.Candidates(foreign, submitted.get(index).preferred()));
        }
        return judging.readings(leased, caller, ids, candidates)
                .compose(readings -> received.map(ledger -> {
                    List<List<Known>> known = new ArrayList<>();
                    for (int index = 0; index < submitted.size(); index++) {
                        known.add(known(
                                caller, submitted.get(index).sought(), same.get(index), readings.get(index), ledger));
                    }
                    return known;
                }));
    }

    // By its own label an earlier version would be readable where the present one is not.
    private static boolean present(StoredRecord record, Map<String, Integer> newest) {
        return record.facts().version() == newest.getOrDefault(record.facts().recordId(), 0);
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
