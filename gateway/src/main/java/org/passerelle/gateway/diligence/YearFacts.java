package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.diligence.YearReport;
import org.passerelle.core.diligence.YearReport.Mitigations;
import org.passerelle.core.diligence.YearReport.Reviews;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.History;
import org.passerelle.core.message.History.Then;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.message.Tasks.State;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.platform.bus.Bus;

/**
 * Gathers the figures of a year from those who keep them.
 *
 * @param from beginning of the year
 * @param until its end, or the present where that is earlier
 */
record YearFacts(Bus bus, Bundle bundle, String releaser, String recipient, int year, Instant from, Instant until) {
    private static final Set<String> ROLES = Set.of("human-rights-focal-point", "approver");

    Future<YearReport> gather() {
        return YearCount.of(new Ledger(bus), releaser, recipient, from, until)
                .compose(count -> bus.ask(History.ASSESSMENTS_OF, new History.AssessmentsOf(releaser, recipient))
                        .compose(all -> bus.ask(History.HELD, new History.HeldOf(releaser, recipient, from, until))
                                .compose(held -> bus.ask(Exemptions.LIST, new Exemptions.Of(releaser))
                                        .compose(asked -> reviews(subjects(all))
                                                .map(reviews -> report(
                                                        count, all.assessments(), exempted(asked), held, reviews))))));
    }

    private YearReport report(
            YearCount count, List<Then> all, Map<Exemptions.State, Long> exempted, History.Held held, Reviews reviews) {
        List<Then> inForce =
                all.stream().filter(this::inForce).map(this::stepsOfTheYear).toList();
        return new YearReport(
                releaser,
                recipient,
                year,
                until,
                count.releases(),
                count.disclosures(),
                count.units(),
                count.types(),
                count.purposes(),
                count.months(),
                inForce,
                mitigations(inForce),
                allegations().collect(Collectors.groupingBy(Allegation::status, Collectors.counting())),
                exempted,
                held.counts(),
                reviews);
    }

    private Map<Exemptions.State, Long> exempted(Exemptions.Listed asked) {
        return asked.entries().stream()
                .filter(entry -> within(entry.requestedAt()))
                .filter(entry -> Optional.ofNullable(bundle.units().get(entry.unit()))
                        .filter(unit -> unit.party().equals(recipient))
                        .isPresent())
                .collect(Collectors.groupingBy(Exemptions.Entry::state, Collectors.counting()));
    }

    /** Decided, and valid at some time of the year. */
    private boolean inForce(Then then) {
        AssessmentState state = then.assessment().state();
        return state != AssessmentState.DRAFT
                && state != AssessmentState.UNDER_REVIEW
                && then.assessment().validFrom().isBefore(until)
                && then.assessment().validUntil().isAfter(from);
    }

    private Then stepsOfTheYear(Then then) {
        return new Then(
                then.version(),
                then.enteredAt(),
                then.assessment(),
                then.steps().stream().filter(step -> within(step.at())).toList());
    }

    private boolean within(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    private Mitigations mitigations(List<Then> assessments) {
        List<Mitigation> all = assessments.stream()
                .flatMap(then -> then.assessment().mitigations().stream())
                .toList();
        long done = all.stream()
                .filter(each -> each.doneAt().filter(this::within).isPresent())
                .count();
        List<Mitigation> undone = all.stream()
                .filter(each -> each.doneAt().filter(at -> at.isBefore(until)).isEmpty())
                .toList();
        long open = undone.stream().filter(each -> until.isBefore(each.due())).count();
        return new Mitigations(done, open, undone.size() - open);
    }

    private Stream<Allegation> allegations() {
        return bundle.allegations().stream()
                .filter(allegation -> allegation.assessor().equals(releaser))
                .filter(allegation -> within(allegation.reportedAt()))
                .filter(allegation -> Concerned.by(allegation, bundle, until)
                        .filter(concerned -> concerned.recipient().equals(recipient))
                        .isPresent());
    }

    /** What reviews of past releases may be about. */
    private Set<String> subjects(History.AssessmentsThen all) {
        Set<String> subjects =
                all.assessments().stream().map(then -> then.assessment().id()).collect(Collectors.toSet());
        bundle.allegations().stream()
                .filter(allegation -> Concerned.by(allegation, bundle, until)
                        .filter(concerned -> concerned.recipient().equals(recipient))
                        .isPresent())
                .forEach(allegation -> subjects.add(allegation.id()));
        return subjects;
    }

    private Future<Reviews> reviews(Set<String> subjects) {
        Function<State, Future<Long>> counted = state -> bus.ask(Tasks.LIST, new Tasks.TasksOf(releaser, ROLES, state))
                .map(list -> list.tasks().stream()
                        .filter(task -> within(task.openedAt()))
                        .map(Tasks.Task::due)
                        .filter(due -> due.kind() == Kind.RELEASE_REVIEW && subjects.contains(due.about()))
                        .count());
        return counted.apply(State.DONE)
                .compose(done -> counted.apply(State.OPEN)
                        .compose(
                                open -> counted.apply(State.SETTLED).map(settled -> new Reviews(done, open, settled))));
    }
}
