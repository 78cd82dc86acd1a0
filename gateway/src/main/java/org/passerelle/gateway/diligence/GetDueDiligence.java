package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import org.passerelle.core.diligence.DueDiligence;
import org.passerelle.core.diligence.DueDiligenceText;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Reader.ReleasingSide;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.text.Documents;
import org.passerelle.gateway.text.TextForm;
import org.passerelle.platform.bus.Bus;

/** Shows the releaser what was known and who had allowed it when something left, as facts, as a page or on paper (HRDDP H11). */
record GetDueDiligence(PastFacts facts, Documents documents, Bus bus) implements Operation {
    @Override
    public String id() {
        return "getDueDiligence";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Language language = Documents.language(call);
        TextForm form = Documents.form(call, TextForm.DOCUMENTS);
        String disclosure = call.path("id");
        return facts.of(call.caller().party(), disclosure)
                .map(found -> found.orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                .map(known -> known.toldTo(new ReleasingSide(
                        call.caller().party(), call.caller().account().roles())))
                .compose(known -> new Notes(bus)
                        .opened(call.caller(), "due-diligence-opened", disclosure)
                        .compose(noted -> body(call, form, known, language)))
                .map(body -> Documents.headed(body, language));
    }

    private Future<Answer.Body> body(Call call, TextForm form, DueDiligence known, Language language) {
        return switch (form) {
            case JSON -> Future.succeededFuture(Answer.json(200, DueDiligenceJson.of(known)));
            case HTML -> Future.succeededFuture(Documents.page(DueDiligenceText.of(known, language)));
            case PDF ->
                documents.printed(
                        call.caller().subject(),
                        DueDiligenceText.of(known, language),
                        known.at(),
                        "due-diligence-" + known.disclosure());
        };
    }
}
