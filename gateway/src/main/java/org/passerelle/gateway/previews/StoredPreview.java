package org.passerelle.gateway.previews;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.explanation.Language;
import org.passerelle.gateway.decisions.Languages;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.records.Custody;

/**
 * Tells a releaser who would get what of a record of its own. It shows content, and is a disclosure to whoever asks: of the record as they
 * may read it, and of what is told about others. Records of others, hidden ones and absent ones are one answer, after the same questions.
 */
final class StoredPreview {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Foresight foresight;
    private final Notes notes;

    StoredPreview(Disclosure disclosure, Custody custody, Foresight foresight, Notes notes) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.foresight = foresight;
        this.notes = notes;
    }

    /** What an attempt came to; a retry after a policy change foresees afresh. */
    private record Attempt(List<Judgement> judged, Map<String, Object> json) {}

    /** @param purpose for which the caller reads the record */
    Future<Answer> answer(Call call, String recordId, String purpose, Wanted wanted) {
        Ask ask = new Ask(Action.READ, purpose);
        Language language = Languages.preferred(call.header("Accept-Language"));
        List<Attempt> attempts = new ArrayList<>();
        return disclosure
                .tell(
                        call.caller(),
                        ask,
                        leased -> custody.judged(leased, call.caller(), ask, recordId)
                                .compose(judged -> own(judged, call.caller())
                                        .map(own -> foresee(leased, call.caller(), own, wanted, language))
                                        .orElseGet(() -> Future.succeededFuture(new Attempt(judged, Map.of()))))
                                .map(attempt -> {
                                    attempts.add(attempt);
                                    return told(attempt, call.caller());
                                }))
                .compose(released -> released.receipt()
                        .map(receipt -> Future.succeededFuture(
                                found(attempts.getLast(), recordId, language, released, receipt)))
                        .orElseGet(() -> notes.withheld(
                                        call.caller(),
                                        ask,
                                        recordId,
                                        attempts.getLast().judged())
                                .compose(noted -> Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND)))));
    }

    private static Optional<Judgement> own(List<Judgement> judged, Caller caller) {
        return judged.stream()
                .filter(judgement -> judgement.visible()
                        && judgement.record().facts().releaser().equals(caller.party()))
                .findFirst();
    }

    private Future<Attempt> foresee(
            LeasedBundle leased, Caller caller, Judgement own, Wanted wanted, Language language) {
        PreviewJson preview = new PreviewJson(new Shown.AsRead(own.view().orElseThrow()), language, false);
        return foresight
                .of(leased, caller, wanted, at -> own.record(), facts -> facts.only(own.leaving()))
                .map(foreseen -> new Attempt(List.of(own), Map.of("recipients", preview.recipients(foreseen))));
    }

    private static Disclosure.Told told(Attempt attempt, Caller caller) {
        return attempt.json().isEmpty()
                ? new Disclosure.Told(List.of(), List.of())
                : new Disclosure.Told(
                        attempt.judged(),
                        List.of(Notice.preview(
                                attempt.json(),
                                caller.party(),
                                originators(attempt.judged().getFirst()))));
    }

    private static Set<String> originators(Judgement own) {
        return own.record().facts().portions().stream()
                .filter(portion -> own.leaving().contains(portion.id()))
                .flatMap(portion -> portion.label().stream())
                .flatMap(label -> label.originators().stream())
                .collect(Collectors.toSet());
    }

    private static Answer found(
            Attempt attempt, String recordId, Language language, Released released, Released.Receipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("language", language.tag());
        json.put("record", recordId);
        json.putAll(attempt.json());
        json.put("disclosure", receipt.json());
        return Answer.json(200, json).header("Content-Language", language.tag()).within(released.window());
    }
}
