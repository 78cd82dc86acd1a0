package org.passerelle.gateway.standing;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.core.message.Parties;
import org.passerelle.core.message.Parties.Proposal;
import org.passerelle.core.message.Parties.ProposalOutcome;
import org.passerelle.core.message.Policy;
import org.passerelle.core.party.Party;
import org.passerelle.gateway.agreements.ActProblems;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.StepUp;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.json.Json;

/** Shows the parties that there are, and takes proposals of further ones, which a second person approves. */
public final class PartyOperations {
    private PartyOperations() {}

    public static List<Operation> of(Bus bus, StepUp stepUp, Disclosure disclosure) {
        return List.of(
                new ListParties(disclosure),
                new ProposeParty(bus),
                new ListProposals(bus),
                new Rule("approveParty", true, Optional.of(stepUp), bus),
                new Rule("refuseParty", false, Optional.empty(), bus));
    }

    private record ListParties(Disclosure disclosure) implements Operation {
        @Override
        public String id() {
            return "listParties";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure
                    .policy()
                    .map(leased -> Answer.json(
                            200,
                            Map.of(
                                    "parties",
                                    new TreeMap<>(leased.bundle().parties())
                                            .values().stream()
                                                    .map(PartyOperations::json)
                                                    .toList())));
        }
    }

    private record ProposeParty(Bus bus) implements Operation {
        @Override
        public String id() {
            return "proposeParty";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String body = Bodies.wellFormed(call.body());
            return bus.ask(
                            Parties.PROPOSE,
                            new Parties.Propose(body, call.caller().subject()))
                    .map(outcome -> switch (outcome) {
                        case ProposalOutcome.Proposed(Proposal proposal) -> Answer.json(201, json(proposal));
                        case ProposalOutcome.Faulty(var faults) -> throw new Refusal(ActProblems.misread(faults, body));
                        case ProposalOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                    });
        }
    }

    private record ListProposals(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listPartyProposals";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(
                            Parties.PROPOSALS,
                            new Parties.ListProposals(call.caller().subject()))
                    .map(list -> Answer.json(
                            200,
                            Map.of(
                                    "proposals",
                                    list.proposals().stream()
                                            .map(PartyOperations::json)
                                            .toList())));
        }
    }

    private record Rule(String id, boolean approved, Optional<StepUp> stepUp, Bus bus) implements Operation {
        @Override
        public Future<Answer> answer(Call call) {
            stepUp.ifPresent(asked -> asked.require(call.caller()));
            Parties.RuleProposal ruling = new Parties.RuleProposal(
                    call.path("id"), approved, call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Parties.RULE, ruling, Policy.PATIENCE).map(StandingOperations::changed);
        }
    }

    private static Map<String, Object> json(Party party) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", party.id());
        json.put("names", new TreeMap<>(party.names()));
        json.put("type", party.type().name());
        json.put("active", party.active());
        return json;
    }

    private static Map<String, Object> json(Proposal proposal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", proposal.id());
        json.put("party", proposal.party());
        json.put("subject", proposal.subject());
        json.put("at", proposal.at());
        json.put("proposed", Json.tree(proposal.body()));
        json.put(
                "state",
                proposal.ruling()
                        .map(ruling -> ruling.approved() ? "approved" : "refused")
                        .orElse("open"));
        proposal.ruling().ifPresent(ruling -> {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("subject", ruling.subject());
            said.put("reason", ruling.reason());
            said.put("at", ruling.at());
            json.put("ruling", said);
        });
        return json;
    }
}
