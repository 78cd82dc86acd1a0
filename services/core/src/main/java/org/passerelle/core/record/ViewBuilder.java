package org.passerelle.core.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Label;

/** Builds what a recipient gets: permitted portions, transformed as the clauses oblige, labelled from what remains. */
public final class ViewBuilder {

    private ViewBuilder() {}

    /** Empty when nothing remains, or when the action releases no content. */
    public static Optional<View> view(StoredRecord stored, Decision.Judged judged, Instant at) {
        boolean content = switch (judged.action()) {
            case READ, EXPORT, PUSH -> true;
            case MATCH, NOTICE -> false;
        };
        List<Released> released = content ? released(stored, judged, at) : List.of();
        return released.stream()
                .map(one -> one.label())
                .reduce(Label::join)
                .map(label -> assemble(stored, released, label, at));
    }

    /** A portion that leaves; its label and content are known to be there. */
    private record Released(PortionFacts portion, Label label, Content content, PortionDecision decision) {}

    private static List<Released> released(StoredRecord stored, Decision.Judged judged, Instant at) {
        Map<String, PortionDecision> permitted = judged.portions().stream()
                .filter(decision -> decision.verdict() == Verdict.PERMIT)
                .collect(Collectors.toMap(PortionDecision::portionId, Function.identity()));
        List<Released> all = stored.facts().portions().stream()
                .flatMap(portion -> released(stored, portion, permitted))
                .toList();
        Obligations obligations = obligations(all);
        boolean headLeaves = all.stream().anyMatch(one -> one.content() instanceof Content.Head);
        return all.stream()
                .filter(one -> delayOver(stored, one.decision().obligations(), at))
                .filter(one -> !one.decision().obligations().gradingStatement() || headLeaves || !graded(stored))
                .filter(one -> !stripped(one, obligations))
                .toList();
    }

    private static Stream<Released> released(
            StoredRecord stored, PortionFacts portion, Map<String, PortionDecision> permitted) {
        PortionDecision decision = permitted.get(portion.id());
        Content content = stored.contents().get(portion.id());
        boolean head = content instanceof Content.Head;
        boolean fits = head == portion.field().equals(PortionFacts.HEAD);
        return decision == null || content == null || !fits
                ? Stream.empty()
                : portion.label().map(label -> new Released(portion, label, content, decision)).stream();
    }

    /** The clauses involved bind together: the most restrictive of each obligation. */
    private static Obligations obligations(List<Released> released) {
        return released.stream().map(one -> one.decision().obligations()).reduce(Obligations.NONE, Obligations::join);
    }

    private static boolean delayOver(StoredRecord stored, Obligations obligations, Instant at) {
        return obligations
                .delay()
                .map(stored.facts().createdAt()::plus)
                .map(end -> !at.isBefore(end))
                .orElse(true);
    }

    /** Whether there is a grading to state; the statement cannot be carried out without the head that bears it. */
    private static boolean graded(StoredRecord stored) {
        return stored.contents().values().stream()
                .anyMatch(content ->
                        content instanceof Content.Head head && head.grading().isPresent());
    }

    private static boolean stripped(Released one, Obligations obligations) {
        return one.content() instanceof Content.Text
                && FieldGroup.ofText(one.portion().field())
                        .filter(obligations.strip()::contains)
                        .isPresent();
    }

    private static View assemble(StoredRecord stored, List<Released> released, Label label, Instant at) {
        Obligations obligations = obligations(released);
        Optional<Content.Head> head = Optional.empty();
        List<View.Portion> portions = new ArrayList<>();
        for (Released one : released) {
            switch (one.content()) {
                case Content.Head whole -> head = Optional.of(reduced(whole, one.decision(), obligations.geometry()));
                case Content.Text text ->
                    portions.add(new View.Portion(one.portion().field(), text.text(), one.label()));
            }
        }
        return new View(
                stored.facts().recordId(),
                stored.facts().releaser(),
                label,
                head,
                portions,
                stored.facts().validUntil().map(end -> !at.isBefore(end)).orElse(false),
                obligations.geometry(),
                obligations.gradingStatement(),
                obligations.handling(),
                Stream.concat(label.retainUntil().stream(), obligations.retention().map(at::plus).stream())
                        .min(Instant::compareTo));
    }

    private static Content.Head reduced(Content.Head whole, PortionDecision decision, GeometryTier tier) {
        Map<String, Object> details = new HashMap<>(whole.details());
        details.keySet().removeIf(name -> !decision.details().admits(name));
        return new Content.Head(
                whole.type(),
                whole.language(),
                whole.eventTime(),
                whole.validUntil(),
                whole.country(),
                whole.admin1(),
                whole.geometry().flatMap(geometry -> Grid.coarsened(geometry, tier)),
                whole.grading(),
                whole.tags(),
                details);
    }
}
