package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.ProblemCode;
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
    public static Intake over(Bus bus, Clock clock, Disclosure disclosure) {
        Custody custody = new Custody(bus, disclosure.judging());
        return new Intake(
                bus,
                clock,
                new Citations(custody, new KnownContent(bus, disclosure.judging())),
                new TearLines(bus, custody),
                new SourceTelling(disclosure, custody, clock));
    }

    /**
     * What may be stored, with its overall label.
     *
     * @param resolved in the order of its portions
     * @param sources what was recorded of these before anything was said of the submission
     */
    public record Taken(Records.Submit submit, Label overall, List<Citations.Resolved> resolved, ToldSources sources) {

        private Taken asTearLineOf(Optional<String> source) {
            return new Taken(submit.asTearLineOf(source), overall, resolved, sources);
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
                                .compose(cited -> admitted(leased, caller, accepted.draft(), cited, idempotencyKey))
                                .map(taken -> taken.asTearLineOf(relation.source())));
        };
    }

    /** The portions of a submission, and what was recorded of their sources. */
    private record Cited(List<Citations.Resolved> resolved, ToldSources sources) {}

    private static Refusal refusal(List<LocatedFault> faults) {
        boolean unreadable = faults.stream().anyMatch(fault -> fault.fault().code() == Fault.Code.NOT_JSON);
        return new Refusal(Problem.faulty(unreadable ? Problem.Kind.MALFORMED : Problem.Kind.INVALID, faults));
    }

    /** Whatever is refused from here on, and that nothing is, tells which of the sources are there: they are recorded first. */
    private Future<Cited> cited(
            LeasedBundle leased,
            Caller caller,
            Parsed.Accepted accepted,
            TearLines.Relation relation,
            TearLines.Before before) {
        Faults faults = new Faults();
        return citations
                .resolve(leased, caller, accepted.draft(), before.cited(), faults)
                .compose(resolved -> restrictions(leased, caller, accepted, before, resolved)
                        .compose(restrictions -> sources.ofTaken(caller, resolved, restrictions.readable())
                                .map(told -> {
                                    restrictions.judge(faults);
                                    judge(caller, accepted, relation, before, resolved, faults);
                                    if (!faults.none()) {
                                        throw told.refusing(
                                                refusal(LocatedFault.place(faults.list(), accepted.places())));
                                    }
                                    return new Cited(resolved, told);
                                })));
    }

    private static void judge(
            Caller caller,
            Parsed.Accepted accepted,
            TearLines.Relation relation,
            TearLines.Before before,
            List<Citations.Resolved> resolved,
            Faults faults) {
        accepted.draft().overall().ifPresent(stated -> {
            belowJoin(stated, resolved, faults);
            before.kept().forEach(kept -> below(stated, kept.label(), "an attachment that stays", faults));
        });
        TearLines.judge(caller, relation, before, resolved, faults);
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
            LeasedBundle leased, Caller caller, Draft draft, Cited cited, Optional<String> idempotencyKey) {
        List<NewPortion> portions =
                cited.resolved().stream().map(Citations.Resolved::portion).toList();
        Label overall =
                portions.stream().map(NewPortion::label).reduce(Label::join).orElseThrow();
        Admission admission =
                Admit.admit(leased.bundle(), caller.subject(), overall, tags(leased.bundle(), draft), clock.instant());
        boolean spoken =
                new ViewJson(leased.bundle(), caller.party()).label(overall).isPresent();
        if (spoken && !(admission instanceof Admission.Reject)) {
            Optional<String> cause =
                    admission instanceof Admission.Quarantine(String why) ? Optional.of(why) : Optional.empty();
            Records.Submit submit = submit(caller, draft, portions, idempotencyKey, cause);
            return Future.succeededFuture(new Taken(submit, overall, cited.resolved(), cited.sources()));
        }
        return admission instanceof Admission.Reject reject
                ? bus.ask(Records.REJECT, rejection(caller, draft, portions, overall, reject))
                        .compose(
                                rejection -> Future.failedFuture(cited.sources().refusing(aboveCeiling(rejection))))
                : Future.failedFuture(cited.sources().refusing(StoredJson.unspoken()));
    }

    /** The refusal of what is above the hosting ceiling, with its case. */
    static Refusal aboveCeiling(Records.Case rejection) {
        return new Refusal(new Problem(
                Problem.Kind.INVALID,
                Optional.of(ABOVE_CEILING),
                Optional.of(ProblemCode.HOSTING_CEILING),
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
