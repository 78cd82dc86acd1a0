package org.passerelle.gateway.agreements;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.core.message.Agreements.Version;
import org.passerelle.core.message.Agreements.View;

/** An agreement with its versions, what each changed, who approved and signed it, and everything that happened. */
final class LifeJson {
    private LifeJson() {}

    /** In a list: the version that decides, and beside it what is being negotiated. */
    static Map<String, Object> item(View view) {
        Map<String, Object> json = AgreementJson.of(view.version(view.shown()).agreement());
        view.endsAt().ifPresent(ends -> json.put("endsAt", ends));
        Version newest = view.versions().getLast();
        if (newest.agreement().version() != view.shown()) {
            Map<String, Object> negotiated = new LinkedHashMap<>();
            negotiated.put("version", newest.agreement().version());
            negotiated.put("state", newest.agreement().state().name());
            json.put("newest", negotiated);
        }
        return json;
    }

    static Map<String, Object> whole(View view) {
        Map<String, Object> json = item(view);
        json.put(
                "versions",
                view.versions().stream().map(version -> version(view, version)).toList());
        json.put("history", view.history().stream().map(LifeJson::event).toList());
        return json;
    }

    private static Map<String, Object> version(View view, Version version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.agreement().version());
        json.put("state", version.agreement().state().name());
        if (!version.party().isEmpty()) {
            json.put("party", version.party());
        }
        json.put("at", version.at());
        json.put("hash", version.agreement().hash());
        json.put("terms", TermsJson.of(version.agreement()));
        version.basis().ifPresent(basis -> {
            json.put("basis", basis);
            json.put("changes", Difference.between(view.version(basis).agreement(), version.agreement()));
        });
        json.put("approvals", new TreeMap<>(version.approvals()));
        Map<String, Object> signatures = new TreeMap<>();
        version.agreement()
                .signatures()
                .forEach((party, signature) -> signatures.put(party, signature(version, party, signature)));
        json.put("signatures", signatures);
        return json;
    }

    private static Map<String, Object> signature(Version version, String party, Signature signature) {
        Map<String, Object> json = new LinkedHashMap<>();
        Optional.ofNullable(version.signatories().get(party)).ifPresent(account -> json.put("by", account));
        json.put("at", signature.at());
        json.put("keyId", signature.keyId());
        json.put("jws", signature.value());
        Optional.ofNullable(version.keys().get(signature.keyId())).ifPresent(key -> json.put("key", KeyJson.of(key)));
        return json;
    }

    private static Map<String, Object> event(Event event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", event.event().name());
        json.put("version", event.version());
        if (!event.party().isEmpty()) {
            json.put("party", event.party());
        }
        json.put("by", event.subject());
        if (!event.reason().isEmpty()) {
            json.put("reason", event.reason());
        }
        json.put("at", event.at());
        event.endsAt().ifPresent(ends -> json.put("endsAt", ends));
        return json;
    }

    /**
     * The answer to an act. The number of the policy stays within: it counts what others do.
     *
     * @param effective whether decisions have changed, at every gateway
     */
    static Map<String, Object> done(View view, int version, boolean effective, java.time.Instant at) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("agreement", whole(view));
        json.put("version", version);
        json.put("effective", effective);
        json.put("at", at);
        return json;
    }

    /** All that a party sees. */
    static Map<String, Object> list(List<View> views) {
        return Map.of("items", views.stream().map(LifeJson::item).toList());
    }
}
