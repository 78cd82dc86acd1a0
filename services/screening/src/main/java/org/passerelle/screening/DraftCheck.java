package org.passerelle.screening;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Assessments.Content;
import org.passerelle.core.message.Assessments.Measure;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.Dossier.Violation;

/** What is wrong with the content of a draft, each with its place in the content as the API shows it. */
final class DraftCheck {
    private static final String UNKNOWN = "unknown-word";
    private static final String CONTRADICTION = "contradiction";

    private final Bundle bundle;
    private final String assessor;
    private final Set<String> allegations;
    private final List<Misread> faults = new ArrayList<>();

    /** @param allegations ids of those that the assessor keeps */
    DraftCheck(Bundle bundle, String assessor, Set<String> allegations) {
        this.bundle = bundle;
        this.assessor = assessor;
        this.allegations = allegations;
    }

    /** @param before the draft as it stood */
    List<Misread> faults(Content content, Optional<Assessment> before) {
        subject(content);
        before.filter(draft -> draft.supersedes().isPresent()).ifPresent(draft -> sameSubject(content, draft));
        words(content);
        validity(content);
        mitigations(content.mitigations(), before.map(Assessment::mitigations).orElse(List.of()));
        dossier(content);
        return List.copyOf(faults);
    }

    private void subject(Content content) {
        String recipient = content.recipient();
        boolean known = bundle.parties().containsKey(recipient);
        when(!known, "/recipient", UNKNOWN, "names no party");
        when(!bundle.screens(assessor), "/recipient", CONTRADICTION, "only a UN entity assesses (HRDDP H1)");
        when(
                known && !recipient.equals(assessor) && !bundle.isScreened(recipient),
                "/recipient",
                CONTRADICTION,
                "is no force of which an assessment is asked (HRDDP H1)");
        when(recipient.equals(assessor), "/recipient", CONTRADICTION, "nobody assesses their own party (HRDDP H8)");
        when(
                content.unit().filter(unit -> !ofRecipient(unit, recipient)).isPresent(),
                "/unit",
                UNKNOWN,
                "names no unit of the recipient");
        when(
                content.commander()
                        .filter(commander -> !commands(commander, recipient))
                        .isPresent(),
                "/commander",
                UNKNOWN,
                "commands no unit of the recipient");
        when(
                content.unit().isPresent() && content.commander().isPresent(),
                "/commander",
                CONTRADICTION,
                "an assessment is of a unit or of a commander, not of both");
    }

    private boolean ofRecipient(String id, String recipient) {
        Unit unit = bundle.units().get(id);
        return unit != null && unit.party().equals(recipient);
    }

    private boolean commands(String commander, String recipient) {
        return bundle.units().values().stream()
                .filter(unit -> unit.party().equals(recipient))
                .flatMap(unit -> unit.commands().stream())
                .anyMatch(command -> command.commander().equals(commander));
    }

    // Else an approval of one could lift what stands against another.
    private void sameSubject(Content content, Assessment draft) {
        String problem = "stays that of the assessment whose place it takes";
        when(!content.recipient().equals(draft.recipient()), "/recipient", CONTRADICTION, problem);
        when(!content.unit().equals(draft.unit()), "/unit", CONTRADICTION, problem);
        when(!content.commander().equals(draft.commander()), "/commander", CONTRADICTION, problem);
    }

    private void words(Content content) {
        when(!bundle.vocabulary().areas().containsKey(content.country()), "/country", UNKNOWN, "names no area");
        closed(content.supportCategories(), bundle.vocabulary().supportCategories(), "/supportCategories");
        closed(content.purposes(), bundle.vocabulary().purposes(), "/purposes");
    }

    private void closed(List<String> words, Set<String> known, String pointer) {
        when(words.isEmpty(), pointer, "missing", "names none");
        for (int place = 0; place < words.size(); place++) {
            when(!known.contains(words.get(place)), pointer + "/" + place, UNKNOWN, "is no word of the vocabulary");
        }
    }

    private void validity(Content content) {
        when(
                !content.validFrom().isBefore(content.validUntil()),
                "/validUntil",
                CONTRADICTION,
                "lies before the beginning");
        longest(bundle, content.risk().name())
                .filter(longest -> content.validFrom().plus(longest).isBefore(content.validUntil()))
                .ifPresent(longest -> when(
                        true,
                        "/validUntil",
                        CONTRADICTION,
                        tooLong(content.risk().name(), longest)));
    }

    /** How long an assessment of a risk may hold; unlimited where nothing is configured. */
    static Optional<Duration> longest(Bundle bundle, String risk) {
        return Optional.ofNullable(bundle.settings().assessmentValidity().get(risk));
    }

    static String tooLong(String risk, Duration longest) {
        return "an assessment of risk " + risk + " holds at most " + longest.toDays() + " days";
    }

    private void mitigations(List<Measure> measures, List<Mitigation> before) {
        Set<String> ids = new HashSet<>();
        for (int place = 0; place < measures.size(); place++) {
            Measure measure = measures.get(place);
            String pointer = "/mitigations/" + place;
            when(!ids.add(measure.id()), pointer + "/id", CONTRADICTION, "stands twice");
            // Only accounts of the assessing party can see what they are to do.
            when(!ownAccount(measure.owner()), pointer + "/owner", UNKNOWN, "names no account of the own party");
            when(
                    before.stream().anyMatch(done -> changedWhenDone(done, measure)),
                    pointer,
                    CONTRADICTION,
                    "what is done stays as it is; a further measure has an id of its own");
        }
    }

    private boolean ownAccount(String id) {
        var account = bundle.accounts().get(id);
        return account != null && account.party().equals(assessor);
    }

    private static boolean changedWhenDone(Mitigation done, Measure measure) {
        return done.doneAt().isPresent()
                && done.id().equals(measure.id())
                && !(done.description().equals(measure.description())
                        && done.owner().equals(measure.owner())
                        && done.due().equals(measure.due()));
    }

    private void dossier(Content content) {
        List<Violation> violations = content.dossier().violations();
        for (int place = 0; place < violations.size(); place++) {
            when(
                    violations
                            .get(place)
                            .allegation()
                            .filter(id -> !allegations.contains(id))
                            .isPresent(),
                    "/dossier/violations/" + place + "/allegation",
                    UNKNOWN,
                    "names no allegation that the own party keeps");
        }
        when(
                content.dossier()
                        .nextReview()
                        .filter(review ->
                                review.isBefore(content.validFrom()) || !review.isBefore(content.validUntil()))
                        .isPresent(),
                "/dossier/nextReview",
                CONTRADICTION,
                "lies outside the validity");
    }

    private void when(boolean faulty, String pointer, String code, String message) {
        if (faulty) {
            faults.add(new Misread(pointer, code, message));
        }
    }
}
