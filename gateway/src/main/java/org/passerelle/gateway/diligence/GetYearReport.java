package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.diligence.YearReport;
import org.passerelle.core.diligence.YearReportText;
import org.passerelle.core.explanation.Language;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.text.Documents;
import org.passerelle.gateway.text.TextForm;
import org.passerelle.platform.bus.Bus;

/** Reports to the caller's party what it released to a recipient in a year, and how it kept to the HRDDP. */
record GetYearReport(Disclosure disclosure, Documents documents, Clock clock, Bus bus) implements Operation {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    @Override
    public String id() {
        return "getDueDiligenceReport";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Language language = Documents.language(call);
        TextForm form = Documents.form(call, TextForm.DOCUMENTS);
        String recipient = call.requiredQuery("recipient");
        call.requiredQuery("year");
        int year = (int) call.numberQuery("year", FIRST_YEAR, LAST_YEAR, FIRST_YEAR);
        return disclosure
                .policy()
                .compose(leased -> facts(call, leased.bundle(), recipient, year)
                        .gather()
                        .compose(report -> new Notes(bus)
                                .opened(call.caller(), "due-diligence-reported", recipient + " " + year)
                                .compose(noted -> body(call, form, report, language)))
                        .map(body -> Documents.headed(body, language)));
    }

    private YearFacts facts(Call call, Bundle bundle, String recipient, int year) {
        if (!bundle.parties().containsKey(recipient)) {
            throw Call.parameter("recipient", Fault.Code.UNKNOWN_WORD, "no such party");
        }
        Instant now = clock.instant();
        Instant from = begin(year);
        if (!from.isBefore(now)) {
            throw Call.parameter("year", Fault.Code.CONTRADICTION, "has not begun");
        }
        Instant end = begin(year + 1);
        return new YearFacts(bus, bundle, call.caller().party(), recipient, year, from, now.isBefore(end) ? now : end);
    }

    private static Instant begin(int year) {
        return OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    }

    private Future<Answer.Body> body(Call call, TextForm form, YearReport report, Language language) {
        return switch (form) {
            case JSON -> Future.succeededFuture(Answer.json(200, YearReportJson.of(report)));
            case HTML -> Future.succeededFuture(Documents.page(YearReportText.of(report, language)));
            case PDF ->
                documents.printed(
                        call.caller().subject(),
                        YearReportText.of(report, language),
                        report.until(),
                        "due-diligence-" + report.recipient() + "-" + report.year());
        };
    }
}
