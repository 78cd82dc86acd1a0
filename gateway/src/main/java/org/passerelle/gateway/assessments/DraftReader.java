package org.passerelle.gateway.assessments;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Assessments.Content;
import org.passerelle.core.message.Assessments.Measure;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Dossier;
import org.passerelle.core.screening.Risk;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;

/** Reads what an author states of an assessment; whether it names what exists, the owner of assessments says. */
final class DraftReader {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 8000;
    private static final int MOST = 100;

    private static final List<String> NEEDED = List.of(
            "recipient",
            "country",
            "supportCategories",
            "purposes",
            "risk",
            "validFrom",
            "validUntil",
            "rationale",
            "reason");
    private static final Set<String> KNOWN = Set.of(
            "recipient",
            "unit",
            "commander",
            "country",
            "supportCategories",
            "purposes",
            "risk",
            "validFrom",
            "validUntil",
            "treatmentAssurance",
            "releaseHold",
            "mitigations",
            "rationale",
            "dossier",
            "reason");
    private static final Set<String> DOSSIER = Set.of(
            "violations",
            "accountability",
            "mitigationCapacity",
            "consequencesOfGiving",
            "consequencesOfWithholding",
            "nextReview",
            "unmitigable");
    private static final List<String> ENTRY = List.of("description", "allegedAt", "grading", "status");
    private static final Set<String> VIOLATION = Set.of("allegation", "description", "allegedAt", "grading", "status");
    private static final ClosedWords RISKS = words("risk", Risk.class);
    private static final ClosedWords STATUSES = words("status", Allegation.Status.class);

    private DraftReader() {}

    private static <E extends Enum<E>> ClosedWords words(String kind, Class<E> type) {
        return new ClosedWords(
                kind, Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toUnmodifiableSet()));
    }

    /** Fails with a refusal that names the place of every fault. */
    static Step read(String body, BiFunction<Content, String, Step> step) {
        return Bodies.read(body, KNOWN, fields -> {
            NEEDED.forEach(fields::require);
            return step.apply(content(fields), AssessmentSteps.reason(fields));
        });
    }

    private static Content content(Fields fields) {
        return new Content(
                fields.text("recipient", LONGEST_NAME).orElse(""),
                fields.text("unit", LONGEST_NAME),
                fields.text("commander", LONGEST_NAME),
                fields.text("country", LONGEST_NAME).orElse(""),
                fields.texts("supportCategories", MOST, LONGEST_NAME),
                fields.texts("purposes", MOST, LONGEST_NAME),
                fields.word("risk", RISKS).map(Risk::valueOf).orElse(Risk.HIGH),
                fields.time("validFrom").orElse(Instant.EPOCH),
                fields.time("validUntil").orElse(Instant.EPOCH),
                fields.truth("treatmentAssurance").orElse(false),
                fields.truth("releaseHold").orElse(false),
                fields.objects("mitigations", MOST, Set.of("id", "description", "owner", "due")).stream()
                        .map(DraftReader::measure)
                        .toList(),
                fields.text("rationale", LONGEST_TEXT).orElse(""),
                fields.object("dossier", DOSSIER).map(DraftReader::dossier).orElse(Dossier.EMPTY));
    }

    private static Measure measure(Fields fields) {
        List.of("id", "description", "owner", "due").forEach(fields::require);
        Optional<String> id = fields.text("id", 100);
        if (id.filter(text -> !text.matches("[a-z0-9]+(-[a-z0-9]+)*")).isPresent()) {
            fields.fault("id", Fault.Code.UNKNOWN_WORD, "has small letters and digits, with hyphens between");
        }
        return new Measure(
                id.orElse(""),
                fields.text("description", LONGEST_TEXT).orElse(""),
                fields.text("owner", LONGEST_NAME).orElse(""),
                fields.time("due").orElse(Instant.EPOCH));
    }

    private static Dossier dossier(Fields fields) {
        return new Dossier(
                fields.objects("violations", MOST, VIOLATION).stream()
                        .flatMap(violation -> violation(violation).stream())
                        .toList(),
                fields.text("accountability", LONGEST_TEXT),
                fields.text("mitigationCapacity", LONGEST_TEXT),
                fields.text("consequencesOfGiving", LONGEST_TEXT),
                fields.text("consequencesOfWithholding", LONGEST_TEXT),
                fields.time("nextReview"),
                fields.truth("unmitigable").orElse(false));
    }

    /** An allegation that the platform keeps, or an entry with everything that it needs; empty when it is at fault. */
    private static Optional<Dossier.Violation> violation(Fields fields) {
        boolean kept = fields.has("allegation");
        if (kept && ENTRY.stream().anyMatch(fields::has)) {
            fields.fault("allegation", Fault.Code.CONTRADICTION, "what the allegation says is not said again");
            return Optional.empty();
        }
        if (!kept) {
            ENTRY.forEach(fields::require);
        }
        Optional<String> allegation = fields.text("allegation", LONGEST_NAME);
        Optional<String> description = fields.text("description", LONGEST_TEXT);
        Optional<Instant> allegedAt = fields.time("allegedAt");
        Optional<Grading> grading = grading(fields);
        Optional<Allegation.Status> status = fields.word("status", STATUSES).map(Allegation.Status::valueOf);
        boolean entry = description.isPresent() && allegedAt.isPresent() && grading.isPresent() && status.isPresent();
        return allegation.isPresent() || entry
                ? Optional.of(new Dossier.Violation(allegation, description, allegedAt, grading, status))
                : Optional.empty();
    }

    private static Optional<Grading> grading(Fields fields) {
        Optional<String> text = fields.text("grading", 2);
        if (text.filter(grading -> !grading.matches("[A-F][1-6]")).isPresent()) {
            fields.fault("grading", Fault.Code.UNKNOWN_WORD, "grading must be A to F followed by 1 to 6");
            return Optional.empty();
        }
        return text.map(Grading::new);
    }
}
