package org.passerelle.gateway.text;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.explanation.Language;
import org.passerelle.gateway.decisions.Languages;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fault;

/** Documents as answers: in the language and the form that the caller asks for. */
public record Documents(PdfPress press) {

    /** By the parameter {@code lang}, else by Accept-Language. */
    public static Language language(Call call) {
        return call.query("lang")
                .map(tag -> Languages.named(tag)
                        .orElseThrow(() -> Call.parameter("lang", Fault.Code.UNKNOWN_WORD, "must be en, fr or ar")))
                .orElseGet(() -> Languages.preferred(call.header("Accept-Language")));
    }

    /** By the parameter {@code form}, else by Accept; refused where none of the offered ones is acceptable. */
    public static TextForm form(Call call, List<TextForm> offered) {
        return call.query("form")
                .map(name -> TextForm.named(name, offered)
                        .orElseThrow(() -> Call.parameter(
                                "form",
                                Fault.Code.UNKNOWN_WORD,
                                "must be "
                                        + offered.stream()
                                                .map(form -> form.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(" or ")))))
                .or(() -> TextForm.preferred(call.header("Accept"), offered))
                .orElseThrow(() -> new Refusal(Problem.of(
                        Problem.Kind.NOT_ACCEPTABLE,
                        "it is to be had as "
                                + offered.stream().map(TextForm::mediaType).collect(Collectors.joining(" and ")))));
    }

    /** A page that has its own content security policy. */
    public static Answer.Body page(LegalText text) {
        HtmlText page = HtmlText.of(text);
        return body("text/html; charset=utf-8", Buffer.buffer(page.html()))
                .header("Content-Security-Policy", page.policy());
    }

    /**
     * A PDF; refused where the font lacks a character, or it is too long.
     *
     * @param account for whom
     * @param created the instant that it says it was made at
     * @param name of the file, without language and ending
     */
    public Future<Answer.Body> printed(String account, LegalText text, Instant created, String name) {
        return press.admit(account, place -> pdf(place, text, created, name)).recover(Documents::unprintable);
    }

    /** As {@link #printed}, in a place that is taken; empty where it would be refused, for what the caller must not learn before it is recorded. */
    public Future<Optional<Answer.Body>> printable(PdfPress.Place place, LegalText text, Instant created, String name) {
        return pdf(place, text, created, name)
                .map(Optional::of)
                .recover(failure -> failure instanceof Unprintable
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private static Future<Answer.Body> pdf(PdfPress.Place place, LegalText text, Instant created, String name) {
        String file = "%s-%s.pdf"
                .formatted(
                        name.replaceAll("[^A-Za-z0-9._-]", "_"), text.language().tag());
        return place.print(text, created)
                .map(bytes -> body(TextForm.PDF.mediaType(), bytes)
                        .header("Content-Disposition", "inline; filename=\"" + file + "\""));
    }

    private static Answer.Body body(String mediaType, Buffer bytes) {
        return new Answer.Body(200, Map.of("Content-Type", mediaType), bytes, Optional.empty(), () -> {});
    }

    private static Future<Answer.Body> unprintable(Throwable failure) {
        return Future.failedFuture(
                failure instanceof Unprintable
                        ? new Refusal(Problem.of(
                                Problem.Kind.NOT_ACCEPTABLE, failure.getMessage() + "; it is to be had as text/html"))
                        : failure);
    }

    /** Says in which language it is, and that it depends on what was asked. */
    public static Answer.Body headed(Answer.Body body, Language language) {
        return body.header("Content-Language", language.tag()).header("Vary", "Accept, Accept-Language");
    }
}
