package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Looks up records by id; what the caller may not see and what does not exist are the same questions and the same answer. */
public final class Custody {
    /** Records that are asked about in one question. */
    private static final int TOGETHER = 50;

    private final Bus bus;
    private final Judging judging;

    public Custody(Bus bus, Judging judging) {
        this.bus = bus;
        this.judging = judging;
    }

    /** The current version, or none. */
    public Future<List<StoredRecord>> gather(String recordId) {
        return bus.ask(Records.GATHER, new Records.Gather(recordId, Optional.empty()))
                .map(gathered -> switch (gathered) {
                    case Records.Gathered.Found(StoredRecord record) -> List.of(record);
                    case Records.Gathered.Absent absent -> List.of();
                });
    }

    /** The current version, decided. */
    public Future<List<Judgement>> judged(LeasedBundle leased, Caller caller, Ask ask, String recordId) {
        return gather(recordId).compose(records -> judging.judge(leased, caller, ask, List.of(recordId), records));
    }

    /**
     * The current version as the caller may read it for any of their purposes, where no purpose is stated; empty when for none.
     *
     * @param preferred purposes that are tried first
     */
    public Future<Optional<Judgement>> readable(
            LeasedBundle leased, Caller caller, String recordId, List<String> preferred) {
        return gather(recordId)
                .compose(records -> judging.readable(leased, caller, List.of(recordId), records, preferred))
                .map(judged -> judged.stream().findFirst());
    }

    /** The current version, judged for each purpose for which the caller may read any of it; as many questions whether there is one. */
    public Future<List<Judgement>> readings(LeasedBundle leased, Caller caller, String recordId) {
        return gather(recordId)
                .compose(records -> judging.readings(leased, caller, List.of(recordId), records, List.of()))
                .map(readings -> readings.stream().flatMap(List::stream).toList());
    }

    /** The current version of a record that the caller's party released and the caller may read. */
    public Future<Optional<Judgement>> own(LeasedBundle leased, Caller caller, String recordId) {
        return readable(leased, caller, recordId, List.of())
                .map(found -> found.filter(
                        judgement -> judgement.record().facts().releaser().equals(caller.party())));
    }

    /** The same; fails with a {@link Refusal} as of a record that is not there. */
    Future<Judgement> required(LeasedBundle leased, Caller caller, String recordId) {
        return own(leased, caller, recordId).map(own -> own.orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)));
    }

    /**
     * That it is such a record, found without its content: what cannot be opened can still be taken back. Fails as {@link #required} does.
     */
    Future<Void> requireOwn(LeasedBundle leased, Caller caller, String recordId) {
        return own(leased, caller, List.of(recordId)).map(own -> {
            if (own.isEmpty()) {
                throw new Refusal(Problem.Kind.NOT_FOUND);
            }
            return null;
        });
    }

    /**
     * Those of the records that the caller's party released and the caller may read, in their order. They may be many, and their content is of
     * no matter here: it is not opened.
     */
    public Future<List<String>> own(LeasedBundle leased, Caller caller, List<String> recordIds) {
        return readableFacts(leased, caller, recordIds)
                .map(readable -> readable.stream()
                        .filter(facts -> facts.releaser().equals(caller.party()))
                        .map(RecordFacts::recordId)
                        .toList());
    }

    /** The same of whichever party. */
    Future<List<String>> readable(LeasedBundle leased, Caller caller, List<String> recordIds) {
        return readableFacts(leased, caller, recordIds)
                .map(readable -> readable.stream().map(RecordFacts::recordId).toList());
    }

    private Future<List<RecordFacts>> readableFacts(LeasedBundle leased, Caller caller, List<String> recordIds) {
        return inParts(
                recordIds,
                some -> unopened(some)
                        .compose(records -> judging.readable(leased, caller, some, records, List.of()))
                        .map(judged -> ordered(some, judged).stream()
                                .map(judgement -> judgement.record().facts())
                                .toList()));
    }

    /**
     * The current versions of those of the records that there are, decided, in their order. No content is opened: for flows in which none leaves.
     */
    Future<List<Judgement>> judgedUnopened(LeasedBundle leased, Caller caller, Ask ask, List<String> recordIds) {
        return inParts(
                recordIds,
                some -> unopened(some)
                        .compose(records -> judging.judge(leased, caller, ask, some, records))
                        .map(judged -> ordered(some, judged)));
    }

    private static <T> Future<List<T>> inParts(List<String> recordIds, Function<List<String>, Future<List<T>>> part) {
        Future<List<T>> all = Future.succeededFuture(new ArrayList<>());
        for (int from = 0; from < recordIds.size(); from += TOGETHER) {
            List<String> some = recordIds.subList(from, Math.min(from + TOGETHER, recordIds.size()));
            all = all.compose(before -> part.apply(some).map(more -> {
                before.addAll(more);
                return before;
            }));
        }
        return all;
    }

    private Future<List<StoredRecord>> unopened(List<String> recordIds) {
        return bus.ask(Records.CURRENT_FACTS, new Records.CurrentFactsOf(recordIds))
                .map(found -> found.facts().stream().map(StoredRecord::unopened).toList());
    }

    private static List<Judgement> ordered(List<String> recordIds, List<Judgement> judged) {
        Map<String, Judgement> found = judged.stream()
                .collect(Collectors.toMap(
                        one -> one.record().facts().recordId(), Function.identity(), (one, same) -> one));
        return recordIds.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    /** For which the caller may ask at all, in order. */
    public static List<String> purposes(LeasedBundle leased, Caller caller, Instant at) {
        return caller.account().purposes().stream()
                .filter(purpose ->
                        Decide.standing(leased, read(purpose).by(caller), at).isEmpty())
                .sorted()
                .toList();
    }

    static Ask read(String purpose) {
        return new Ask(Action.READ, purpose);
    }
}
