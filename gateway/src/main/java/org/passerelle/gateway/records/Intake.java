package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Admission;
import org.passerelle.core.decision.Admit;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Loosening;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.interchange.ForeignTags;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.platform.bus.Bus;

/** Takes a submission in: parsed, its sources looked up, admitted. Nothing of a refused one is kept but its case. */
public final class Intake {
    static final String ABOVE_CEILING =
            "the marking is above what this platform hosts for the party; the content was discarded";

    private final Bus bus;
    private final Clock clock;
    private final Citations citations;
    private final TearLines tearLines;
    private final SourceTelling sources;

    Intake(Bus bus, Clock clock, Citations citations, TearLines tearLines, SourceTelling sources) {
        this.bus = bus;
        this.clock = clock;
        this.citations = citations;
        this.tearLines = tearLines;
        this.sources = sources;
    }

    /** One of its own, for whoever does not store what is taken. */
    public static Intake over(Bus bus, Clock clock, Judging judging, SourceTelling sources) {
        Custody custody = new Custody(bus, judging);
        return new Intake(
                bus,
                clock,
                new Citations(custody, new KnownContent(bus, judging)),
                new TearLines(bus, custody),
                sources);
    }

    /** What may be stored, with its overall label; {@code resolved} in the order of its portions. */
    public record Taken(Records.Submit submit, Label overall, List<Citations.Resolved> resolved) {

        private Taken asTearLineOf(Optional<String> source) {
            return new Taken(submit.asTearLineOf(source), overall, resolved);
        }

        /** What stands in its portions, in their order. */
        public List<Content> contents() {
            return submit.portions().stream().map(NewPortion::content).toList();
        }

