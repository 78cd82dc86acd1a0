package org.passerelle.gateway.groups;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Groups;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing;
import org.passerelle.core.party.Group;
import org.passerelle.gateway.agreements.ActProblems;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** The operations on groups. A group that the caller's party may not know answers as one that does not exist. */
public final class GroupOperations {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 2000;

    private GroupOperations() {}

    public static List<Operation> of(Bus bus, Clock clock, Disclosure disclosure) {
        return List.of(
                new ListGroups(disclosure, clock),
                new GetGroup(disclosure, clock),
                new ListGroupVersions(bus),
                new AdmitMember(bus),
                new ReleaseMember(bus));
    }

    private record ListGroups(Disclosure disclosure, Clock clock) implements Operation {
        @Override
        public String id() {
            return "listGroups";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Instant at = clock.instant();
            return disclosure
                    .policy()
                    .map(leased -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    leased.bundle().groups().values().stream()
                                            .filter(group ->
                                                    group.shownTo(call.caller().party(), at))
                                            .sorted(Comparator.comparing(Group::id))
                                            .map(GroupJson::of)
                                            .toList())));
        }
    }

    private record GetGroup(Disclosure disclosure, Clock clock) implements Operation {
        @Override
        public String id() {
            return "getGroup";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure.policy().map(leased -> {
                Bundle bundle = leased.bundle();
                return Optional.ofNullable(bundle.groups().get(call.path("id")))
                        .filter(group -> group.shownTo(call.caller().party(), clock.instant()))
                        .map(group -> Answer.json(200, GroupJson.of(group)))
                        .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
            });
        }
    }

    private record ListGroupVersions(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listGroupVersions";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Groups.HistoryOf about =
                    new Groups.HistoryOf(call.path("id"), call.caller().subject());
            return bus.ask(Groups.HISTORY, about).map(history -> {
                if (history.versions().isEmpty()) {
                    throw new Refusal(Problem.Kind.NOT_FOUND);
                }
                return Answer.json(
                        200,
                        Map.of(
                                "items",
                                history.versions().stream().map(GroupJson::of).toList()));
            });
        }
    }

    private record AdmitMember(Bus bus) implements Operation {
        @Override
        public String id() {
            return "admitMember";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Groups.Admit admit = Bodies.read(call.body(), Set.of("party", "from", "until", "reason"), fields -> {
                List.of("party", "reason").forEach(fields::require);
                return new Groups.Admit(
                        call.path("id"),
                        fields.text("party", LONGEST_NAME).orElse(""),
                        fields.time("from"),
                        fields.time("until"),
                        call.caller().subject(),
                        fields.text("reason", LONGEST_REASON).orElse(""));
            });
            return bus.ask(Groups.ADMIT, admit, Policy.PATIENCE).map(GroupOperations::changed);
        }
    }

    private record ReleaseMember(Bus bus) implements Operation {
        @Override
        public String id() {
            return "releaseMember";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Groups.Release release = Bodies.read(call.body(), Set.of("party", "at", "reason"), fields -> {
                List.of("party", "reason").forEach(fields::require);
                return new Groups.Release(
                        call.path("id"),
                        fields.text("party", LONGEST_NAME).orElse(""),
                        fields.time("at"),
                        call.caller().subject(),
                        fields.text("reason", LONGEST_REASON).orElse(""));
            });
            return bus.ask(Groups.RELEASE, release, Policy.PATIENCE).map(GroupOperations::changed);
        }
    }

    private static Answer changed(Standing.Outcome outcome) {
        return switch (outcome) {
            case Standing.Outcome.Changed changed -> Answer.json(201, GroupJson.of(changed));
            case Standing.Outcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Standing.Outcome.Faulty(var faults) -> throw new Refusal(ActProblems.misread(faults, "{}"));
            case Standing.Outcome.NotPossible(String reason) ->
                throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
        };
    }
}
