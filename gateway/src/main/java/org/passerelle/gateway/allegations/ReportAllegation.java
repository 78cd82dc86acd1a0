package org.passerelle.gateway.allegations;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Allegations.Report;
import org.passerelle.core.message.Allegations.ReportOutcome;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.core.message.Policy;
import org.passerelle.core.screening.Allegation;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.records.SourceTelling;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault.Code;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.bus.Bus;

/** Reports an allegation against a unit or a commander (HRDDP H9). */
final class ReportAllegation implements Operation {
    private static final Set<String> MEMBERS = members();

    private final Bus bus;
    private final Clock clock;
    private final Disclosure disclosure;
    private final AllegationRecords records;
    private final SourceTelling sources;

    ReportAllegation(Bus bus, Clock clock, Disclosure disclosure, AllegationRecords records) {
        this.bus = bus;
        this.clock = clock;
        this.disclosure = disclosure;
        this.records = records;
        this.sources = new SourceTelling(disclosure, records.custody(), clock);
    }

    private static Set<String> members() {
        Set<String> members = new HashSet<>(StatementReading.MEMBERS);
        members.addAll(Set.of("unit", "commander", "allegedAt", "category", "record"));
        return Set.copyOf(members);
    }

    @Override
    public String id() {
        return "reportAllegation";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return disclosure.policy().compose(leased -> {
            Reader by = Readers.of(leased.bundle(), call.caller());
            Report report = Bodies.read(call.body(), MEMBERS, fields -> report(leased.bundle(), call, fields, by));
            return linked(leased, call, report)
                    .compose(known -> bus.ask(Allegations.REPORT, report, Policy.PATIENCE))
                    .map(outcome -> answer(report, outcome));
        });
    }

    private static Answer answer(Report report, ReportOutcome outcome) {
        return switch (outcome) {
            case ReportOutcome.Reported reported ->
                Answer.json(201, AllegationJson.whole(reported.reported(), report.record()))
                        .header(
                                "Location",
                                "/api/v1/allegations/"
                                        + reported.reported().allegation().id());
            case ReportOutcome.UnknownSubject(String what)
            when what.equals(Allegations.ASSESSOR) ->
                throw Bodies.fault("", "only a UN entity keeps allegations (HRDDP H1)");
            case ReportOutcome.UnknownSubject unknown ->
                throw Bodies.fault(
                        report.allegation().unit().isPresent() ? "/unit" : "/commander", "no such unit or commander");
        };
    }

    /** That the record is there is told by whatever is said of the report, and recorded before. */
    private Future<Void> linked(LeasedBundle leased, Call call, Report report) {
        return records.readable(leased, call.caller(), report.record())
                .compose(readable -> report.record().isPresent() && readable.isEmpty()
                        ? Future.failedFuture(Bodies.fault("/record", "no such record of an allegation"))
                        : sources.ofCited(call.caller(), readable.map(Set::of).orElse(Set.of()), Set.of()));
    }

    private Report report(Bundle bundle, Call call, Fields fields, Reader by) {
        List.of("allegedAt", "category").forEach(fields::require);
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        Statement statement = new StatementReading(bundle, call.caller()).read(fields, id);
        Optional<String> category = fields.word(
                "category", new ClosedWords("violation", bundle.vocabulary().violations()));
        return new Report(
                allegation(fields, id, by, statement, now),
                category.orElse(""),
                fields.text("record", 100),
                statement,
                by);
    }

    private static Allegation allegation(Fields fields, String id, Reader by, Statement statement, Instant now) {
        Optional<String> unit = fields.text("unit", 100);
        Optional<String> commander = fields.text("commander", 200);
        if (fields.has("unit") == fields.has("commander")) {
            fields.fault("unit", Code.CONTRADICTION, "give either unit or commander");
        }
        Instant allegedAt = fields.time("allegedAt").orElse(now);
        if (allegedAt.isAfter(now)) {
            fields.fault("allegedAt", Code.CONTRADICTION, "lies in the future");
        }
        return new Allegation(
                id, by.party(), unit, commander, allegedAt, now, statement.grading(), Allegation.Status.OPEN);
    }
}
