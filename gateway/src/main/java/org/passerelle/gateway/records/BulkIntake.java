package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Admission;
import org.passerelle.core.decision.Admit;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.Known;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.platform.bus.Bus;

/**
 * Takes many submissions in, by the same rules as one by one in their order ({@link Intake}): each sees what the party submitted before
 * it, the earlier ones of the same piece included.
 */
public final class BulkIntake {
    /** What is said of a submission that is rejected. */
    public static final String ABOVE_CEILING = Intake.ABOVE_CEILING;

    private final Vertx vertx;
    private final Clock clock;
    private final Citations citations;
    private final TearLines tearLines;
    private final SourceTelling telling;

    private BulkIntake(Vertx vertx, Clock clock, Citations citations, TearLines tearLines, SourceTelling telling) {
        this.vertx = vertx;
        this.clock = clock;
        this.citations = citations;
        this.tearLines = tearLines;
        this.telling = telling;
    }

    public static BulkIntake over(Vertx vertx, Bus bus, Clock clock, Disclosure disclosure) {
        Custody custody = new Custody(bus, disclosure.judging());
        return new BulkIntake(
                vertx,
                clock,
                new Citations(custody, new KnownContent(bus, disclosure.judging())),
                new TearLines(bus, custody),
                new SourceTelling(disclosure, custody, clock));
    }

    /** What becomes of one submission. */
    public sealed interface Outcome {
        record Taken(Records.Submit submit) implements Outcome {}

        /** Above the hosting ceiling. */
        record Rejected(Records.Reject reject) implements Outcome {}

        record Faulty(List<LocatedFault> faults) implements Outcome {}
    }

    /**
     * The outcome of each submission that was parsed, in order, once it is recorded what these tell of other records. Fails as a whole when
     * anything that decides is not to be had.
     */
    public Future<List<Outcome>> take(LeasedBundle leased, Caller caller, List<Parsed> parsed) {
        List<Draft> drafts = parsed.stream()
                .flatMap(
                        each -> each instanceof Parsed.Accepted accepted ? Stream.of(accepted.draft()) : Stream.empty())
                .toList();
        return relations(leased, caller, drafts)
                .compose(relations -> citations.ofEach(leased, caller, drafts).compose(sources -> {
                    Piece piece = new Piece(leased, caller, clock.instant());
                    return Workers.run(vertx, () -> outcomes(piece, parsed, sources, relations))
                            .compose(outcomes -> telling.ofCited(caller, piece.cited, piece.shown)
                                    .map(outcomes));
                }));
    }

    private static List<Outcome> outcomes(
            Piece piece, List<Parsed> parsed, List<Citations.Sources> sources, List<TearLines.Relation> relations) {
        List<Outcome> outcomes = new ArrayList<>();
        int draft = 0;
        for (Parsed each : parsed) {
            switch (each) {
                case Parsed.Refused(List<LocatedFault> faults) -> outcomes.add(new Outcome.Faulty(faults));
                case Parsed.Accepted accepted -> {
                    outcomes.add(piece.take(accepted, sources.get(draft), relations.get(draft)));
                    draft++;
                }
            }
        }
        return outcomes;
    }

    private Future<List<TearLines.Relation>> relations(LeasedBundle leased, Caller caller, List<Draft> drafts) {
        Future<List<TearLines.Relation>> all = Future.succeededFuture(new ArrayList<>());
        for (Draft draft : drafts) {
            all = all.compose(before -> tearLines
                    .of(leased, caller, draft.tearLine(), TearLines.Before.NOTHING)
                    .map(relation -> {
                        before.add(relation);
                        return before;
                    }));
        }
        return all;
    }

    /** The submissions so far. */
    private static final class Piece {
        private final LeasedBundle leased;
        private final Caller caller;
        private final Instant at;
        private final Map<Fingerprint, List<Known>> before = new HashMap<>();

        /** Records that are cited and there: that a submission is taken tells so, as its faults do. */
        private final Set<String> cited = new HashSet<>();

        /** Records that are equalled by what is refused: its faults may tell how they are marked. */
        private final Set<String> shown = new HashSet<>();

        private int taken;

