package org.passerelle.gateway.holds;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Exchange;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.platform.bus.Bus;

/** The operations on holds. */
public final class HoldOperations {
    private HoldOperations() {}

    public static List<Operation> of(Bus bus, Clock clock) {
        return List.of(new ListHolds(bus), new RuleHold(bus, clock), new WithdrawRuling(bus));
    }

    private record ListHolds(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listHolds";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Exchange.HoldsFor about =
                    new Exchange.HoldsFor(call.caller().subject(), call.caller().party(), roles(call));
            return bus.ask(Exchange.HOLDS, about)
                    .map(holds -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    holds.holds().stream()
                                            .map(HoldOperations::json)
                                            .toList())));
        }
    }

    static List<String> roles(Call call) {
        return call.caller().account().roles().stream().sorted().toList();
    }

    static Map<String, Object> json(Exchange.Hold hold) {
        Exchange.OpenHold about = hold.about();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", hold.id());
        json.put("code", about.code().name());
        if (!about.matter().isEmpty()) {
            json.put("matter", about.matter());
        }
        json.put("record", about.recordId());
        json.put("version", about.version());
        json.put("portion", about.portionId());
        json.put("releaser", about.releaser());
        json.put("recipient", about.recipient());
        about.recipientUnit().ifPresent(unit -> json.put("recipientUnit", unit));
        json.put("requester", about.requester());
        json.put("purpose", about.purpose());
        json.put("action", about.action().name());
        json.put("openedAt", hold.openedAt());
        json.put("state", hold.state());
        return json;
    }
}
