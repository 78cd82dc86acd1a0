package org.passerelle.core.agreement.text;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.label.Audience;

/** A clause: each of its terms in a provision, also those that it leaves out. */
record ClauseArticle(Wording wording, Clause clause, Drafting draft) {

    static Article of(Wording wording, int number, Clause clause) {
        return new ClauseArticle(wording, clause, new Drafting(wording, number)).article();
    }

    private Article article() {
        parties();
        scope();
        limits();
        recipient();
        release(clause.obligations());
        undertakings(clause.obligations());
        return draft.article(wording.say("heading.CLAUSE", Map.of("clause", wording.id(clause.id()))));
    }

    private void parties() {
        draft.say(
                "direction",
                Map.of(
                        "clause", wording.id(clause.id()),
                        "agreement", wording.id(clause.agreement()),
                        "releaser", wording.id(clause.releaser()),
                        "recipient", wording.id(clause.recipient())));
        draft.optional("unit", "unit", clause.recipientUnit().map(wording::id));
    }

    private void scope() {
        draft.some("types", "types", clause.recordTypes(), wording.coded("type", clause.recordTypes()));
        draft.some("tags", "tags", clause.tags(), wording.ids(clause.tags()));
        audience("areas", "areas", clause.areas());
        window();
    }

    private void audience(String topic, String place, Audience audience) {
        switch (audience) {
            case Audience.Unrestricted anything -> draft.say(topic, topic + ".any", Map.of());
            case Audience.Only only -> draft.some(topic, place, only.names(), wording.ids(only.names()));
        }
    }

    private void window() {
        Map<String, String> ends = new HashMap<>();
        clause.eventFrom().map(this::instant).ifPresent(from -> ends.put("from", from));
        clause.eventUntil().map(this::instant).ifPresent(until -> ends.put("until", until));
        String sentence = switch (ends.size()) {
            case 0 -> "window.none";
            case 1 -> "window." + ends.keySet().iterator().next();
            default -> "window";
        };
        draft.say("window", sentence, ends);
    }

    private String instant(Instant instant) {
        return wording.words().exactly(instant);
    }

    private void limits() {
        draft.say("ceiling", Map.of("level", wording.level(clause.ceiling())));
        draft.some("compartments", "compartments", clause.compartments(), wording.ids(clause.compartments()));
        draft.some("purposes", "purposes", clause.purposes(), wording.coded("purpose", clause.purposes()));
        draft.some("actions", "actions", clause.actions(), wording.closed("action", clause.actions()));
        draft.say("tlp", Map.of("tlp", wording.id("TLP:" + clause.tlpMax().text())));
    }

    private void recipient() {
        audience("onward", "names", clause.onward());
        draft.some("endUsers", "names", clause.endUsers(), wording.ids(clause.endUsers()));
        draft.optional("support", "category", clause.supportCategory().map(wording::id));
    }

    private void release(Obligations asked) {
        draft.flag("hold", clause.releaseHold());
        draft.some("strip", "groups", asked.strip(), wording.closed("group", asked.strip()));
        draft.say("geometry", Map.of("tier", wording.words().catalogue().text("tier." + asked.geometry())));
        draft.flag("grading", asked.gradingStatement());
        draft.flag("watermark", asked.watermark());
        draft.optional("delay", "period", asked.delay().map(wording.words()::exactly));
        draft.flag("notice", asked.notifyReleaser());
    }

    private void undertakings(Obligations asked) {
        draft.optional("retention", "period", asked.retention().map(wording.words()::exactly));
        draft.some("handling", "codes", asked.handling(), wording.ids(asked.handling()));
        draft.optional("backfill", "from", clause.backfillFrom().map(this::instant));
    }
}
