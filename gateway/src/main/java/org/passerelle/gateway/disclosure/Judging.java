package org.passerelle.gateway.disclosure;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.policy.CompiledBundles;
import org.passerelle.platform.bus.Bus;

/** Decides gathered records and builds the caller's views of them. */
public final class Judging {
    private final Bus bus;
    private final Clock clock;
    private final CompiledBundles compiled;

    public Judging(Bus bus, Clock clock, CompiledBundles compiled) {
        this.bus = bus;
        this.clock = clock;
        this.compiled = compiled;
    }

    /** The bundles that are judged under, compiled. */
    public CompiledBundles compiled() {
        return compiled;
    }

    /** The request gates; fails with the refusal that the caller may learn. */
    public Future<Void> stand(LeasedBundle leased, Caller caller, Ask ask) {
        return Decide.standing(leased, ask.by(caller), clock.instant())
                .map(refused -> Future.<Void>failedFuture(new Refusal(Problem.refused(refused.code()))))
                .orElseGet(Future::succeededFuture);
    }

    /**
     * Decides each record for the caller.
     *
     * @param asked ids that the caller named; grants are looked up for them whether they exist or not
     */
    public Future<List<Judgement>> judge(
            LeasedBundle leased, Caller caller, Ask ask, List<String> asked, List<StoredRecord> records) {
        return bus.ask(Exchange.GRANTS, new Exchange.GrantsFor(asked, caller.party()))
                .map(grants -> records.stream()
                        .map(record -> judge(leased, caller, ask, withGrants(record, grants.grants()), clock.instant()))
                        .toList());
    }

    /**
     * Those of the records that the caller may read for some purpose of theirs, judged for the first such one; for flows in which no
     * purpose is stated and nothing of the content leaves.
     */
    public Future<List<Judgement>> readable(
            LeasedBundle leased,
            Caller caller,
            List<String> asked,
            List<StoredRecord> records,
            List<String> preferred) {
        return readings(leased, caller, asked, records, preferred)
                .map(readings -> readings.stream()
                        .flatMap(reading -> reading.stream().limit(1))
                        .toList());
    }

    /** Those of the records that the caller may read, each judged for every purpose of theirs for which anything of it is visible. */
    public Future<List<List<Judgement>>> readings(
            LeasedBundle leased,
            Caller caller,
            List<String> asked,
            List<StoredRecord> records,
            List<String> preferred) {
        return readings(leased, caller, asked, List.of(new Candidates(records, preferred)))
                .map(List::getFirst);
    }

    /** @param preferred purposes that are tried first */
    public record Candidates(List<StoredRecord> records, List<String> preferred) {}

    /** The same for each of several, with one question for all. */
    public Future<List<List<List<Judgement>>>> readings(
            LeasedBundle leased, Caller caller, List<String> asked, List<Candidates> candidates) {
        return bus.ask(Exchange.GRANTS, new Exchange.GrantsFor(asked, caller.party()))
                .map(grants -> {
                    Instant at = clock.instant();
                    // What cannot be read because the policy ran out is not unreadable; told whether there are records
                    // or
                    // not.
                    if (!leased.inForce(at)) {
                        throw new Refusal(Problem.stalePolicy());
                    }
                    return candidates.stream()
                            .map(some -> some.records().stream()
                                    .map(record -> withGrants(record, grants.grants()))
                                    .map(record -> readings(leased, caller, record, some.preferred(), at))
                                    .filter(readings -> !readings.isEmpty())
                                    .toList())
                            .toList();
                });
    }

    private List<Judgement> readings(
            LeasedBundle leased, Caller caller, StoredRecord record, List<String> preferred, Instant at) {
        return purposes(caller, preferred)
                .map(purpose -> new Ask(Action.READ, purpose))
                .filter(ask -> Decide.standing(leased, ask.by(caller), at).isEmpty())
                .map(ask -> judge(leased, caller, ask, record, at))
                .filter(Judgement::visible)
                .toList();
    }

    private static Stream<String> purposes(Caller caller, List<String> preferred) {
        return Stream.concat(
                        preferred.stream()
                                .filter(caller.account().purposes()::contains)
                                .sorted(),
                        caller.account().purposes().stream().sorted())
                .distinct();
    }

    private Judgement judge(LeasedBundle leased, Caller caller, Ask ask, StoredRecord record, Instant at) {
        return switch (compiled.of(leased.bundle()).decide(leased, ask.by(caller), record.facts(), at)) {
            case Decision.Refused refused -> throw new Refusal(Problem.refused(refused.code()));
            case Decision.Judged judged -> Judgement.of(leased.bundle(), caller.party(), record, judged, at);
        };
    }

    /** The record with those of the grants that are about it. */
    public static StoredRecord withGrants(StoredRecord record, List<Grant> grants) {
        RecordFacts facts = record.facts();
        List<Grant> own = grants.stream()
                .filter(grant -> grant.recordId().equals(facts.recordId()))
                .toList();
        return new StoredRecord(
                new RecordFacts(
                        facts.recordId(),
                        facts.version(),
                        facts.type(),
                        facts.releaser(),
                        facts.submitter(),
                        facts.state(),
                        facts.createdAt(),
                        facts.eventTime(),
                        facts.validUntil(),
                        facts.areas(),
                        facts.tags(),
                        facts.portions(),
                        own),
                record.contents(),
                record.versionAt(),
                record.derivedFrom(),
                record.sources());
    }
}