        Piece(LeasedBundle leased, Caller caller, Instant at) {
            this.leased = leased;
            this.caller = caller;
            this.at = at;
        }

        Outcome take(Parsed.Accepted accepted, Citations.Sources stored, TearLines.Relation relation) {
            Draft draft = accepted.draft();
            Faults faults = new Faults();
            List<Citations.Resolved> resolved =
                    Citations.inherit(leased, caller, draft, stored.and(before(draft)), faults);
            draft.overall().ifPresent(stated -> Intake.belowJoin(stated, resolved, faults));
            TearLines.judge(caller, relation, TearLines.Before.NOTHING, resolved, faults);
            resolved.forEach(portion -> cited.addAll(portion.cited()));
            if (!faults.none()) {
                resolved.forEach(portion -> shown.addAll(portion.readable()));
                return new Outcome.Faulty(LocatedFault.place(faults.list(), accepted.places()));
            }
            List<NewPortion> portions =
                    resolved.stream().map(Citations.Resolved::portion).toList();
            Label overall =
                    portions.stream().map(NewPortion::label).reduce(Label::join).orElseThrow();
            return switch (Admit.admit(
                    leased.bundle(), caller.subject(), overall, Intake.tags(leased.bundle(), draft), at)) {
                case Admission.Accept accept -> store(draft, portions, overall, relation, Optional.empty());
                case Admission.Quarantine(String cause) ->
                    store(draft, portions, overall, relation, Optional.of(cause));
                case Admission.Reject reject -> {
                    resolved.forEach(portion -> shown.addAll(portion.readable()));
                    yield new Outcome.Rejected(Intake.rejection(caller, draft, portions, overall, reject));
                }
            };
        }

        private Outcome store(
                Draft draft,
                List<NewPortion> portions,
                Label overall,
                TearLines.Relation relation,
                Optional<String> quarantine) {
            if (new ViewJson(leased.bundle(), caller.party()).label(overall).isEmpty()) {
                return new Outcome.Faulty(List.of(new LocatedFault(
                        new Fault(
                                "/label/marking",
                                Fault.Code.UNKNOWN_WORD,
                                "the level has no marking in the party's own system"),
                        0,
                        0)));
            }
            Records.Submit submit = Intake.submit(caller, draft, portions, Optional.empty(), quarantine)
                    .asTearLineOf(relation.source());
            remember(submit);
            return new Outcome.Taken(submit);
        }

        private List<Known> before(Draft draft) {
            Set<Known> same = new LinkedHashSet<>();
            draft.portions()
                    .forEach(portion -> Fingerprint.of(portion.content())
                            .forEach(print -> same.addAll(before.getOrDefault(print, List.of()))));
            return List.copyOf(same);
        }

        /** What is stored now is the party's own when a later one repeats it; its id is not known yet, and only told apart by. */
        private void remember(Records.Submit submit) {
            taken++;
            List<PortionFacts> facts = new ArrayList<>();
            for (int index = 0; index < submit.portions().size(); index++) {
                NewPortion portion = submit.portions().get(index);
                facts.add(new PortionFacts(
                        taken + "/" + index,
                        portion.field(),
                        Optional.of(portion.label()),
                        portion.sourceType(),
                        portion.custody()));
            }
            RecordFacts record = new RecordFacts(
                    "earlier in this piece: " + taken,
                    1,
                    submit.type(),
                    submit.party(),
                    submit.submitter(),
                    RecordState.ACTIVE,
                    at,
                    Optional.empty(),
                    Optional.empty(),
                    submit.areas(),
                    submit.policyTags(),
                    facts,
                    List.of());
            List<String> derivedFrom = submit.portions().stream()
                    .flatMap(portion -> portion.derivedFrom().stream())
                    .distinct()
                    .toList();
            for (int index = 0; index < facts.size(); index++) {
                Set<Fingerprint> prints =
                        Fingerprint.of(submit.portions().get(index).content());
                Known known = new Known(record, facts.get(index), prints, derivedFrom, new Known.Way.Submitted());
                prints.forEach(print -> before.computeIfAbsent(print, fresh -> new ArrayList<>())
                        .add(known));
            }
        }
    }
}
