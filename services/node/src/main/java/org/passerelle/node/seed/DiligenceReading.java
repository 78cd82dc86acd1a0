package org.passerelle.node.seed;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.agreements.reading.Roles;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Grading;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Diligence.Approval;
import org.passerelle.core.screening.Diligence.Exempting;
import org.passerelle.core.screening.Risk;

/** Reads {@code diligence} of {@code policy.json}: the values of the HRDDP rules. */
record DiligenceReading(Vocabulary vocabulary) {

    Diligence read(Section section) {
        Map<Risk, Approval> approvals = approvals(section.section("approvals"));
        int levels = section.number("atRiskLevels");
        if (levels < 0) {
            section.fault("atRiskLevels", "a rise of risk is not negative");
        }
        Map<String, Exempting> exemptions = new HashMap<>();
        Section codes = section.section("exemptions");
        codes.members().forEach((code, exempting) -> exemptions.put(code, exempting(exempting)));
        codes.end();
        Diligence diligence = new Diligence(
                approvals,
                grading(section),
                section.duration("allegationReview"),
                section.duration("mitigationGrace"),
                Math.max(0, levels),
                exemptions,
                section.duration("lookBack"),
                section.duration("releaseReview"),
                section.duration("quarantineReview"));
        section.end();
        return diligence;
    }

    private static Map<Risk, Approval> approvals(Section section) {
        Map<Risk, Approval> approvals = new EnumMap<>(Risk.class);
        for (Risk risk : Risk.values()) {
            Section one = section.section(risk.name());
            Set<String> roles = one.words("roles", Roles.WORDS);
            int persons = one.number("persons");
            if (persons < 1) {
                one.fault("persons", "at least one person approves");
            }
            one.end();
            approvals.put(risk, new Approval(roles, Math.max(1, persons)));
        }
        section.end();
        return approvals;
    }

    private static Grading grading(Section section) {
        String text = section.text("allegationFrom");
        if (text.matches("[A-F][1-6]")) {
            return new Grading(text);
        }
        section.fault("allegationFrom", text, "a grading is A to F followed by 1 to 6");
        return Diligence.DEFAULT.allegationFrom();
    }

    private Exempting exempting(Section section) {
        Set<String> fields = vocabulary.recordTypes().values().stream()
                .flatMap(type -> type.portionFields().stream())
                .collect(Collectors.toSet());
        // Of every type: the fields that all records have in common.
        fields.add(PortionFacts.HEAD);
        Exempting exempting = new Exempting(
                section.flag("enabled", false),
                positive(section, "lasts"),
                section.words("fields", Words.of("portion field", fields)),
                section.level("ceiling"),
                section.duration("reviewWithin"));
        section.end();
        return exempting;
    }

    private static Duration positive(Section section, String key) {
        Duration duration = section.duration(key);
        if (!duration.isPositive()) {
            section.fault(key, "must be longer than nothing");
        }
        return duration;
    }
}
