package org.passerelle.gateway.holds;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/** Rules a hold; one that the caller may not rule is absent. */
final class RuleHold implements Operation {
    private static final Duration USUAL = Duration.ofDays(30);

    private final Bus bus;
    private final Clock clock;

    RuleHold(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    private record Ruling(boolean allow, String reason, Instant expiresAt) {}

    @Override
    public String id() {
        return "ruleHold";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Ruling ruling = ruling(call.body(), clock.instant());
        Exchange.Rule rule = new Exchange.Rule(
                call.path("id"),
                call.caller().subject(),
                call.caller().party(),
                HoldOperations.roles(call),
                ruling.allow(),
                ruling.reason(),
                ruling.expiresAt());
        return bus.ask(Exchange.RULE, rule, Policy.PATIENCE).map(outcome -> switch (outcome) {
            case Exchange.RuleOutcome.Ruled ruled -> Answer.json(201, HoldOperations.json(ruled.hold()));
            case Exchange.RuleOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Exchange.RuleOutcome.NotPossible(String reason) ->
                throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
        });
    }

    private static Ruling ruling(String body, Instant now) {
        return Bodies.read(body, Set.of("allow", "reason", "expiresAt"), fields -> {
            List.of("allow", "reason").forEach(fields::require);
            Instant expiresAt = fields.time("expiresAt").orElse(now.plus(USUAL));
            if (!expiresAt.isAfter(now)) {
                fields.fault("expiresAt", Fault.Code.CONTRADICTION, "lies in the past");
            }
            return new Ruling(
                    fields.truth("allow").orElse(false),
                    fields.text("reason", 2000).orElse(""),
                    expiresAt);
        });
    }
}
