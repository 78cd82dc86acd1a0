package org.passerelle.gateway.exemptions;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.Exemptions.Kind;
import org.passerelle.core.message.Exemptions.Outcome;
import org.passerelle.core.message.Policy;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.records.Custody;
import org.passerelle.platform.bus.Bus;

/** The operations on exemptions; one of another party, and one for a record of another party, is absent. */
public final class ExemptionOperations {
    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_REASON = 2000;

    private ExemptionOperations() {}

    public static List<Operation> of(Bus bus, Disclosure disclosure) {
        return List.of(
                new ListExemptions(bus),
                new RequestExemption(bus, disclosure, new Custody(bus, disclosure.judging())),
                new ActOnExemption("approveExemption", Kind.APPROVE, bus),
                new ActOnExemption("refuseExemption", Kind.REFUSE, bus),
                new ActOnExemption("endExemption", Kind.END, bus),
                new ActOnExemption("reviewExemption", Kind.REVIEW, bus));
    }

    private record ListExemptions(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listExemptions";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Exemptions.LIST, new Exemptions.Of(call.caller().party()))
                    .map(listed -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    listed.entries().stream()
                                            .map(ExemptionJson::of)
                                            .toList())));
        }
    }

    private record RequestExemption(Bus bus, Disclosure disclosure, Custody custody) implements Operation {
        private record Body(String code, String unit, String record, String purpose, String reason) {}

        @Override
        public String id() {
            return "requestExemption";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Body body = body(call.body());
            return own(call, body.record())
                    .compose(record -> bus.ask(
                            Exemptions.REQUEST,
                            new Exemptions.Request(
                                    body.code(),
                                    call.caller().party(),
                                    body.unit(),
                                    record.recordId(),
                                    record.version(),
                                    record.submitter(),
                                    body.purpose(),
                                    call.caller().subject(),
                                    body.reason())))
                    .map(ExemptionOperations::answer);
        }

        private static Body body(String body) {
            return Bodies.read(body, Set.of("code", "unit", "record", "purpose", "reason"), fields -> {
                List.of("code", "unit", "record", "purpose", "reason").forEach(fields::require);
                return new Body(
                        fields.text("code", LONGEST_WORD).orElse(""),
                        fields.text("unit", LONGEST_WORD).orElse(""),
                        fields.text("record", LONGEST_WORD).orElse(""),
                        fields.text("purpose", LONGEST_WORD).orElse(""),
                        fields.text("reason", LONGEST_REASON).orElse(""));
            });
        }

        /** The version that stands of a record of the own party; what the caller may not read is absent here too. */
        private Future<RecordFacts> own(Call call, String id) {
            return disclosure
                    .policy()
                    .compose(leased -> custody.own(leased, call.caller(), id))
                    .map(found -> found.orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND))
                            .record()
                            .facts());
        }
    }

    /** Approves, refuses, ends or reviews; the answer comes when it is effective at every gateway. */
    private record ActOnExemption(String id, Kind kind, Bus bus) implements Operation {
        @Override
        public Future<Answer> answer(Call call) {
            Exemptions.Act act = new Exemptions.Act(
                    kind,
                    call.path("id"),
                    call.caller().party(),
                    call.caller().subject(),
                    call.caller().account().roles(),
                    Reasons.read(call.body()));
            return bus.ask(Exemptions.ACT, act, Policy.PATIENCE).map(ExemptionOperations::answer);
        }
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("exemption", ExemptionJson.of(done.entry()));
                json.put("effective", done.barrier() > 0);
                yield Answer.json(201, json);
            }
            case Outcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Outcome.NotPossible(String reason) -> throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
        };
    }
}
