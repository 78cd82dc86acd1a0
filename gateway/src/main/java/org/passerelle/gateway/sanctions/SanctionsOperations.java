package org.passerelle.gateway.sanctions;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Finding;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.message.Sanctions.RuleOutcome;
import org.passerelle.gateway.caller.EffectiveClearance;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.bus.Bus;

/** The operations on sanctions lists; a match that another party is asked about is absent. */
public final class SanctionsOperations {
    private static final int LONGEST_DOCUMENT = 1_000_000;
    private static final int LONGEST_REASON = 2000;
    private static final int MOST_ENTRIES = 1_000_000;
    private static final String DOCUMENT = "document";
    private static final String CONFIRMED = "confirmDelistings";

    private SanctionsOperations() {}

    public static List<Operation> of(Bus bus, Disclosure disclosure) {
        return List.of(
                new ImportList(bus),
                new ListLists(bus),
                new ListMatches(bus, disclosure),
                new RuleMatch(bus, disclosure));
    }

    private record ImportList(Bus bus) implements Operation {
        private record Publication(String document, Optional<Integer> confirmedDelistings) {}

        @Override
        public String id() {
            return "importSanctionsList";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Publication publication = Bodies.read(call.body(), Set.of(DOCUMENT, CONFIRMED), fields -> {
                fields.require(DOCUMENT);
                return new Publication(
                        fields.text(DOCUMENT, LONGEST_DOCUMENT).orElse(""), fields.number(CONFIRMED, MOST_ENTRIES));
            });
            Sanctions.Import ask = new Sanctions.Import(
                    publication.document(),
                    publication.confirmedDelistings(),
                    call.caller().party(),
                    call.caller().subject());
            return bus.ask(Sanctions.IMPORT, ask, Policy.PATIENCE).map(outcome -> switch (outcome) {
                case ImportOutcome.Imported imported -> Answer.json(201, SanctionsJson.of(imported.version()));
                case ImportOutcome.Unchanged unchanged -> Answer.json(200, SanctionsJson.of(unchanged.version()));
                case ImportOutcome.Refused refused -> throw refusal(refused);
                case ImportOutcome.Unconfirmed unconfirmed -> throw refusal(unconfirmed);
            });
        }

        /** The place is that in the document, not in the body that carries it. */
        private static Refusal refusal(ImportOutcome.Refused refused) {
            Fault fault = new Fault("/" + DOCUMENT, Fault.Code.WRONG_TYPE, refused.problem());
            return new Refusal(Problem.faulty(
                    Problem.Kind.INVALID, List.of(new LocatedFault(fault, refused.line(), refused.column()))));
        }

        private static Refusal refusal(ImportOutcome.Unconfirmed unconfirmed) {
            String problem = "%d of the %d entries in force would be delisted; if that is meant, say %d here"
                    .formatted(unconfirmed.delisted(), unconfirmed.listed(), unconfirmed.delisted());
            Fault fault = new Fault("/" + CONFIRMED, Fault.Code.MISSING, problem);
            return new Refusal(Problem.faulty(Problem.Kind.INVALID, List.of(new LocatedFault(fault, 0, 0))));
        }
    }

    private record ListLists(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listSanctionsLists";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Sanctions.LISTS, new Sanctions.ListsAsked())
                    .map(lists -> Answer.json(200, SanctionsJson.of(lists)));
        }
    }

    private record ListMatches(Bus bus, Disclosure disclosure) implements Operation {
        @Override
        public String id() {
            return "listSanctionsMatches";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure
                    .policy()
                    .compose(leased -> bus.ask(
                            Sanctions.MATCHES,
                            new Sanctions.MatchesOf(
                                    call.caller().party(), EffectiveClearance.of(leased.bundle(), call.caller()))))
                    .map(matches -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    matches.matches().stream()
                                            .map(SanctionsJson::of)
                                            .toList())));
        }
    }

    private record RuleMatch(Bus bus, Disclosure disclosure) implements Operation {
        private record Body(Finding finding, String reason) {}

        @Override
        public String id() {
            return "ruleSanctionsMatch";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Body body = Bodies.read(call.body(), Set.of("same", "unclear", "reason"), fields -> {
                fields.require("reason");
                return new Body(
                        finding(fields), fields.text("reason", LONGEST_REASON).orElse(""));
            });
            return disclosure.policy().compose(leased -> rule(call, body, leased.bundle()));
        }

        private static Finding finding(Fields fields) {
            boolean unclear = fields.truth("unclear").orElse(false);
            if (fields.has("same") == unclear) {
                fields.fault("same", Fault.Code.CONTRADICTION, "give either same, or unclear as true");
            }
            if (unclear) {
                return Finding.UNCLEAR;
            }
            return fields.truth("same").orElse(false) ? Finding.SAME : Finding.NOT_SAME;
        }

        private Future<Answer> rule(Call call, Body body, Bundle bundle) {
            Sanctions.Rule rule = new Sanctions.Rule(
                    call.path("id"),
                    call.caller().party(),
                    EffectiveClearance.of(bundle, call.caller()),
                    call.caller().subject(),
                    body.finding(),
                    body.reason());
            return bus.ask(Sanctions.RULE, rule).map(outcome -> switch (outcome) {
                case RuleOutcome.Ruled ruled -> Answer.json(201, SanctionsJson.of(ruled.match()));
                case RuleOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                case RuleOutcome.Closed closed ->
                    throw new Refusal(Problem.of(Problem.Kind.CONFLICT, "it was ruled, or has lapsed"));
            });
        }
    }
}
