package org.passerelle.screening;

import static org.passerelle.core.message.Assessments.Decision.APPROVED_CONDITIONAL;
import static org.passerelle.core.message.Assessments.Decision.REFUSED;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.message.Assessments.Decision;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.party.Account;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.screening.AssessmentEvents.Event;
import org.passerelle.screening.AssessmentEvents.Happening;

/**
 * Decides an assessment that was accepted in review. Who may, and how many different persons, is configured by risk; the state changes with
 * the last of them, and one who refuses is enough. An approval supersedes everything whose place the assessment takes, in the same
 * transaction and with the same barrier, so that a policy has either the one or the other.
 */
record Deciding(Doing doing, Lineage lineage, Step.Decide ask) {

    Future<Outcome> decide() {
        return obstacle()
                .or(this::notTheirs)
                .<Future<Outcome>>map(Future::succeededFuture)
                .orElseGet(() -> OwnWork.of(doing, lineage.self(), "approve")
                        .compose(own -> own.map(reason -> refused(Refusal.OWN_WORK, reason))
                                .or(this::unbearable)
                                .<Future<Outcome>>map(Future::succeededFuture)
                                .orElseGet(this::decided)));
    }

    private static Outcome refused(Refusal refusal, String reason) {
        return new Outcome.Refused(refusal, reason);
    }

    private Assessment assessment() {
        return lineage.self().now();
    }

    private Optional<Outcome> obstacle() {
        Optional<Event> accepted = lineage.self().accepted();
        if (assessment().state() != AssessmentState.UNDER_REVIEW) {
            return Optional.of(refused(Refusal.STATE, "only what was submitted and reviewed can be decided"));
        }
        if (accepted.isEmpty()) {
            return Optional.of(refused(Refusal.STATE, "no human-rights reviewer has accepted it yet"));
        }
        // Whoever accepted it did not know, and an approval would hide it.
        return accepted.filter(event -> event.position() < lineage.changedBefore())
                .map(stale -> refused(
                        Refusal.STATE,
                        "what it takes the place of has changed since the review; it must be reviewed again"));
    }

    /** H8, and the roles that decide at this risk. */
    private Optional<Outcome> notTheirs() {
        String subject = doing.ask().subject();
        if (!entitled(subject)) {
            String roles = approval()
                    .map(approval -> String.join(", ", new TreeSet<>(approval.roles())))
                    .orElse("nobody");
            return Optional.of(refused(Refusal.ROLE, "at risk " + assessment().risk() + " it is decided by " + roles));
        }
        Account account = doing.bundle().accounts().get(subject);
        if (account != null && account.party().equals(assessment().recipient())) {
            return Optional.of(refused(Refusal.BENEFICIARY, "nobody of the party that benefits decides (HRDDP H8)"));
        }
        if (assessment().reviewer().filter(subject::equals).isPresent()) {
            return Optional.of(refused(Refusal.SAME_PERSON, "who reviewed it cannot approve it (HRDDP H8)"));
        }
        boolean again = lineage.self().assents().stream()
                .anyMatch(event -> event.what().subject().equals(subject));
        return again
                ? Optional.of(refused(Refusal.SAME_PERSON, "who approved it already cannot be the next to approve it"))
                : Optional.empty();
    }

    /** A risk for which nothing is configured is decided by nobody. */
    private Optional<Diligence.Approval> approval() {
        return Optional.ofNullable(doing.bundle()
                .settings()
                .diligence()
                .approvals()
                .get(assessment().risk()));
    }

    private boolean entitled(String subject) {
        Account account = doing.bundle().accounts().get(subject);
        return account != null
                && account.enabled()
                && approval()
                        .filter(approval -> approval.allows(account.roles()))
                        .isPresent();
    }

    /** What the content does not bear: a refusal is always possible. */
    private Optional<Outcome> unbearable() {
        if (ask.decision() == REFUSED) {
            return Optional.empty();
        }
        return contradiction().map(reason -> refused(Refusal.CONTENT, reason));
    }

    private Optional<String> contradiction() {
        Assessment one = assessment();
        Instant until = one.validUntil();
        Optional<Duration> longest = DraftCheck.longest(
                        doing.bundle(), one.risk().name())
                .filter(most -> one.validFrom().plus(most).isBefore(until));
        if (lineage.self().dossier().unmitigable()) {
            return Optional.of("a real risk that no measure mitigates may only be refused");
        }
        if (ask.decision() == APPROVED_CONDITIONAL
                && one.mitigations().stream().allMatch(each -> each.doneAt().isPresent())) {
            return Optional.of("conditions need at least one mitigation that is yet to be completed");
        }
        if (longest.isPresent()) {
            return longest.map(most -> DraftCheck.tooLong(one.risk().name(), most));
        }
        if (!doing.at().isBefore(until)) {
            return Optional.of("its validity has ended");
        }
        // Until it begins nothing would stand against the recipient any more.
        if (!lineage.before().isEmpty() && one.validFrom().isAfter(doing.at())) {
            return Optional.of("what takes the place of another begins when it is approved, and not later");
        }
        boolean foreign = lineage.before().stream().anyMatch(life -> !life.now().sameSubject(one));
        return foreign ? Optional.of("it takes the place of an assessment of another subject") : Optional.empty();
    }

    private Future<Outcome> decided() {
        if (ask.decision() == REFUSED) {
            return doing.appended(doing.happening(assessment().id(), AssessmentEvent.REFUSED, ask.reason()));
        }
        // Somebody who has lost their role or account since does not count.
        long persons = 1
                + lineage.self().assents().stream()
                        .map(event -> event.what().subject())
                        .filter(this::entitled)
                        .count();
        return persons < approval().orElseThrow().persons()
                ? doing.appended(happening(
                        AssessmentEvent.ASSENTED, Optional.of(ask.decision().name()), false))
                : approved();
    }

    // Of several persons who approve one may ask for conditions.
    private Future<Outcome> approved() {
        boolean conditional = Stream.concat(
                        Stream.of(ask.decision().name()),
                        lineage.self().assents().stream().flatMap(event -> event.what().about().stream()))
                .anyMatch(Decision.APPROVED_CONDITIONAL.name()::equals);
        boolean hold = assessment().risk().compareTo(doing.bundle().settings().releaseHoldRisk()) >= 0;
        List<Happening> happenings = new ArrayList<>();
        happenings.add(happening(
                conditional ? AssessmentEvent.APPROVED_CONDITIONAL : AssessmentEvent.APPROVED, Optional.empty(), hold));
        lineage.before().stream()
                .map(AssessmentLife::now)
                .filter(old -> old.state() != AssessmentState.SUPERSEDED)
                .forEach(old -> happenings.add(new Happening(
                        old.id(),
                        AssessmentEvent.SUPERSEDED,
                        doing.ask().party(),
                        doing.ask().subject(),
                        ask.reason(),
                        Optional.of(assessment().id()),
                        false,
                        doing.at())));
        return doing.appended(happenings);
    }

    private Happening happening(AssessmentEvent event, Optional<String> about, boolean hold) {
        return new Happening(
                assessment().id(),
                event,
                doing.ask().party(),
                doing.ask().subject(),
                ask.reason(),
                about,
                hold,
                doing.at());
    }
}
