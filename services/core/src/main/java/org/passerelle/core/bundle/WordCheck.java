package org.passerelle.core.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.screening.Risk;

/** Whether vocabulary, markings and settings hold together. All of it is left in: what is unknown or not set, decisions deny. */
final class WordCheck {
    private WordCheck() {}

    static List<Fault> faults(Parts parts) {
        List<Fault> faults = new ArrayList<>(vocabulary(parts.vocabulary()));
        faults.addAll(markings(parts.markings()));
        faults.addAll(settings(parts.settings(), parts.vocabulary()));
        return faults;
    }

    private static List<Fault> vocabulary(Vocabulary words) {
        Faults faults = Faults.of(Place.Part.VOCABULARY, "");
        new TreeMap<>(words.areas())
                .forEach((area, country) -> faults.unknown(
                        "country",
                        List.of(country),
                        name -> name.equals(words.areas().get(name)),
                        "areas",
                        area));
        new TreeMap<>(words.tags())
                .forEach((tag, predicate) -> faults.unknown(
                        "value of " + tag,
                        predicate.blockedInbound(),
                        predicate.values()::contains,
                        "tags",
                        tag,
                        "blockedInbound"));
        new TreeMap<>(words.recordTypes())
                .forEach((type, fields) -> new TreeMap<>(fields.details())
                        .forEach((name, field) -> faults.when(
                                field.kind().closed() == field.values().isEmpty(),
                                Fault.Code.CONTRADICTION,
                                "lists values exactly where a field takes words of a closed list, and not in " + name,
                                "recordTypes",
                                type,
                                "details",
                                name,
                                "values")));
        return faults.list();
    }

    private static List<Fault> markings(Markings markings) {
        Faults faults = Faults.of(Place.Part.MARKINGS, "");
        new TreeMap<>(markings.outbound())
                .forEach((system, words) -> new TreeMap<>(words)
                        .forEach((level, word) -> returning(markings, system, level, word, faults)));
        return faults.list();
    }

    // INVARIANT: what leaves under a marking comes back under it no lower.
    private static void returning(Markings markings, String system, Level level, String word, Faults faults) {
        String[] place = {"outbound", system, Integer.toString(level.number())};
        Level back = markings.inbound().get(word);
        faults.when(back == null, Fault.Code.UNKNOWN_NAME, "names " + word + ", which is no marking inbound", place);
        faults.when(
                back != null && !level.atMost(back),
                Fault.Code.LOWERED,
                "names " + word + ", which comes back as level " + (back == null ? "" : back.number()),
                place);
    }

    private static List<Fault> settings(Settings settings, Vocabulary words) {
        Faults faults = Faults.of(Place.Part.SETTINGS, "");
        for (Strength strength : Strength.values()) {
            faults.when(
                    !settings.strengthCeiling().containsKey(strength),
                    Fault.Code.MISSING,
                    "names no ceiling for sign-in strength " + strength,
                    "strengthCeiling",
                    strength.name());
        }
        for (Risk risk : Risk.values()) {
            faults.when(
                    !settings.assessmentValidity().containsKey(risk.name()),
                    Fault.Code.MISSING,
                    "names no validity for risk " + risk,
                    "assessmentValidity",
                    risk.name());
            faults.when(
                    !settings.diligence().approvals().containsKey(risk),
                    Fault.Code.MISSING,
                    "names nobody who approves risk " + risk,
                    "diligence",
                    "approvals",
                    risk.name());
        }
        faults.unknown("flag", List.of(settings.atRiskFlag()), words.flags()::contains, "atRiskFlag");
        faults.unknown("flag", List.of(settings.mistreatmentFlag()), words.flags()::contains, "mistreatmentFlag");
        faults.when(
                settings.atRiskFlag().equals(settings.mistreatmentFlag()),
                Fault.Code.CONTRADICTION,
                "uses one flag, " + settings.mistreatmentFlag() + ", for data at risk and for mistreatment",
                "mistreatmentFlag");
        return faults.list();
    }
}
