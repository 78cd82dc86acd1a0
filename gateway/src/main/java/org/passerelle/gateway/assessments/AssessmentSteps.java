package org.passerelle.gateway.assessments;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.message.Assessments.Decision;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fields;

/** Reads the steps in the life of assessments; each says why it is taken. */
final class AssessmentSteps {
    private static final int LONGEST_REASON = 2000;
    private static final ClosedWords DECISIONS = new ClosedWords(
            "decision", Arrays.stream(Decision.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet()));

    private AssessmentSteps() {}

    static Step draft(Call call) {
        return DraftReader.read(call.body(), Step.Draft::new);
    }

    static Step revise(Call call) {
        return DraftReader.read(call.body(), Step.Revise::new);
    }

    static Step submit(Call call) {
        return new Step.Submit(Reasons.read(call.body()));
    }

    static Step remediate(Call call) {
        return new Step.Remediate(Reasons.read(call.body()));
    }

    static Step review(Call call) {
        return Bodies.read(call.body(), Set.of("accepted", "reason"), fields -> {
            List.of("accepted", "reason").forEach(fields::require);
            return new Step.Review(fields.truth("accepted").orElse(false), reason(fields));
        });
    }

    static Step decide(Call call) {
        return Bodies.read(call.body(), Set.of("decision", "reason"), fields -> {
            List.of("decision", "reason").forEach(fields::require);
            Decision decision =
                    fields.word("decision", DECISIONS).map(Decision::valueOf).orElse(Decision.REFUSED);
            return new Step.Decide(decision, reason(fields));
        });
    }

    static Step complete(Call call) {
        String mitigation = call.path("mitigation");
        return Bodies.read(call.body(), Set.of("evidence"), fields -> {
            fields.require("evidence");
            return new Step.Complete(
                    mitigation, fields.text("evidence", LONGEST_REASON).orElse(""));
        });
    }

    static String reason(Fields fields) {
        return fields.text("reason", LONGEST_REASON).orElse("");
    }
}
