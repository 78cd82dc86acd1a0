package org.passerelle.gateway.agreements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.text.AgreementText;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Look;
import org.passerelle.core.message.Agreements.Terms;
import org.passerelle.core.message.Agreements.Version;
import org.passerelle.gateway.decisions.Languages;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.text.HtmlText;
import org.passerelle.gateway.text.PdfPress;
import org.passerelle.gateway.text.Unprintable;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.json.Json;

/** The terms of a version as legal text. It is made from the very bytes that are hashed and signed. */
record GetText(Bus bus, PdfPress press) implements Operation {
    /** What is no term, and is not signed. */
    private static final List<String> STANDING = List.of("state", "suspendedBy", "hash", "signatures");

    @Override
    public String id() {
        return "getAgreementText";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Language language = language(call);
        TextForm form = form(call);
        return AgreementOperations.asked(bus, call)
                .compose(terms -> version(call, terms).compose(version -> {
                    LegalText text = AgreementText.of(signed(terms, version.agreement()), language);
                    String tag = "\"" + digest(form + "\n" + version.at() + "\n" + text) + "\"";
                    return call.header("If-None-Match").filter(tag::equals).isPresent()
                            ? Future.succeededFuture(headed(Answer.empty(304), tag, language))
                            : body(form, text, version).map(body -> headed(body, tag, language));
                }));
    }

    private static Language language(Call call) {
        return call.query("lang")
                .map(tag -> Languages.named(tag)
                        .orElseThrow(() -> Call.parameter("lang", Fault.Code.UNKNOWN_WORD, "must be en, fr or ar")))
                .orElseGet(() -> Languages.preferred(call.header("Accept-Language")));
    }

    private static TextForm form(Call call) {
        return call.query("form")
                .map(name -> TextForm.named(name)
                        .orElseThrow(() -> Call.parameter("form", Fault.Code.UNKNOWN_WORD, "must be html or pdf")))
                .or(() -> TextForm.preferred(call.header("Accept")))
                .orElseThrow(() -> new Refusal(
                        Problem.of(Problem.Kind.NOT_ACCEPTABLE, "it is to be had as text/html and application/pdf")));
    }

    private Future<Version> version(Call call, Terms terms) {
        return bus.ask(
                        Agreements.LOOK,
                        new Look(Optional.of(call.path("id")), call.caller().party()))
                .map(looked -> looked.agreements().stream()
                        .flatMap(view -> view.versions().stream())
                        .filter(version -> version.agreement().version() == terms.version())
                        .findFirst()
                        .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)));
    }

    /** What the bytes say, with how the version stands; their hash is taken anew. */
    private static Agreement signed(Terms terms, Agreement standing) {
        String hash = digest(terms.canonical());
        if (!hash.equals(terms.hash()) || !hash.equals(standing.hash())) {
            throw new IllegalStateException("the terms of " + standing.id() + " are not those of their hash");
        }
        ObjectNode whole = (ObjectNode) Json.tree(standing);
        whole.retain(STANDING);
        whole.setAll((ObjectNode) Json.tree(terms.canonical()));
        return Json.read(whole, Agreement.class);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Future<Answer.Body> body(TextForm form, LegalText text, Version version) {
        return switch (form) {
            case HTML -> Future.succeededFuture(page(HtmlText.of(text)));
            case PDF ->
                press.print(text, version.at())
                        .map(bytes -> printed(bytes, text, version.agreement()))
                        .recover(GetText::unprintable);
        };
    }

    private static Answer.Body page(HtmlText page) {
        return body("text/html; charset=utf-8", Buffer.buffer(page.html()))
                .header("Content-Security-Policy", page.policy());
    }

    private static Answer.Body printed(Buffer bytes, LegalText text, Agreement agreement) {
        String name = "%s-v%d-%s.pdf"
                .formatted(
                        agreement.id().replaceAll("[^A-Za-z0-9._-]", "_"),
                        agreement.version(),
                        text.language().tag());
        return body(TextForm.PDF.mediaType(), bytes).header("Content-Disposition", "inline; filename=\"" + name + "\"");
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

    private static Answer headed(Answer.Body body, String tag, Language language) {
        return body.header("ETag", tag)
                .header("Content-Language", language.tag())
                .header("Vary", "Accept, Accept-Language");
    }
}
