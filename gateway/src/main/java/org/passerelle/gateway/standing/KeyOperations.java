package org.passerelle.gateway.standing;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Parties;
import org.passerelle.core.message.Parties.KeyEnd;
import org.passerelle.core.message.Parties.SigningKey;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.agreements.KeyJson;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.StepUp;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.json.Json;

/** The keys with which a party signs: shown to everybody who verifies, changed by who signs for it. */
public final class KeyOperations {
    private static final int LONGEST_REASON = 2000;

    private KeyOperations() {}

    public static List<Operation> of(Bus bus, StepUp stepUp) {
        return List.of(
                new AddKey(bus, stepUp),
                new ListKeys(bus),
                new EndKey("retirePartyKey", KeyEnd.RETIRED, bus),
                new EndKey("revokePartyKey", KeyEnd.COMPROMISED, bus));
    }

    private record AddKey(Bus bus, StepUp stepUp) implements Operation {
        @Override
        public String id() {
            return "addPartyKey";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String body = Bodies.wellFormed(call.body());
            boolean endorsed = Json.tree(body).has("endorsement");
            if (!endorsed) {
                stepUp.require(call.caller());
            }
            Parties.AddKey ask = new Parties.AddKey(
                    call.path("id"), body, !endorsed, call.caller().subject());
            return bus.ask(Parties.ADD_KEY, ask, Policy.PATIENCE)
                    .map(outcome -> StandingOperations.changed(outcome, body));
        }
    }

    private record EndKey(String id, KeyEnd end, Bus bus) implements Operation {
        private record Body(Optional<Instant> from, String reason) {}

        @Override
        public Future<Answer> answer(Call call) {
            String text = call.body();
            Body body = Bodies.read(text, Set.of("from", "reason"), fields -> {
                fields.require("reason");
                return new Body(
                        fields.time("from"),
                        fields.text("reason", LONGEST_REASON).orElse(""));
            });
            Parties.EndKey ask = new Parties.EndKey(
                    call.path("id"),
                    call.path("key"),
                    end,
                    body.from(),
                    call.caller().subject(),
                    body.reason());
            return bus.ask(Parties.END_KEY, ask, Policy.PATIENCE)
                    .map(outcome -> StandingOperations.changed(outcome, text));
        }
    }

    private record ListKeys(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listPartyKeys";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Parties.KEYS, new Parties.ListKeys(call.path("id")))
                    .map(list -> list.keys().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                    .map(keys -> Answer.json(
                            200,
                            Map.of(
                                    "keys",
                                    keys.stream().map(KeyOperations::json).toList())));
        }
    }

    private static Map<String, Object> json(SigningKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("key", KeyJson.of(key.publicKey()));
        key.validFrom().ifPresent(from -> json.put("validFrom", from));
        key.retiredFrom().ifPresent(from -> json.put("retiredFrom", from));
        key.compromisedFrom().ifPresent(from -> json.put("compromisedFrom", from));
        return json;
    }
}
