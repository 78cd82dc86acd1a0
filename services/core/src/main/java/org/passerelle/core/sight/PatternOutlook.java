package org.passerelle.core.sight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;

/** Works out the outlook on a pattern by building the view of a typical record. */
final class PatternOutlook {
    private static final Outlook NOTHING = new Outlook.Nothing();
    private static final Outlook OPEN = new Outlook.Open();
    private static final Optional<Grading> ANY_GRADING = Optional.of(new Grading("F6"));

    private final Sheet sheet;
    private final ClassCatalogue classes;
    private final Predicate<View> renders;

    /** @param renders whether a view can be written for the searcher at all */
    PatternOutlook(Sheet sheet, ClassCatalogue classes, Predicate<View> renders) {
        this.sheet = sheet;
        this.classes = classes;
        this.renders = renders;
    }

    Outlook of(Pattern pattern, Instant at) {
        List<PortionFacts> portions = new ArrayList<>();
        List<PortionDecision> decisions = new ArrayList<>();
        Optional<RecordFacts> record = Optional.empty();
        for (int ordinal = 0; ordinal < pattern.classes().size(); ordinal++) {
            int number = pattern.classes().get(ordinal);
            Optional<RecordFacts> known = classes.facts(number);
            Optional<PortionDecision> decision = sheet.alike(number, at);
            if (known.isEmpty() || decision.isEmpty() || delayed(decision.get())) {
                return OPEN;
            }
            record = known;
            PortionFacts kind = known.get().portions().getFirst();
            String id = Integer.toString(ordinal);
            portions.add(new PortionFacts(
                    id, pattern.fields().get(ordinal), kind.label(), kind.sourceType(), kind.custody()));
            decisions.add(decision.get().about(id));
        }
        return record.map(facts -> of(pattern, typical(facts, portions), decisions, at))
                .orElse(NOTHING);
    }

    // How long ago a record was stored is not the pattern's matter.
    private static boolean delayed(PortionDecision decision) {
        return decision.verdict() == Verdict.PERMIT
                && decision.obligations().delay().isPresent();
    }

    private static RecordFacts typical(RecordFacts labelClass, List<PortionFacts> portions) {
        return new RecordFacts(
                "",
                1,
                labelClass.type(),
                labelClass.releaser(),
                "",
                RecordState.ACTIVE,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                labelClass.areas(),
                labelClass.tags(),
                portions,
                List.of());
    }

    private Outlook of(Pattern pattern, RecordFacts facts, List<PortionDecision> decisions, Instant at) {
        Map<String, Content> contents = new HashMap<>();
        for (PortionFacts portion : facts.portions()) {
            contents.put(
                    portion.id(),
                    switch (portion.field()) {
                        case PortionFacts.HEAD -> head(facts.type(), pattern.graded());
                        case PortionFacts.ATTACHMENT -> new Content.Attachment("", "", "", 0, "", 0);
                        default -> new Content.Text("");
                    });
        }
        StoredRecord record = new StoredRecord(facts, contents, Instant.EPOCH, List.of());
        return ViewBuilder.view(record, new Decision.Judged(Action.READ, List.of(), decisions), at)
                .filter(renders)
                .map(view -> alike(facts, view, decisions))
                .orElse(NOTHING);
    }

    private static Content head(String type, boolean graded) {
        return new Content.Head(
                type,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                graded ? ANY_GRADING : Optional.empty(),
                List.of(),
                Map.of());
    }

    private static Outlook alike(RecordFacts facts, View view, List<PortionDecision> decisions) {
        List<Integer> left = IntStream.range(0, decisions.size())
                .filter(ordinal -> view.left(facts.portions().get(ordinal)).isPresent())
                .boxed()
                .toList();
        // What stays behind binds nothing.
        List<PortionDecision> binding = left.stream().map(decisions::get).toList();
        // Which of the details are withheld is known by their names, and words do not tell where they stand.
        boolean wholeHead = binding.stream().allMatch(decision -> decision.details() instanceof Audience.Unrestricted);
        Set<Integer> texts = left.stream()
                .filter(ordinal ->
                        wholeHead || !facts.portions().get(ordinal).field().equals(PortionFacts.HEAD))
                .collect(Collectors.toSet());
        return new Outlook.Alike(
                facts.type(),
                facts.releaser(),
                view.head().map(head -> view.geometry()),
                view.label().level(),
                view.label().originators(),
                texts,
                binding.stream()
                        .flatMap(decision -> decision.withheldTags().stream())
                        .collect(Collectors.toSet()));
    }
}
