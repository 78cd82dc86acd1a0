package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.ProblemCode;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Submits a record. */
public final class SubmitRecord implements Operation {
    private static final int LONGEST_KEY = 100;

    private final Disclosure disclosure;
    private final Intake intake;
    private final Similarities similarities;
    private final SourceTelling sources;
    private final Bus bus;

    SubmitRecord(Disclosure disclosure, Intake intake, Similarities similarities, SourceTelling sources, Bus bus) {
        this.disclosure = disclosure;
        this.intake = intake;
        this.similarities = similarities;
        this.sources = sources;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "submitRecord";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Optional<String> key = call.header("Idempotency-Key");
        if (key.filter(text -> text.isBlank() || text.length() > LONGEST_KEY).isPresent()) {
            throw new Refusal(Problem.of(Problem.Kind.MALFORMED, "Idempotency-Key has one to 100 characters"));
        }
        String body = call.body();
        return disclosure
                .policy()
                .compose(leased -> intake.take(leased, call.caller(), body, key).compose(taken -> {
                    Map<String, Object> label =
                            taken.label(leased.bundle(), call.caller().party());
                    return bus.ask(Records.SUBMIT, taken.submit())
                            .map(SubmitRecord::stored)
                            .compose(stored -> told(call.caller(), taken, label, stored));
                }));
    }

    private Future<Answer> told(
            Caller caller, Intake.Taken taken, Map<String, Object> label, Records.SubmitOutcome.Stored stored) {
        return similarities
                .of(caller, taken.contents(), taken.known(stored.recordId()))
                .compose(similar -> sources.ofStored(caller, taken.resolved(), taken.sources())
                        .map(leaving -> similar.told(
                                        201,
                                        StoredJson.of(stored.recordId(), label, taken.resolved(), leaving),
                                        leaving)
                                .header("Location", "/api/v1/records/" + stored.recordId())));
    }

    private static Records.SubmitOutcome.Stored stored(Records.SubmitOutcome outcome) {
        return switch (outcome) {
            case Records.SubmitOutcome.Stored stored -> stored;
            case Records.SubmitOutcome.KeyReused reused ->
                throw new Refusal(new Problem(
                        Problem.Kind.INVALID,
                        Optional.of("the Idempotency-Key was used with another body"),
                        Optional.of(ProblemCode.IDEMPOTENCY_KEY_REUSED),
                        List.of(),
                        Optional.empty()));
        };
    }
}
