package org.passerelle.screening;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Assessments.Content;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.platform.database.Database;
import org.passerelle.screening.AssessmentStore.Entry;

/** Writes drafts: a first one, a further version, and the successor of one that no longer permits. */
record Drafting(Doing doing) {

    Future<Outcome> begin() {
        if (!(doing.ask().step() instanceof Step.Draft draft)) {
            throw new IllegalArgumentException("only a first draft names no assessment");
        }
        String id = "has-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return faults(draft.content(), Optional.empty())
                .compose(faults -> faults.isEmpty()
                        ? entered(
                                written(draft.content(), id, doing.ask().subject(), Optional.empty(), List.of()),
                                draft.content(),
                                1,
                                draft.reason(),
                                "assessment-drafted")
                        : faulty(faults));
    }

    /** Whoever first works over what was drafted by the platform is its author. */
    Future<Outcome> revise(AssessmentLife life, Step.Revise revise) {
        Assessment before = life.now();
        if (before.state() != AssessmentState.DRAFT) {
            return Doing.refused(Refusal.STATE, "only a draft can be changed");
        }
        String author = before.author().equals(Renewals.AUTHOR) ? doing.ask().subject() : before.author();
        return faults(revise.content(), Optional.of(before))
                .compose(faults -> faults.isEmpty()
                        ? entered(
                                written(
                                        revise.content(),
                                        before.id(),
                                        author,
                                        before.supersedes(),
                                        before.mitigations()),
                                revise.content(),
                                life.version() + 1,
                                revise.reason(),
                                "assessment-revised")
                        : faulty(faults));
    }

    /** The draft takes nobody's place before it is approved. */
    Future<Outcome> remediate(AssessmentLife life, String reason) {
        Assessment old = life.now();
        boolean over = switch (old.stateAt(doing.at())) {
            case SUSPENDED, WITHDRAWN, REFUSED, EXPIRED -> true;
            case DRAFT, UNDER_REVIEW, APPROVED, APPROVED_CONDITIONAL, SUPERSEDED -> false;
        };
        if (!over) {
            return Doing.refused(
                    Refusal.STATE, "remediation begins from what is suspended, withdrawn, refused or expired");
        }
        return Lineage.successor(doing.transaction(), old.id())
                .compose(successor -> successor
                        .map(id -> Doing.refused(Refusal.SUCCESSOR, "assessment " + id + " is to take its place"))
                        .orElseGet(() -> Renewals.successor(
                                        doing.transaction(), life, doing.ask().subject(), reason, doing.at())
                                .compose(id -> doing.note("assessment-remediation-opened", id + ": " + reason)
                                        .compose(noted -> doing.done(id, Optional.empty())))));
    }

    private Future<Outcome> entered(Assessment draft, Content content, int version, String reason, String note) {
        Entry entry =
                new Entry(draft, content.dossier(), version, doing.ask().subject(), Optional.of(reason), doing.at());
        return AssessmentStore.enter(doing.transaction(), entry)
                .compose(entered -> doing.note(note, draft.id() + ": " + reason))
                .compose(noted -> doing.done(draft.id(), Optional.empty()));
    }

    private static Future<Outcome> faulty(List<Misread> faults) {
        return Future.succeededFuture(new Outcome.Faulty(faults));
    }

    private Future<List<Misread>> faults(Content content, Optional<Assessment> before) {
        String assessor = doing.ask().party();
        return allegations(assessor)
                .map(allegations -> new DraftCheck(doing.bundle(), assessor, allegations).faults(content, before));
    }

    // Those that others keep are not there.
    private Future<Set<String>> allegations(String assessor) {
        return Database.run(doing.transaction(), "select id from allegation where assessor = $1", assessor)
                .map(rows -> {
                    Set<String> ids = new java.util.HashSet<>();
                    rows.forEach(row -> ids.add(row.getString("id")));
                    return ids;
                });
    }

    private Assessment written(
            Content content, String id, String author, Optional<String> supersedes, List<Mitigation> before) {
        return new Assessment(
                id,
                doing.ask().party(),
                content.recipient(),
                content.unit(),
                content.commander(),
                content.country(),
                Set.copyOf(content.supportCategories()),
                Set.copyOf(content.purposes()),
                AssessmentState.DRAFT,
                content.risk(),
                content.validFrom(),
                content.validUntil(),
                content.treatmentAssurance(),
                content.releaseHold(),
                mitigations(content, before),
                author,
                Optional.empty(),
                Optional.empty(),
                supersedes,
                content.rationale());
    }

    private static List<Mitigation> mitigations(Content content, List<Mitigation> before) {
        var done = before.stream()
                .filter(mitigation -> mitigation.doneAt().isPresent())
                .collect(Collectors.toMap(Mitigation::id, mitigation -> mitigation));
        return content.mitigations().stream()
                .map(measure -> new Mitigation(
                        measure.id(),
                        measure.description(),
                        measure.owner(),
                        measure.due(),
                        Optional.ofNullable(done.get(measure.id())).flatMap(Mitigation::doneAt)))
                .toList();
    }
}
