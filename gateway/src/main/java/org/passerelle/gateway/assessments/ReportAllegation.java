package org.passerelle.gateway.assessments;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.core.screening.Allegation;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.bus.Bus;

/** Reports an allegation against a unit or a commander (HRDDP H9). */
final class ReportAllegation implements Operation {
    private final Bus bus;
    private final Clock clock;

    ReportAllegation(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "reportAllegation";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Instant now = clock.instant();
        Allegation allegation = Bodies.read(
                call.body(),
                Set.of("unit", "commander", "allegedAt", "grading"),
                fields -> allegation(fields, call.caller().party(), now));
        return bus.ask(
                        Screening.REPORT,
                        new Screening.Report(allegation, call.caller().subject()),
                        Policy.PATIENCE)
                .map(outcome -> switch (outcome) {
                    case Screening.ReportOutcome.Reported reported ->
                        Answer.json(201, AssessmentJson.of(reported.allegation()));
                    case Screening.ReportOutcome.UnknownSubject unknown ->
                        throw Bodies.fault(
                                allegation.unit().isPresent() ? "/unit" : "/commander", "no such unit or commander");
                });
    }

    private static Allegation allegation(Fields fields, String assessor, Instant now) {
        List.of("allegedAt", "grading").forEach(fields::require);
        Optional<String> unit = fields.text("unit", 100);
        Optional<String> commander = fields.text("commander", 200);
        if (fields.has("unit") == fields.has("commander")) {
            fields.fault("unit", Fault.Code.CONTRADICTION, "give either unit or commander");
        }
        Instant allegedAt = fields.time("allegedAt").orElse(now);
        if (allegedAt.isAfter(now)) {
            fields.fault("allegedAt", Fault.Code.CONTRADICTION, "lies in the future");
        }
        String grading = fields.text("grading", 2).orElse("F6");
        if (!grading.matches("[A-F][1-6]")) {
            fields.fault("grading", Fault.Code.UNKNOWN_WORD, "grading must be A to F followed by 1 to 6");
            grading = "F6";
        }
        return new Allegation(
                UUID.randomUUID().toString(),
                assessor,
                unit,
                commander,
                allegedAt,
                now,
                new Grading(grading),
                Allegation.Status.OPEN);
    }
}
