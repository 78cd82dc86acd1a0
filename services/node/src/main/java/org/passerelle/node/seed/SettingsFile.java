package org.passerelle.node.seed;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.passerelle.agreements.reading.Known;
import org.passerelle.agreements.reading.Roles;
import org.passerelle.agreements.reading.Section;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.screening.Risk;

/** {@code policy.json}: every value of the policy that an operator may choose. */
record SettingsFile(Settings settings) {
    private static final Settings UNREAD = new Settings(
            Duration.ZERO,
            Tlp.CLEAR,
            Map.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            "",
            "",
            Risk.LOW,
            Map.of(),
            Duration.ZERO,
            Duration.ZERO);

    static SettingsFile read(ConfigurationDirectory files, VocabularyFiles vocabulary) {
        Settings[] read = {UNREAD};
        files.file("policy.json", file -> read[0] = settings(file, vocabulary));
        return new SettingsFile(read[0]);
    }

    private static Settings settings(Section file, VocabularyFiles vocabulary) {
        String atRisk = file.word("atRiskFlag", vocabulary.flags());
        String mistreatment = file.word("mistreatmentFlag", vocabulary.flags());
        if (!atRisk.isEmpty() && atRisk.equals(mistreatment)) {
            file.fault("mistreatmentFlag", "data at risk and mistreatment need flags of their own");
        }
        return new Settings(
                file.duration("clockSkew"),
                tlp(file, "defaultTlpMax"),
                strengths(file.section("strengthCeiling")),
                file.constants("screenedTypes", PartyType.class),
                file.constants("screeningReleasers", PartyType.class),
                file.constants("lookThroughTypes", PartyType.class),
                atRisk,
                mistreatment,
                file.constant("releaseHoldRisk", Risk.class),
                validity(file.section("assessmentValidity")),
                file.duration("recallDeadline"),
                file.duration("recallEscalation"),
                duties(file.section("duties")),
                new DiligenceReading(vocabulary.vocabulary()).read(file.section("diligence")));
    }

    private static Duties duties(Section section) {
        Section roles = section.section("roles");
        Map<Duty, Set<String>> byDuty = new EnumMap<>(Duty.class);
        for (Duty duty : Duty.values()) {
            byDuty.put(duty, roles.words(duty.name(), Roles.WORDS));
        }
        roles.end();
        Duties duties = new Duties(
                byDuty,
                section.optionalLevel("twoPersonsFrom"),
                section.optionalLevel("threePersonsFrom"),
                section.duration("noticePeriod"),
                section.duration("stepUpWithin"));
        section.end();
        return duties;
    }

    /** A TLP word as TLP 2.0 writes it. */
    static Tlp tlp(Section section, String key) {
        return Tlp.parse(section.word(key, Known.tlpWords())).orElse(Tlp.CLEAR);
    }

    private static Map<Strength, Level> strengths(Section section) {
        Map<Strength, Level> ceilings = new EnumMap<>(Strength.class);
        for (Strength strength : Strength.values()) {
            ceilings.put(strength, section.level(strength.name()));
        }
        section.end();
        return ceilings;
    }

    private static Map<String, Duration> validity(Section section) {
        Map<String, Duration> durations = new HashMap<>();
        for (Risk risk : Risk.values()) {
            durations.put(risk.name(), section.duration(risk.name()));
        }
        section.end();
        return durations;
    }
}
