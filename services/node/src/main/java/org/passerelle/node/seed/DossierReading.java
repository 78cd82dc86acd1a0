package org.passerelle.node.seed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.agreements.reading.Section;
import org.passerelle.core.label.Grading;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Dossier;
import org.passerelle.core.screening.Dossier.Violation;

/** The member {@code dossier} of an assessment: what it rests on. */
final class DossierReading {
    private static final Grading UNREAD = new Grading("F6");

    private DossierReading() {}

    static Dossier dossier(Section section) {
        Dossier dossier = new Dossier(
                violations(section),
                section.optionalText("accountability"),
                section.optionalText("mitigationCapacity"),
                section.optionalText("consequencesOfGiving"),
                section.optionalText("consequencesOfWithholding"),
                section.optionalDate("nextReview"),
                section.flag("unmitigable", false));
        section.end();
        return dossier;
    }

    private static List<Violation> violations(Section dossier) {
        List<Violation> violations = new ArrayList<>();
        for (Section section : dossier.optionalSections("violations")) {
            Optional<String> allegation = section.optionalText("allegation");
            Optional<String> description = section.optionalText("description");
            Optional<Instant> allegedAt = section.optionalDate("allegedAt");
            Optional<Grading> grading = section.has("grading") ? Optional.of(grading(section)) : Optional.empty();
            Optional<Allegation.Status> status = section.optionalConstant("status", Allegation.Status.class);
            section.end();
            try {
                violations.add(new Violation(allegation, description, allegedAt, grading, status));
            } catch (IllegalArgumentException neither) {
                section.fault("allegation", String.valueOf(neither.getMessage()));
            }
        }
        return violations;
    }

    /** A grading; the least of all where it cannot be read. */
    static Grading grading(Section section) {
        String text = section.text("grading");
        if (text.matches("[A-F][1-6]")) {
            return new Grading(text);
        }
        section.fault("grading", "a grading is A to F followed by 1 to 6");
        return UNREAD;
    }
}
