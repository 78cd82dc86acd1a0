package org.passerelle.gateway.previews;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.decisions.Languages;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.records.Intake;
import org.passerelle.gateway.records.Similarities;

/**
 * Tells a submitter who would get what of a draft, taken in as a submission is and then not stored. What is above the hosting ceiling came
 * here all the same, and leaves its case.
 */
final class DraftPreview {
    private final Disclosure disclosure;
    private final Intake intake;
    private final Foresight foresight;
    private final Similarities similarities;
    private final Notes notes;

    DraftPreview(Disclosure disclosure, Intake intake, Foresight foresight, Similarities similarities, Notes notes) {
        this.disclosure = disclosure;
        this.intake = intake;
        this.foresight = foresight;
        this.similarities = similarities;
        this.notes = notes;
    }

    /** Asked without leaving anything in the store, it can be asked again and again: it is noted. */
    Future<Answer> answer(Call call, String body, Wanted wanted) {
        Language language = Languages.preferred(call.header("Accept-Language"));
        return disclosure
                .policy()
                .compose(leased -> intake.preview(leased, call.caller(), body)
                        .compose(taken -> foreseen(leased, call.caller(), taken, wanted, language)
                                .compose(json -> notes.opened(call.caller(), "draft-previewed", "")
                                        .compose(noted ->
                                                similarities.of(call.caller(), taken.contents(), taken.known("")))
                                        .map(similar ->
                                                similar.told(200, json).header("Content-Language", language.tag())))));
    }

    private Future<Map<String, Object>> foreseen(
            LeasedBundle leased, Caller caller, Intake.Taken taken, Wanted wanted, Language language) {
        Map<String, Object> told = taken.told(leased.bundle(), caller.party());
        PreviewJson preview = new PreviewJson(new Shown.Everything(), language, true);
        return foresight
                .of(leased, caller, wanted, at -> asStored(taken.submit(), at), UnaryOperator.identity())
                .map(foreseen -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("language", language.tag());
                    json.putAll(told);
                    json.put("recipients", preview.recipients(foreseen));
                    return json;
                });
    }

    private static StoredRecord asStored(Records.Submit submit, Instant at) {
        List<String> portionIds = IntStream.rangeClosed(1, submit.portions().size())
                .mapToObj(Integer::toString)
                .toList();
        return submit.stored("", 1, at.truncatedTo(ChronoUnit.MICROS), portionIds);
    }
}
