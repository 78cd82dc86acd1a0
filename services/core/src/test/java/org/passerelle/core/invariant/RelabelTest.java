package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;
import org.passerelle.core.reference.Joins;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/** I8: a view's label is the join of what remains, after withholding and stripping; what does not remain makes no difference to it. */
final class RelabelTest {

    @Invariant
    void relabel(@ForAll Drawn world) {
        for (Question question : world.half()) {
            if (question.decide() instanceof Decision.Judged judged) {
                relabelled(question, judged, graded(question.record()));
            }
        }
    }

    private static void relabelled(Question question, Decision.Judged judged, boolean graded) {
        StoredRecord stored = new StoredRecord(
                question.record(),
                contents(question.record(), graded),
                question.record().createdAt(),
                List.of());
        Optional<View> view = ViewBuilder.view(stored, judged, question.at());
        List<PortionFacts> remaining = remaining(question, judged);
        Statistics.label("some remain, some do not")
                .collect(!remaining.isEmpty()
                        && remaining.size() < question.record().portions().size())
                .coverage(seen -> seen.check(true).percentage(share -> share > 4));
        assertEquals(!remaining.isEmpty(), view.isPresent(), question::toString);
        assertEquals(view, viewOf(remaining, stored, judged, question), question::toString);
        if (view.isPresent()) {
            assertEquals(Joins.of(labels(remaining)), view.get().label(), question::toString);
            assertEquals(
                    remaining.stream().anyMatch(portion -> portion.field().equals("head")),
                    view.get().head().isPresent());
            assertEquals(texts(remaining, judged), view.get().portions(), question::toString);
            assertEquals(
                    remaining.stream()
                            .map(portion -> onward(portion, judged))
                            .reduce(Audience.unrestricted(), Audience::intersect),
                    view.get().onward(),
                    question::toString);
        }
    }

    /** What leaves of a record that has nothing else. */
    private static Optional<View> viewOf(
            List<PortionFacts> remaining, StoredRecord stored, Decision.Judged judged, Question question) {
        Set<String> ids = remaining.stream().map(PortionFacts::id).collect(Collectors.toSet());
        StoredRecord alone =
                new StoredRecord(stored.facts().only(ids), stored.contents(), stored.versionAt(), stored.derivedFrom());
        return ViewBuilder.view(alone, judged, question.at());
    }

    /** As the decision says; under no clause nobody is bound. */
    private static Audience onward(PortionFacts portion, Decision.Judged judged) {
        return judged.portions().stream()
                .filter(decision -> decision.portionId().equals(portion.id())
                        && decision.clause().isPresent())
                .map(PortionDecision::onward)
                .findFirst()
                .orElse(Audience.unrestricted());
    }

    /** The texts, in the author's order, each under its own label and terms. */
    private static List<View.Portion> texts(List<PortionFacts> remaining, Decision.Judged judged) {
        return remaining.stream()
                .filter(portion -> !portion.field().equals("head"))
                .map(portion -> new View.Portion(
                        portion.id(),
                        portion.field(),
                        "text of " + portion.id(),
                        portion.label().orElseThrow(),
                        onward(portion, judged)))
                .toList();
    }

    private static List<Label> labels(List<PortionFacts> portions) {
        return portions.stream().map(portion -> portion.label().orElseThrow()).toList();
    }

    /** Permitted, its grading statable, and in no group that an obligation on any of these strips. */
    private static List<PortionFacts> remaining(Question question, Decision.Judged judged) {
        boolean content = question.request().action() != Action.MATCH
                && question.request().action() != Action.NOTICE;
        Map<String, PortionDecision> decisions = new HashMap<>();
        judged.portions().forEach(decision -> decisions.put(decision.portionId(), decision));
        boolean headPermitted = permitted(decisions, "head");
        List<PortionFacts> open = new ArrayList<>();
        for (PortionFacts portion : question.record().portions()) {
            PortionDecision decision = decisions.get(portion.id());
            if (!content || decision == null || decision.verdict() != Verdict.PERMIT) {
                continue;
            }
            boolean statable = !decision.obligations().gradingStatement() || headPermitted;
            if (statable && !strips(decision, portion)) {
                open.add(portion);
            }
        }
        Set<PortionFacts> left = new HashSet<>();
        while (!open.isEmpty()) {
            List<PortionFacts> stripping = open.stream()
                    .filter(portion -> open.stream().noneMatch(other -> strips(decisions.get(other.id()), portion)))
                    .toList();
            assertFalse(stripping.isEmpty(), () -> "obligations of a world are ordered: " + question);
            left.addAll(stripping);
            open.removeAll(stripping);
            open.removeIf(portion -> stripping.stream().anyMatch(other -> strips(decisions.get(other.id()), portion)));
        }
        return question.record().portions().stream().filter(left::contains).toList();
    }

    private static boolean strips(@Nullable PortionDecision decision, PortionFacts portion) {
        Set<FieldGroup> stripped =
                decision == null ? Set.of() : decision.obligations().strip();
        return switch (portion.field()) {
            case "source" -> stripped.contains(FieldGroup.SOURCE);
            case "persons" -> stripped.contains(FieldGroup.PERSON_IDENTIFIERS);
            case "body" -> stripped.contains(FieldGroup.BODY);
            default -> false;
        };
    }

    private static boolean permitted(Map<String, PortionDecision> decisions, String portion) {
        PortionDecision decision = decisions.get(portion);
        return decision != null && decision.verdict() == Verdict.PERMIT;
    }

    private static boolean graded(RecordFacts record) {
        return record.tags().isEmpty();
    }

    private static Map<String, Content> contents(RecordFacts record, boolean graded) {
        Map<String, Content> contents = new HashMap<>();
        for (PortionFacts portion : record.portions()) {
            contents.put(
                    portion.id(),
                    portion.field().equals("head") ? head(graded) : new Content.Text("text of " + portion.id()));
        }
        return contents;
    }

    private static Content.Head head(boolean graded) {
        return new Content.Head(
                "incident",
                "en",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                graded ? Optional.of(new Grading("B2")) : Optional.empty(),
                List.of(),
                Map.of());
    }

    /** A join restricts at least as much as each of its parts, in whatever order they are joined. */
    @Invariant
    void joinInAnyOrder(@ForAll Drawn world) {
        List<Label> labels = new ArrayList<>();
        world.records()
                .forEach(record ->
                        record.portions().forEach(portion -> portion.label().ifPresent(labels::add)));
        if (!labels.isEmpty()) {
            Label expected = Joins.of(labels);
            assertEquals(Optional.of(expected), labels.stream().reduce(Label::join));
            assertEquals(Optional.of(expected), labels.reversed().stream().reduce(Label::join));
            labels.forEach(label -> assertEquals(expected, expected.join(label)));
            assertTrue(labels.stream().allMatch(label -> expected.level().compareTo(label.level()) >= 0));
        }
    }
}
