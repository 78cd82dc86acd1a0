package org.passerelle.gateway.agreements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.text.AgreementText;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Look;
import org.passerelle.core.message.Agreements.Terms;
import org.passerelle.core.message.Agreements.Version;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.text.Documents;
import org.passerelle.gateway.text.TextForm;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/** The terms of a version as legal text. It is made from the very bytes that are hashed and signed. */
record GetText(Bus bus, Documents documents) implements Operation {
    /** What is no term, and is not signed. */
    private static final List<String> STANDING = List.of("state", "suspendedBy", "hash", "signatures");

    @Override
    public String id() {
        return "getAgreementText";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Language language = Documents.language(call);
        TextForm form = Documents.form(call, TextForm.TEXTS);
        return AgreementOperations.asked(bus, call)
                .compose(terms -> version(call, terms).compose(version -> {
                    LegalText text = AgreementText.of(signed(terms, version.agreement()), language);
                    String tag = "\"" + Sha256.hex(form + "\n" + version.at() + "\n" + text) + "\"";
                    return call.header("If-None-Match").filter(tag::equals).isPresent()
                            ? Future.succeededFuture(headed(Answer.empty(304), tag, language))
                            : body(call, form, text, version).map(body -> headed(body, tag, language));
                }));
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
        String hash = Sha256.hex(terms.canonical());
        if (!hash.equals(terms.hash()) || !hash.equals(standing.hash())) {
            throw new IllegalStateException("the terms of " + standing.id() + " are not those of their hash");
        }
        ObjectNode whole = (ObjectNode) Json.tree(standing);
        whole.retain(STANDING);
        whole.setAll((ObjectNode) Json.tree(terms.canonical()));
        return Json.read(whole, Agreement.class);
    }

    private Future<Answer.Body> body(Call call, TextForm form, LegalText text, Version version) {
        return form == TextForm.PDF
                ? documents.printed(
                        call.caller().subject(),
                        text,
                        version.at(),
                        version.agreement().id() + "-v" + version.agreement().version())
                : Future.succeededFuture(Documents.page(text));
    }

    private static Answer headed(Answer.Body body, String tag, Language language) {
        return Documents.headed(body.header("ETag", tag), language);
    }
}
