package org.passerelle.gateway.quarantine;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.FindOutcome;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.message.Quarantines.QuarantineOutcome;
import org.passerelle.core.message.Quarantines.RuleOutcome;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.records.Custody;
import org.passerelle.gateway.records.SourceTelling;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.platform.bus.Bus;

/** The operations on records in quarantine; a case that the caller's party does not review is absent. */
public final class QuarantineOperations {
    private static final int LONGEST_REASON = 2000;

    /** So many of a record's receipts are told with its case; all of them by its ledger. */
    private static final int RECEIPTS = 200;

    private static final ClosedWords RULINGS = new ClosedWords("ruling", Set.of("release", "destroy"));

    private QuarantineOperations() {}

    public static List<Operation> of(Bus bus, Clock clock, Disclosure disclosure) {
        Custody custody = new Custody(bus, disclosure.judging());
        return List.of(
                new QuarantineRecord(bus, disclosure, custody, new SourceTelling(disclosure, custody, clock)),
                new ListQuarantines(bus, disclosure),
                new GetQuarantine(bus, disclosure),
                new RuleQuarantine(bus, disclosure));
    }

    /**
     * Flags what the caller can read; from the answer on nobody can, nor can they. That a record of others is there is recorded before; what is
     * answered then is the case, which the party that flagged it may know.
     */
    private record QuarantineRecord(Bus bus, Disclosure disclosure, Custody custody, SourceTelling sources)
            implements Operation {
        @Override
        public String id() {
            return "quarantineRecord";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String recordId = call.path("id");
            String reason = Reasons.read(call.body());
            return disclosure
                    .policy()
                    .compose(leased -> flaggable(leased, call, recordId)
                            .compose(found -> sources.ofFound(call.caller(), found))
                            .compose(recorded -> bus.ask(
                                    Quarantines.QUARANTINE,
                                    new Quarantines.Quarantine(
                                            recordId,
                                            call.caller().party(),
                                            call.caller().subject(),
                                            reason),
                                    Policy.PATIENCE))
                            .map(outcome -> switch (outcome) {
                                case QuarantineOutcome.Quarantined(Case opened) ->
                                    flagged(Reviewing.cases(leased.bundle(), call.caller()), opened);
                                case QuarantineOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                            }));
        }

        // Somebody else may have been first; to whoever may not know their case the record is as absent as it would
        // have
        // been a moment later.
        private static Answer flagged(ListOf known, Case opened) {
            if (!known.releasers().contains(opened.releaser()) && !known.party().equals(opened.party())) {
                throw new Refusal(Problem.Kind.NOT_FOUND);
            }
            return Answer.json(201, QuarantineJson.of(opened, known.releasers()))
                    .header("Location", "/api/v1/quarantines/" + opened.id());
        }

        /** Hidden, absent, and not theirs to flag are alike, after the same questions. */
        private Future<Judgement> flaggable(LeasedBundle leased, Call call, String recordId) {
            return custody.readable(leased, call.caller(), recordId, List.of())
                    .map(found -> found.filter(judgement -> Reviewing.mayFlag(
                                    leased.bundle(),
                                    call.caller(),
                                    judgement.record().facts().releaser()))
                            .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)));
        }
    }

    private record ListQuarantines(Bus bus, Disclosure disclosure) implements Operation {
        @Override
        public String id() {
            return "listQuarantines";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure
                    .policy()
                    .map(leased -> Reviewing.cases(leased.bundle(), call.caller()))
                    .compose(known -> bus.ask(Quarantines.LIST, known)
                            .map(list -> Answer.json(
                                    200,
                                    Map.of(
                                            "items",
                                            list.cases().stream()
                                                    .map(one -> QuarantineJson.of(one, known.releasers()))
                                                    .toList()))));
        }
    }

    private record GetQuarantine(Bus bus, Disclosure disclosure) implements Operation {
        @Override
        public String id() {
            return "getQuarantine";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure
                    .policy()
                    .map(leased -> Reviewing.cases(leased.bundle(), call.caller()))
                    .compose(known -> bus.ask(Quarantines.FIND, new Quarantines.Find(call.path("id"), known))
                            .compose(outcome -> switch (outcome) {
                                case FindOutcome.Found(Case found) -> shown(call, found, known.releasers());
                                case FindOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                            }));
        }

        // Who received it is the releaser's ledger, and nobody else's.
        private Future<Answer> shown(Call call, Case found, Set<String> releasers) {
            if (!found.releaser().equals(call.caller().party())) {
                return Future.succeededFuture(Answer.json(200, QuarantineJson.of(found, releasers)));
            }
            return bus.ask(Audit.LEDGER, new Audit.LedgerOf(found.recordId(), Optional.empty(), RECEIPTS))
                    .compose(ledger -> bus.ask(
                                    Exchange.RECALL_CASES,
                                    new Exchange.CasesOf(found.releaser(), Optional.of(found.recordId())))
                            .map(recalls -> Answer.json(200, QuarantineJson.withLedger(found, ledger, recalls))));
        }
    }

    private record RuleQuarantine(Bus bus, Disclosure disclosure) implements Operation {
        private record Body(Ruling ruling, String reason) {}

        @Override
        public String id() {
            return "ruleQuarantine";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure.policy().compose(leased -> {
                Set<String> releasers =
                        Reviewing.cases(leased.bundle(), call.caller()).releasers();
                Body body = Bodies.read(call.body(), Set.of("ruling", "reason"), fields -> {
                    List.of("ruling", "reason").forEach(fields::require);
                    return new Body(
                            fields.word("ruling", RULINGS)
                                    .map(word -> Ruling.valueOf(word.toUpperCase(Locale.ROOT)))
                                    .orElse(Ruling.RELEASE),
                            fields.text("reason", LONGEST_REASON).orElse(""));
                });
                Quarantines.Rule rule = new Quarantines.Rule(
                        call.path("id"),
                        releasers,
                        call.caller().party(),
                        call.caller().subject(),
                        body.ruling(),
                        body.reason());
                return bus.ask(Quarantines.RULE, rule, Policy.PATIENCE).map(outcome -> answer(outcome, releasers));
            });
        }

        private static Answer answer(RuleOutcome outcome, Set<String> releasers) {
            return switch (outcome) {
                case RuleOutcome.Done(Case ruled) -> Answer.json(201, QuarantineJson.of(ruled, releasers));
                case RuleOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                case RuleOutcome.NotPossible(String reason) ->
                    throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
            };
        }
    }
}
