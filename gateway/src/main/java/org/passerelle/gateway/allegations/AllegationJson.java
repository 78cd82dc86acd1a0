package org.passerelle.gateway.allegations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.core.message.Allegations.Case;
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.screening.Allegation;

/** Allegations as the assessing party sees them. */
public final class AllegationJson {
    private AllegationJson() {}

    /** What of an allegation every reader of assessments may know: neither text nor source. */
    public static Map<String, Object> of(Allegation allegation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", allegation.id());
        allegation.unit().ifPresent(unit -> json.put("unit", unit));
        allegation.commander().ifPresent(commander -> json.put("commander", commander));
        json.put("allegedAt", allegation.allegedAt());
        json.put("reportedAt", allegation.reportedAt());
        json.put("grading", allegation.grading().text());
        json.put("status", allegation.status().name());
        return json;
    }

    /** A case in a list. */
    static Map<String, Object> brief(Case one) {
        Map<String, Object> json = of(one.allegation());
        one.category().ifPresent(category -> json.put("category", category));
        json.put("holds", one.holds());
        return json;
    }

    /** @param record the record that tells of it, where the reader may read it */
    static Map<String, Object> whole(Case one, Optional<String> record) {
        Map<String, Object> json = brief(one);
        record.ifPresent(id -> json.put("record", id));
        json.put(
                "statements",
                one.statements().stream().map(AllegationJson::statement).toList());
        json.put("history", one.history().stream().map(AllegationJson::event).toList());
        return json;
    }

    private static Map<String, Object> statement(Said said) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", said.statement().id());
        json.put("as", said.as().name());
        json.put("grading", said.statement().grading().text());
        json.put("by", said.subject());
        json.put("at", said.at());
        said.statement().summary().ifPresent(summary -> json.put("summary", portion(summary)));
        said.statement().source().ifPresent(source -> json.put("source", portion(source)));
        return json;
    }

    private static Map<String, Object> portion(Portion portion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", portion.text());
        json.put("marking", portion.marking());
        json.put("compartments", new TreeSet<>(portion.compartments()));
        return json;
    }

    private static Map<String, Object> event(Event event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("happening", event.happening().name());
        json.put("status", event.status().name());
        json.put("grading", event.grading().text());
        event.statement().ifPresent(statement -> json.put("statement", statement));
        json.put("by", event.subject());
        if (!event.reason().isEmpty()) {
            json.put("reason", event.reason());
        }
        json.put("at", event.at());
        return json;
    }
}
