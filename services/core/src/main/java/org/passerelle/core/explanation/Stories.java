package org.passerelle.core.explanation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Line.Outcome;
import org.passerelle.core.record.PortionFacts;

/** Turns traces into lines and stories, with what the reader may not learn of screening masked. */
final class Stories {

    private final Facts facts;
    private final Mask mask;
    private final Map<String, String> fields;

    Stories(Facts facts, Reader.ReleasingSide reader) {
        this.facts = facts;
        this.mask = new Mask(facts.bundle(), reader);
        this.fields =
                facts.record().portions().stream().collect(Collectors.toMap(PortionFacts::id, PortionFacts::field));
    }

    static List<Line> request(List<Finding> trace, Bundle bundle, Request request) {
        RequestFacts facts = new RequestFacts(bundle, request);
        return trace.stream()
                .map(finding -> line(finding, facts.of(finding)))
                .sorted(Comparator.comparing(Line::gate))
                .toList();
    }

    List<Line> request(List<Finding> trace) {
        return request(trace, facts.bundle(), facts.request());
    }

    Story of(PortionDecision portion) {
        Optional<Clause> clause = portion.clause().flatMap(facts::clause);
        List<Line> lines = lines(portion, clause);
        return new Story(
                List.of(portion.portionId()),
                List.of(fields.getOrDefault(portion.portionId(), "")),
                portion.verdict(),
                portion.clause(),
                clause.map(Clause::agreement),
                mask.assessments(portion.assessments()),
                portion.obligations(),
                Explanation.causes(lines, portion.verdict()),
                lines);
    }

    /** Adds a story to those that already say the same, or after them. */
    static void add(List<Story> stories, Story story) {
        for (int i = 0; i < stories.size(); i++) {
            if (stories.get(i).tellsAs(story)) {
                stories.set(i, stories.get(i).with(story));
                return;
            }
        }
        stories.add(story);
    }

    private List<Line> lines(PortionDecision portion, Optional<Clause> clause) {
        PortionFacts judged = facts.portion(portion.portionId());
        List<Line> lines = new ArrayList<>();
        Optional<Verdict> masked = Optional.empty();
        for (Finding finding : portion.trace()) {
            if (mask.hides(finding)) {
                masked = Optional.of(masked.orElse(Verdict.PERMIT).worst(finding.verdict()));
            } else {
                lines.add(line(finding, facts.of(finding, judged, clause)));
            }
        }
        masked.ifPresent(verdict -> {
            // Which of several units or end-users passed would tell which one did not.
            lines.removeIf(line -> line.gate() == Gate.SCREENING && line.cause().isEmpty());
            lines.add(masked(verdict));
        });
        return lines.stream()
                .distinct()
                .sorted(Comparator.comparing(Line::gate)
                        .thenComparing(line -> line.cause().map(Cause::name).orElse("")))
                .toList();
    }

    private static Line masked(Verdict verdict) {
        return new Line(
                Gate.SCREENING,
                verdict == Verdict.HOLD ? Outcome.HOLDS : Outcome.FAILS,
                Optional.of(Cause.masked()),
                Fact.of(Fact.Kind.SCREENING_MASKED),
                List.of());
    }

    private static Line line(Finding finding, Fact fact) {
        Outcome outcome = switch (finding.verdict()) {
            case PERMIT -> finding.judged() ? Outcome.PASSES : Outcome.NOT_JUDGED;
            case HOLD -> Outcome.HOLDS;
            case DENY -> Outcome.FAILS;
        };
        return new Line(finding.gate(), outcome, finding.code().map(Cause::of), fact, finding.rulers());
    }
}
