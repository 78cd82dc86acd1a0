package org.passerelle.core.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/** Builds what a recipient gets: permitted portions, transformed as the clauses oblige, labelled from what remains. */
public final class ViewBuilder {

    private ViewBuilder() {}

    /**
     * Empty when nothing remains, or when the action releases no content. A portion whose obligations cannot be carried out is
     * withheld, and what is withheld or taken out binds nothing of what is left. Retention counts from the beginning of the day,
     * so that a view keeps its identity within it.
     */
    public static Optional<View> view(StoredRecord stored, Decision.Judged judged, Instant at) {
        return switch (judged.action()) {
            case READ, EXPORT, PUSH -> remains(stored, judged, at);
            case MATCH, NOTICE -> Optional.empty();
        };
    }

    /**
     * What a question under MATCH is compared with, and nobody gets: the portions that are permitted for it, as their clauses oblige. Empty for
     * any other action: what may be read is not thereby compared.
     */
    public static Optional<View> compared(StoredRecord stored, Decision.Judged judged, Instant at) {
        return switch (judged.action()) {
            case MATCH -> remains(stored, judged, at);
            case READ, EXPORT, PUSH, NOTICE -> Optional.empty();
        };
    }

    private static Optional<View> remains(StoredRecord stored, Decision.Judged judged, Instant at) {
        List<Released> remaining = Stripping.remaining(feasible(stored, judged, at));
        Transformation transformation = Transformation.of(remaining.stream().map(Released::decision));
        return remaining.stream()
                .map(Released::label)
                .reduce(Label::join)
                .map(label -> assemble(stored, remaining, transformation, label, at));
    }

    /**
     * A grading statement needs the head that would bear the grading, whether it does or not: else what is seen would tell of a head that is not.
     */
    private static List<Released> feasible(StoredRecord stored, Decision.Judged judged, Instant at) {
        List<Released> carriedOut = permitted(stored, judged).stream()
                .filter(one -> carriedOut(stored, one, at))
                .toList();
        boolean headLeaves = carriedOut.stream().anyMatch(one -> one.content() instanceof Content.Head);
        return carriedOut.stream()
                .filter(one -> headLeaves || !one.obligations().gradingStatement())
                .toList();
    }

    private static List<Released> permitted(StoredRecord stored, Decision.Judged judged) {
        Map<String, PortionDecision> decisions = judged.portions().stream()
                .filter(decision -> decision.verdict() == Verdict.PERMIT)
                .collect(Collectors.toMap(PortionDecision::portionId, Function.identity()));
        return stored.facts().portions().stream()
                .flatMap(portion -> released(stored, portion, decisions.get(portion.id())))
                .toList();
    }

    private static Stream<Released> released(
            StoredRecord stored, PortionFacts portion, @Nullable PortionDecision decision) {
        Content content = stored.contents().get(portion.id());
        return decision == null || content == null || !fits(content, portion.field())
                ? Stream.empty()
                : portion.label().map(label -> new Released(portion, label, content, decision)).stream();
    }

    private static boolean fits(Content content, String field) {
        return content instanceof Content.Head == field.equals(PortionFacts.HEAD)
                && content instanceof Content.Attachment == field.equals(PortionFacts.ATTACHMENT);
    }

    /** A delay needs its time. */
    // INVARIANT: what nothing carries out lets nothing leave, however the clause came into the policy.
    private static boolean carriedOut(StoredRecord stored, Released one, Instant at) {
        boolean delayed = one.obligations()
                .delay()
                .map(stored.facts().createdAt(one.portion())::plus)
                .map(at::isBefore)
                .orElse(false);
        return !delayed && one.obligations().notCarriedOut().isEmpty();
    }

    private static View assemble(
            StoredRecord stored, List<Released> remaining, Transformation transformation, Label label, Instant at) {
        Optional<Content.Head> head = remaining.stream()
                .flatMap(one -> one.content() instanceof Content.Head whole ? Stream.of(whole) : Stream.empty())
                .findFirst()
                .map(transformation::reduced);
        List<View.Portion> portions = remaining.stream()
                .flatMap(one -> one.content() instanceof Content.Text text
                        ? Stream.of(new View.Portion(
                                one.portion().id(), one.portion().field(), text.text(), one.label(), one.onward()))
                        : Stream.empty())
                .toList();
        Stream<Instant> undertaken =
                transformation.obligations().retention().map(at.truncatedTo(ChronoUnit.DAYS)::plus).stream();
        return new View(
                stored.facts().recordId(),
                stored.facts().releaser(),
                label,
                head,
                portions,
                stored.facts().validUntil().map(end -> !at.isBefore(end)).orElse(false),
                stored.facts().state() == RecordState.RECALLED,
                transformation.obligations().geometry(),
                transformation.obligations().gradingStatement(),
                transformation.obligations().handling(),
                Stream.concat(label.retainUntil().stream(), undertaken).min(Instant::compareTo),
                remaining.stream()
                        .flatMap(one -> one.content() instanceof Content.Attachment file
                                ? Stream.of(new View.Attachment(one.portion().id(), file, one.label(), one.onward()))
                                : Stream.empty())
                        .toList(),
                remaining.stream().map(Released::onward).reduce(Audience.unrestricted(), Audience::intersect));
    }
}
