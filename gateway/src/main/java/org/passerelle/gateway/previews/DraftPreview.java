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
import org.passerelle.gateway.records.SourceTelling;

/**
 * Tells a submitter who would get what of a draft, taken in as a submission is and then not stored. What is above the hosting ceiling came
 * here all the same, and leaves its case.
 */
final class DraftPreview {
    private final Disclosure disclosure;
    private final Intake intake;
    private final Foresight foresight;
    private final Similarities similarities;
    private final SourceTelling sources;
    private final Notes notes;

    DraftPreview(
            Disclosure disclosure,
            Intake intake,
            Foresight foresight,
            Similarities similarities,
            SourceTelling sources,
            Notes notes) {
        this.disclosure = disclosure;
        this.intake = intake;
        this.foresight = foresight;
        this.similarities = similarities;
        this.sources = sources;
        this.notes = notes;
    }

    /** Asked without leaving anything in the store, it can be asked again and again: it is noted, and what is then refused too. */
    Future<Answer> answer(Call call, String body, Wanted wanted) {
        Language language = Languages.preferred(call.header("Accept-Language"));
        return disclosure
                .policy()
                .compose(leased -> notes.opened(call.caller(), "draft-previewed", "")
                        .compose(noted -> intake.preview(leased, call.caller(), body))
                        .compose(taken -> {
                            Map<String, Object> label =
                                    taken.label(leased.bundle(), call.caller().party());
                            return foreseen(leased, call.caller(), taken, wanted, language)
                                    .compose(recipients -> told(call.caller(), taken, label, language, recipients));
                        }));
    }

    private Future<List<Object>> foreseen(
            LeasedBundle leased, Caller caller, Intake.Taken taken, Wanted wanted, Language language) {
        PreviewJson preview = new PreviewJson(new Shown.Everything(), language, true);
        return foresight
                .of(leased, caller, wanted, at -> asStored(taken.submit(), at), UnaryOperator.identity())
                .map(preview::recipients);
    }

    private Future<Answer> told(
            Caller caller, Intake.Taken taken, Map<String, Object> label, Language language, List<Object> recipients) {
        return similarities
                .of(caller, taken.contents(), taken.known(""))
                .compose(similar -> sources.ofDraft(caller, taken).map(told -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("language", language.tag());
                    json.putAll(taken.told(label, told));
                    json.put("recipients", recipients);
                    return similar.told(200, json, told).header("Content-Language", language.tag());
                }));
    }

    private static StoredRecord asStored(Records.Submit submit, Instant at) {
        List<String> portionIds = IntStream.rangeClosed(1, submit.portions().size())
                .mapToObj(Integer::toString)
                .toList();
        return submit.stored("", 1, at.truncatedTo(ChronoUnit.MICROS), portionIds);
    }
}