        /** Ids of records of which its submitter need not be told that they are similar: itself, and of what it is the tear-line. */
        public Set<String> known(String itself) {
            return Stream.concat(Stream.of(itself), submit.tearLineOf().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** The overall label in the words of the submitter's party; fails with a {@link Refusal} where it has none. */
        public Map<String, Object> label(Bundle bundle, String party) {
            return StoredJson.label(bundle, party, overall);
        }

        /** What a submitter is told of it, but for the id that it gets. */
        public Map<String, Object> told(Map<String, Object> label, ToldSources sources) {
            return StoredJson.of(label, resolved, sources);
        }
    }

    /** The same as if it came to be stored. */
    public Future<Taken> preview(LeasedBundle leased, Caller caller, String body) {
        return take(leased, caller, body, Optional.empty());
    }

    /** Fails with a {@link Refusal} that names every fault, or the rejection case. */
    Future<Taken> take(LeasedBundle leased, Caller caller, String body, Optional<String> idempotencyKey) {
        return take(leased, caller, body, idempotencyKey, TearLines.Before.NOTHING);
    }

    /** The same for what replaces a version. */
    Future<Taken> take(
            LeasedBundle leased, Caller caller, String body, Optional<String> idempotencyKey, TearLines.Before before) {
        SubmissionParser parser = new SubmissionParser(leased.bundle(), caller.party(), clock.instant());
        return switch (parser.parse(body)) {
            case Parsed.Refused(List<LocatedFault> faults) -> Future.failedFuture(refusal(faults));
            case Parsed.Accepted accepted ->
                tearLines
                        .of(leased, caller, accepted.draft().tearLine(), before)
                        .compose(relation -> cited(leased, caller, accepted, relation, before)
                                .compose(resolved ->
                                        admitted(leased, caller, accepted.draft(), resolved, idempotencyKey))
                                .map(taken -> taken.asTearLineOf(relation.source())));
        };
    }

    private static Refusal refusal(List<LocatedFault> faults) {
        boolean unreadable = faults.stream().anyMatch(fault -> fault.fault().code() == Fault.Code.NOT_JSON);
        return new Refusal(Problem.faulty(unreadable ? Problem.Kind.MALFORMED : Problem.Kind.INVALID, faults));
    }

    private Future<List<Citations.Resolved>> cited(
            LeasedBundle leased,
            Caller caller,
            Parsed.Accepted accepted,
            TearLines.Relation relation,
            TearLines.Before before) {
        Faults faults = new Faults();
        return citations
                .resolve(leased, caller, accepted.draft(), faults)
                .compose(resolved -> restrictions(leased, caller, accepted, before, resolved)
                        .compose(restrictions -> {
                            restrictions.judge(faults);
                            List<Fault> labelled = labelled(caller, accepted.draft(), relation, before, resolved);
                            labelled.forEach(fault -> faults.add(fault.pointer(), fault.code(), fault.message()));
                            if (faults.none()) {
                                return Future.succeededFuture(resolved);
                            }
                            Set<String> told = restrictions.named();
                            List<Citations.Resolved> alone = alone(accepted.draft(), resolved);
                            if (!labelled.equals(labelled(caller, accepted.draft(), relation, before, alone))) {
                                told.addAll(SourceTelling.readable(resolved));
                            }
                            return sources.ofRefused(caller, told)
                                    .compose(recorded -> Future.failedFuture(
                                            refusal(LocatedFault.place(faults.list(), accepted.places()))));
                        }));
    }

    /** What is wrong with the labels together, those that were inherited among them. */
    private static List<Fault> labelled(
            Caller caller,
            Draft draft,
            TearLines.Relation relation,
            TearLines.Before before,
            List<Citations.Resolved> resolved) {
        Faults faults = new Faults();
        draft.overall().ifPresent(stated -> {
            belowJoin(stated, resolved, faults);
            before.kept().forEach(kept -> below(stated, kept.label(), "an attachment that stays", faults));
        });
        TearLines.judge(caller, relation, before, resolved, faults);
        return faults.list();
    }

    /** The portions as if they inherited nothing. */
    private static List<Citations.Resolved> alone(Draft draft, List<Citations.Resolved> resolved) {
        return IntStream.range(0, resolved.size())
                .mapToObj(index ->
                        resolved.get(index).alone(draft.portions().get(index)))
                .toList();
    }

    /** Records what it tells of the sources that a label is refused, where it would not be as it was written. */
    static Future<Void> told(
            SourceTelling sources,
            Caller caller,
            Draft draft,
            List<Citations.Resolved> resolved,
            Predicate<Label> refused) {
        boolean asWritten = refused.test(overall(alone(draft, resolved)));
        return sources.ofRefused(caller, asWritten ? Set.of() : SourceTelling.readable(resolved));
    }

    private Future<Restrictions> restrictions(
            LeasedBundle leased,
            Caller caller,
            Parsed.Accepted accepted,
            TearLines.Before before,
            List<Citations.Resolved> resolved) {
        Instant now = clock.instant();
        List<Loosening> loosened = Restrictions.loosened(leased.bundle(), caller, before.binding(), resolved, now);
        Set<String> unspoken = Restrictions.unspoken(leased.bundle(), caller, now);
        return citations
                .readable(leased, caller, Restrictions.sources(loosened))
                .map(readable -> new Restrictions(
                        loosened,
                        readable,
                        unspoken,
                        resolved,
                        accepted.places().tree()));
    }

    static void belowJoin(Draft.Overall stated, List<Citations.Resolved> portions, Faults faults) {
        for (Citations.Resolved resolved : portions) {
            String portion = resolved.pointer().isEmpty() ? "/label" : resolved.pointer();
            below(stated, resolved.portion().label(), portion, faults);
        }
    }

    private static void below(Draft.Overall stated, Label label, String portion, Faults faults) {
        if (!label.level().atMost(stated.level())) {
            faults.add("/overall/marking", Fault.Code.BELOW_JOIN, "is below the level of " + portion);
        }
        if (label.tlp().compareTo(stated.tlp()) > 0) {
            faults.add("/overall/tlp", Fault.Code.BELOW_JOIN, "is below the TLP of " + portion);
        }
    }

    private Future<Taken> admitted(
            LeasedBundle leased,
            Caller caller,
            Draft draft,
            List<Citations.Resolved> resolved,
            Optional<String> idempotencyKey) {
        List<NewPortion> portions =
                resolved.stream().map(Citations.Resolved::portion).toList();
        Label overall = overall(resolved);
        Function<Optional<String>, Taken> taken =
                cause -> new Taken(submit(caller, draft, portions, idempotencyKey, cause), overall, resolved);
        return switch (Admit.admit(
                leased.bundle(), caller.subject(), overall, tags(leased.bundle(), draft), clock.instant())) {
            case Admission.Accept accept -> spoken(leased, caller, draft, taken.apply(Optional.empty()));
            case Admission.Quarantine(String cause) -> spoken(leased, caller, draft, taken.apply(Optional.of(cause)));
            case Admission.Reject reject -> reject(caller, draft, portions, resolved, reject);
        };
    }

    private static Label overall(List<Citations.Resolved> resolved) {
        return resolved.stream()
                .map(each -> each.portion().label())
                .reduce(Label::join)
                .orElseThrow();
    }

    /** Fails where the overall label has no words in the caller's party. */
    private Future<Taken> spoken(LeasedBundle leased, Caller caller, Draft draft, Taken taken) {
        ViewJson words = new ViewJson(leased.bundle(), caller.party());
        if (words.label(taken.overall()).isPresent()) {
            return Future.succeededFuture(taken);
        }
        return told(
                        sources,
                        caller,
                        draft,
                        taken.resolved(),
                        label -> words.label(label).isEmpty())
                .compose(recorded -> Future.failedFuture(StoredJson.unspoken()));
    }

    private Future<Taken> reject(
            Caller caller,
            Draft draft,
            List<NewPortion> portions,
            List<Citations.Resolved> resolved,
            Admission.Reject reject) {
        return told(sources, caller, draft, resolved, label -> label.level() == reject.level())
                .compose(recorded ->
                        bus.ask(Records.REJECT, rejection(caller, draft, portions, overall(resolved), reject)))
                .compose(rejection -> Future.failedFuture(aboveCeiling(rejection)));
    }

    /** The refusal of what is above the hosting ceiling, with its case. */
    static Refusal aboveCeiling(Records.Case rejection) {
        return new Refusal(new Problem(
                Problem.Kind.INVALID,
                Optional.of(ABOVE_CEILING),
                Optional.of("HOSTING_CEILING"),
                List.of(),
                Optional.of(rejection)));
    }

    /** The case of a submission above the hosting ceiling. */
    static Records.Reject rejection(
            Caller caller, Draft draft, List<NewPortion> portions, Label overall, Admission.Reject reject) {
        String marking = portions.stream()
                .filter(portion -> portion.label().level() == overall.level())
                .map(NewPortion::originalMarking)
                .findFirst()
                .orElse("");
        return new Records.Reject(
                caller.party(), caller.subject(), marking, reject.level(), reject.ceiling(), draft.bodyHash());
    }

    /** What admission judges: the tags of a record, and those of what somebody else made that could keep it out. */
    static Set<String> tags(Bundle bundle, Draft draft) {
        return draft.portions().stream()
                .flatMap(portion -> switch (portion.content()) {
                    case Content.Head head -> head.tags().stream();
                    case Content.Text text
                    when portion.field().equals(PortionFacts.OBJECT) ->
                        ForeignTags.blocking(bundle.vocabulary(), text.text()).stream();
                    case Content.Text text -> Stream.<String>empty();
                    case Content.Attachment file -> Stream.<String>empty();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    static Records.Submit submit(
            Caller caller,
            Draft draft,
            List<NewPortion> portions,
            Optional<String> idempotencyKey,
            Optional<String> quarantineCause) {
        return new Records.Submit(
                caller.party(),
                caller.subject(),
                idempotencyKey,
                draft.bodyHash(),
                draft.type(),
                draft.areas(),
                draft.policyTags(),
                quarantineCause,
                portions);
    }
}
