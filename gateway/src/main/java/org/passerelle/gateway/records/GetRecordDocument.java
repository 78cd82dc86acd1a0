package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.party.Party;
import org.passerelle.core.sheet.Occasion;
import org.passerelle.core.sheet.RecordSheet;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Holds;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.text.Documents;
import org.passerelle.gateway.text.PdfPress;
import org.passerelle.gateway.text.TextForm;
import org.passerelle.platform.json.Json;

/**
 * Gives one record as a page or on paper. A document is kept and handed on, so it leaves as an export and not as a reading; hidden and
 * absent are one answer, after the same questions.
 */
final class GetRecordDocument implements Operation {
    private static final int ATTEMPTS = 3;

    private final Disclosure disclosure;
    private final Custody custody;
    private final Notes notes;
    private final Holds holds;
    private final Documents documents;
    private final Clock clock;

    GetRecordDocument(
            Disclosure disclosure, Custody custody, Notes notes, Holds holds, Documents documents, Clock clock) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.notes = notes;
        this.holds = holds;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "getRecordDocument";
    }

    /** What is asked for. */
    private record Order(String record, Ask ask, TextForm form, Language language) {}

    /**
     * A document of what was visible before it was made.
     *
     * @param view the hash of all of that view, its retention too, as that is printed; empty where nothing was visible, and then so is the
     *     body
     * @param body none where the view cannot be printed, which tells of what it says: that leaves as the document would have, recorded first
     */
    private record Made(Optional<String> view, Optional<Answer.Body> body) {
        boolean shows(List<Judgement> judged) {
            return hash(judged).equals(view);
        }

        static Optional<String> hash(List<Judgement> judged) {
            return judged.stream()
                    .flatMap(judgement -> judgement.rendered().stream())
                    .findFirst()
                    .map(RenderedView::hash);
        }
    }

    /** The view is no longer the one that was printed. */
    @SuppressWarnings("serial")
    private static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("the record changed while it was printed", null, false, false);
        }
    }

    @Override
    public Future<Answer> answer(Call call) {
        Order order = new Order(
                call.path("id"),
                new Ask(Action.EXPORT, call.requiredQuery("purpose")),
                Documents.form(call, TextForm.TEXTS),
                Documents.language(call));
        // INVARIANT: the place to print is taken whether anything will be printed or not: that there is none tells
        // nothing of the record.
        return order.form() == TextForm.PDF
                ? documents
                        .press()
                        .admit(call.caller().subject(), place -> attempt(call.caller(), order, place, ATTEMPTS))
                : attempt(call.caller(), order, GetRecordDocument::nowhere, ATTEMPTS);
    }

    // Printing takes longer than a decision may wait: what was printed is decided anew, and leaves only if it is still
    // the same.
    private Future<Answer> attempt(Caller caller, Order order, PdfPress.Place place, int left) {
        return made(caller, order, place)
                .compose(made -> disclosure
                        .disclose(
                                caller,
                                order.ask(),
                                leased -> custody.judged(leased, caller, order.ask(), order.record())
                                        .compose(judged -> made.shows(judged)
                                                ? Future.succeededFuture(judged)
                                                : Future.failedFuture(new Overtaken())))
                        .compose(released -> answer(caller, order, made, released)))
                .recover(failure -> {
                    if (!(failure instanceof Overtaken)) {
                        return Future.failedFuture(failure);
                    }
                    return left > 1
                            ? attempt(caller, order, place, left - 1)
                            : Future.failedFuture(new Refusal(Problem.Kind.UNAVAILABLE));
                });
    }

    private Future<Answer> answer(Caller caller, Order order, Made made, Released released) {
        Runnable after = () -> holds.open(caller, order.ask(), released.judged());
        return released.receipt()
                .map(receipt -> made.body()
                        .map(body -> Future.<Answer>succeededFuture(
                                body.header("Passerelle-Disclosure", Json.write(receipt.json()))
                                        .within(released.window())
                                        .then(after)))
                        .orElseGet(() -> {
                            after.run();
                            return Future.failedFuture(new Refusal(Problem.of(
                                    Problem.Kind.NOT_ACCEPTABLE,
                                    "it cannot be printed; it is to be had as text/html")));
                        }))
                .orElseGet(() -> notes.withheld(caller, order.ask(), order.record(), released.judged())
                        .compose(noted -> {
                            after.run();
                            return Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND));
                        }));
    }

    private static Future<Buffer> nowhere(LegalText text, Instant created) {
        throw new IllegalStateException("a page is not printed");
    }

    private Future<Made> made(Caller caller, Order order, PdfPress.Place place) {
        return disclosure
                .policy()
                .compose(leased -> disclosure
                        .judging()
                        .stand(leased, caller, order.ask())
                        .compose(stands -> custody.judged(leased, caller, order.ask(), order.record()))
                        .compose(judged -> body(caller, order, place, leased.bundle(), judged)
                                .map(body -> new Made(Made.hash(judged), body))));
    }

    private Future<Optional<Answer.Body>> body(
            Caller caller, Order order, PdfPress.Place place, Bundle bundle, List<Judgement> judged) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Occasion occasion =
                new Occasion(caller.party(), caller.subject(), order.ask().purpose(), at);
        String system = Optional.ofNullable(bundle.parties().get(caller.party()))
                .map(Party::markingSystem)
                .orElse("");
        return judged.stream()
                .filter(Judgement::visible)
                .flatMap(judgement -> judgement.view().stream())
                .findFirst()
                .map(view -> RecordSheet.of(view, bundle.markings(), system, occasion, order.language()))
                .map(text -> order.form() == TextForm.PDF
                        ? documents.printable(place, text, at, "record")
                        : Future.succeededFuture(Optional.of(Documents.page(text))))
                .orElseGet(() -> Future.succeededFuture(Optional.of(Answer.empty(200))))
                .map(body -> body.map(made -> Documents.headed(made, order.language())));
    }
}
