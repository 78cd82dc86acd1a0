package org.passerelle.gateway.previews;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.View;
import org.passerelle.gateway.decisions.ExplanationJson;
import org.passerelle.gateway.disclosure.Judgement;

/**
 * Writes what recipients would get. A view is the very one that would leave; of a draft it has no id yet.
 *
 * @param draft it is of something that is not stored
 */
record PreviewJson(Shown shown, Language language, boolean draft) {

    /** Why somebody to whom the decision is favourable would get nothing, or it is not shown what. */
    private enum Because {
        /** What the clauses oblige to leaves nothing, or nothing yet. */
        OBLIGATIONS,
        /** The recipient's marking system has no words for the level. */
        NO_MARKING,
        /** It has content that the caller may not read. */
        NOT_SHOWN
    }

    List<Object> recipients(List<Foresight.Foreseen> foreseen) {
        List<Object> recipients = new ArrayList<>();
        for (Foresight.Foreseen one : foreseen) {
            Account account = one.recipient();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("account", account.id());
            json.put("party", account.party());
            account.unit().ifPresent(unit -> json.put("unit", unit));
            json.put("outcomes", one.outcomes().stream().map(this::outcome).toList());
            recipients.add(json);
        }
        return recipients;
    }

    private Map<String, Object> outcome(Foresight.Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", outcome.action().name());
        json.put("purpose", outcome.purpose());
        json.put("gets", outcome.judgement().filter(Judgement::visible).isPresent());
        outcome.judgement().ifPresent(judgement -> what(json, judgement));
        json.put("why", ExplanationJson.brief(outcome.explanation(), language));
        return json;
    }

    private void what(Map<String, Object> json, Judgement judgement) {
        if (judgement.visible()) {
            View view = judgement.view().orElseThrow();
            if (shown.covers(view)) {
                json.put("view", view(judgement));
            } else {
                json.put("because", Because.NOT_SHOWN.name());
            }
        } else if (judgement.decision().verdict() == Verdict.PERMIT) {
            json.put("because", (judgement.view().isPresent() ? Because.NO_MARKING : Because.OBLIGATIONS).name());
        }
    }

    private Map<String, Object> view(Judgement judgement) {
        Map<String, Object> view =
                new LinkedHashMap<>(judgement.rendered().orElseThrow().json());
        if (draft) {
            view.remove("id");
        }
        return view;
    }
}
