package org.passerelle.gateway.sanctions;

import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.core.message.Sanctions.Lists;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.Refusal;
import org.passerelle.core.message.Sanctions.Ruling;
import org.passerelle.core.message.Sanctions.Version;
import org.passerelle.core.names.Comparison;
import org.passerelle.core.names.Meeting;
import org.passerelle.core.sanctions.ListEntry;

/** Lists and matches as their readers see them. */
final class SanctionsJson {
    private SanctionsJson() {}

    static Map<String, Object> of(Lists lists) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", lists.versions().stream().map(SanctionsJson::of).toList());
        lists.refused().ifPresent(refused -> json.put("refused", of(refused)));
        return json;
    }

    private static Map<String, Object> of(Refusal refused) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("problem", refused.problem());
        json.put("line", refused.line());
        json.put("column", refused.column());
        json.put("by", refused.subject());
        json.put("at", refused.at());
        return json;
    }

    static Map<String, Object> of(Version version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.version());
        json.put("published", version.published());
        json.put("digest", version.digest());
        json.put("individuals", version.individuals());
        json.put("entities", version.entities());
        json.put("added", version.added());
        json.put("changed", version.changed());
        json.put("delisted", version.delisted());
        json.put("importedAt", version.importedAt());
        return json;
    }

    static Map<String, Object> of(Match match) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", match.id());
        json.put("state", match.state().name());
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("kind", match.kind().name());
        subject.put("id", match.subject());
        match.name().ifPresent(name -> subject.put("name", name));
        json.put("subject", subject);
        json.put("entry", of(match.entry()));
        json.put("listedName", match.listedName());
        json.put("score", rounded(match.score()));
        match.comparison().ifPresent(comparison -> json.put("explanation", of(comparison)));
        match.ruling().ifPresent(ruling -> json.put("ruling", of(ruling)));
        json.put("openedAt", match.openedAt());
        json.put("dueAt", match.dueAt());
        return json;
    }

    private static Map<String, Object> of(ListEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("reference", entry.reference());
        json.put("kind", entry.kind().name());
        json.put("regime", entry.regime());
        json.put("names", entry.names().stream().map(ListEntry.ListedName::text).toList());
        return json;
    }

    private static Map<String, Object> of(Comparison comparison) {
        return Map.of(
                "meetings",
                        comparison.meetings().stream().map(SanctionsJson::of).toList(),
                "lowered", comparison.lowered().stream().map(Enum::name).toList(),
                "raised", comparison.raised().stream().map(Enum::name).toList());
    }

    private static Map<String, Object> of(Meeting meeting) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", meeting.one());
        json.put("listed", meeting.other());
        json.put("why", meeting.why().name());
        json.put("likeness", rounded(meeting.likeness()));
        return json;
    }

    private static Map<String, Object> of(Ruling ruling) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("same", ruling.ruling().name().equals("MATCH"));
        json.put("by", ruling.subject());
        json.put("reason", ruling.reason());
        json.put("at", ruling.at());
        return json;
    }

    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }
}
