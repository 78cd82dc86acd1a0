package org.passerelle.gateway.standing;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Units;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.bus.Bus;

/** Shows a party's units as a tree, and changes the tree and who commands. */
public final class UnitOperations {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 2000;

    private UnitOperations() {}

    public static List<Operation> of(Bus bus) {
        return List.of(new ListUnits(bus), new CreateUnit(bus), new MoveUnit(bus), new ChangeCommand(bus));
    }

    private record ListUnits(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listUnits";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Units.AskTree ask = new Units.AskTree(
                    call.path("id"), call.timeQuery("at"), call.caller().subject());
            return bus.ask(Units.TREE, ask)
                    .map(tree -> Answer.json(
                            200,
                            Map.of(
                                    "units",
                                    UnitJson.tree(
                                            tree.units().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)),
                                            tree.commanders()))));
        }
    }

    private record CreateUnit(Bus bus) implements Operation {
        @Override
        public String id() {
            return "createUnit";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String body = call.body();
            Units.Create ask = Bodies.read(body, Set.of("id", "name", "parent", "reason"), fields -> {
                List.of("id", "name", "reason").forEach(fields::require);
                return new Units.Create(
                        call.path("id"),
                        fields.text("id", LONGEST_NAME).orElse(""),
                        fields.text("name", LONGEST_NAME).orElse(""),
                        fields.text("parent", LONGEST_NAME),
                        call.caller().subject(),
                        reason(fields));
            });
            return bus.ask(Units.CREATE, ask, Policy.PATIENCE).map(done -> StandingOperations.changed(done, body));
        }
    }

    private record MoveUnit(Bus bus) implements Operation {
        @Override
        public String id() {
            return "moveUnit";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String body = call.body();
            Units.Move ask = Bodies.read(body, Set.of("parent", "reason"), fields -> {
                fields.require("reason");
                Optional<String> parent = fields.text("parent", LONGEST_NAME);
                return new Units.Move(call.path("id"), parent, call.caller().subject(), reason(fields));
            });
            return bus.ask(Units.MOVE, ask, Policy.PATIENCE).map(done -> StandingOperations.changed(done, body));
        }
    }

    private record ChangeCommand(Bus bus) implements Operation {
        @Override
        public String id() {
            return "changeCommand";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String body = call.body();
            Units.ChangeCommand ask =
                    Bodies.read(body, Set.of("commander", "deputy", "from", "until", "reason"), fields -> {
                        fields.require("reason");
                        return new Units.ChangeCommand(
                                call.path("id"),
                                fields.text("commander", LONGEST_NAME),
                                fields.truth("deputy").orElse(false),
                                fields.time("from"),
                                fields.time("until"),
                                call.caller().subject(),
                                reason(fields));
                    });
            return bus.ask(Units.COMMAND, ask, Policy.PATIENCE).map(done -> StandingOperations.changed(done, body));
        }
    }

    private static String reason(Fields fields) {
        return fields.text("reason", LONGEST_REASON).orElse("");
    }
}
