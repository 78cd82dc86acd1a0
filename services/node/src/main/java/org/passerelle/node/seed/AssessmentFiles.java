package org.passerelle.node.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Dossier;
import org.passerelle.core.screening.Risk;

/** {@code assessments/} and {@code allegations.json}: HRDDP screening as it stands. */
record AssessmentFiles(List<Assessment> assessments, Map<String, Dossier> dossiers, List<Allegation> allegations) {
    static AssessmentFiles read(
            ConfigurationDirectory files, VocabularyFiles vocabulary, PartyFiles parties, Settings settings) {
        AssessmentFiles read = new AssessmentFiles(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        Set<String> ids = new HashSet<>();
        Set<String> superseded = new HashSet<>();
        files.folder("assessments", file -> {
            Assessment assessment = assessment(file, vocabulary, parties);
            check(file, assessment, settings);
            if (!ids.add(assessment.id())) {
                file.fault("id", "assessment \"" + assessment.id() + "\" is defined twice");
            }
            if (assessment
                    .supersedes()
                    .filter(earlier -> !superseded.add(earlier))
                    .isPresent()) {
                file.fault("supersedes", "two assessments take the place of the same one");
            }
            file.optionalSection("dossier")
                    .ifPresent(section -> read.dossiers.put(assessment.id(), DossierReading.dossier(section)));
            read.assessments.add(assessment);
        });
        files.file("allegations.json", file -> {
            for (Section section : file.sections("allegations")) {
                read.allegations.add(allegation(section, parties, settings));
                section.end();
            }
        });
        return read;
    }

    private static Assessment assessment(Section file, VocabularyFiles vocabulary, PartyFiles parties) {
        String recipient = file.word("recipient", parties.known());
        return new Assessment(
                file.text("id"),
                file.word("assessor", parties.known()),
                recipient,
                file.optionalWord("unit", parties.unitsOf(recipient)),
                file.optionalWord("commander", parties.commandersOf(recipient)),
                file.word("country", vocabulary.areas()),
                file.someWords("supportCategories", vocabulary.supportCategories()),
                file.someWords("purposes", vocabulary.purposes()),
                file.constant("state", AssessmentState.class),
                file.constant("risk", Risk.class),
                file.date("validFrom"),
                file.date("validUntil"),
                file.flag("treatmentAssurance", false),
                file.flag("releaseHold", false),
                mitigations(file.optionalSections("mitigations"), parties.knownAccounts()),
                file.word("author", parties.knownAccounts()),
                file.optionalWord("reviewer", parties.knownAccounts()),
                file.optionalWord("approver", parties.knownAccounts()),
                file.optionalText("supersedes"),
                file.text("rationale"));
    }

    private static List<Assessment.Mitigation> mitigations(List<Section> sections, Words accounts) {
        List<Assessment.Mitigation> mitigations = new ArrayList<>();
        for (Section section : sections) {
            mitigations.add(new Assessment.Mitigation(
                    section.text("id"),
                    section.text("description"),
                    section.word("owner", accounts),
                    section.date("due"),
                    section.optionalDate("doneAt")));
            section.end();
        }
        return mitigations;
    }

    private static void check(Section file, Assessment assessment, Settings settings) {
        if (assessment.unit().isPresent() && assessment.commander().isPresent()) {
            file.fault("commander", "an assessment is of a unit or of a commander, not of both");
        }
        if (assessment.approver().filter(assessment.author()::equals).isPresent()) {
            file.fault("approver", "nobody approves their own assessment (HRDDP H8)");
        }
        boolean approved = assessment.state() == AssessmentState.APPROVED
                || assessment.state() == AssessmentState.APPROVED_CONDITIONAL;
        if (approved && assessment.approver().isEmpty()) {
            file.fault("state", "an approved assessment names its \"approver\"");
        }
        Optional.ofNullable(settings.assessmentValidity().get(assessment.risk().name()))
                .filter(longest -> assessment.validFrom().plus(longest).isBefore(assessment.validUntil()))
                .ifPresent(longest -> file.fault(
                        "validUntil",
                        "an assessment of risk " + assessment.risk() + " holds at most " + longest.toDays() + " days"));
    }

    private static Allegation allegation(Section section, PartyFiles parties, Settings settings) {
        Optional<String> unit = section.optionalWord("unit", parties.knownUnits());
        Optional<String> commander = section.optionalWord("commander", parties.knownCommanders());
        if (unit.isEmpty() && commander.isEmpty()) {
            section.fault("id", "an allegation names a unit or a commander");
        }
        String assessor = section.word("assessor", parties.known());
        // Where nobody's releases are screened no allegation holds any; nor is anybody known to be where settings
        // cannot be read.
        Set<PartyType> keepers = settings.screeningReleasers();
        Optional.ofNullable(parties.parties().get(assessor))
                .filter(party -> !keepers.isEmpty() && !keepers.contains(party.type()))
                .ifPresent(other -> section.fault("assessor", "only a UN entity keeps allegations (HRDDP H1)"));
        return new Allegation(
                section.text("id"),
                assessor,
                unit,
                commander,
                section.date("allegedAt"),
                section.date("reportedAt"),
                DossierReading.grading(section),
                section.constant("status", Allegation.Status.class));
    }
}
