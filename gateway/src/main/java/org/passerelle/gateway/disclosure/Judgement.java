package org.passerelle.gateway.disclosure;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;

/**
 * One record as decided for one caller.
 *
 * @param rendered what would leave; empty when nothing does
 */
public record Judgement(
        StoredRecord record, Decision.Judged decision, Optional<View> view, Optional<RenderedView> rendered) {

    /** Builds and renders what leaves towards a recipient of that party; whatever leaves was made here, and so is what is only foreseen. */
    public static Judgement of(
            Bundle bundle, String recipient, StoredRecord record, Decision.Judged decision, Instant at) {
        Optional<View> view = ViewBuilder.view(record, decision, at);
        return new Judgement(record, decision, view, view.flatMap(new ViewJson(bundle, recipient)::render));
    }

    /**
     * The same with one of the record's attachments alone, decided with the whole of it; empty where it has none of that id.
     *
     * @param recipient party in whose marking system it is written
     * @param attachment as views name it
     */
    public Optional<Judgement> attachment(Bundle bundle, String recipient, String attachment) {
        return record.facts().portions().stream()
                .filter(portion -> record.contents().get(portion.id()) instanceof Content.Attachment file
                        && file.id().equals(attachment))
                .findFirst()
                .map(portion -> attachment(new ViewJson(bundle, recipient), portion));
    }

    private Judgement attachment(ViewJson json, PortionFacts portion) {
        Optional<View> alone = view.filter(whole -> visible()).flatMap(whole -> whole.only(portion));
        return new Judgement(
                record,
                new Decision.Judged(
                        decision.action(),
                        decision.requestTrace(),
                        decision.portions().stream()
                                .filter(one -> one.portionId().equals(portion.id()))
                                .toList()),
                alone,
                alone.flatMap(one -> json.file(one, view.flatMap(View::grading))));
    }

    /** The same without what the record says that does not leave: of many that are held together, that may be most. */
    public Judgement withoutHidden() {
        Map<String, Content> leaving = new HashMap<>(record.contents());
        leaving.keySet().retainAll(leaving());
        return new Judgement(
                new StoredRecord(record.facts(), leaving, record.versionAt(), record.derivedFrom(), record.sources()),
                decision,
                view,
                rendered);
    }

    public boolean visible() {
        return rendered.isPresent();
    }

    /** The type of the record, for whoever sees its head: to anybody else it is no more told than the rest of that. */
    public Optional<String> type() {
        return view.filter(whole -> visible()).flatMap(View::head).map(Content.Head::type);
    }

    /** Portions that wait for a ruling. */
    public boolean held() {
        return decision.portions().stream().anyMatch(portion -> portion.verdict() == Verdict.HOLD);
    }

    /** What of the record leaves, and on which terms. */
    List<Audit.Portion> left() {
        return decision.portions().stream()
                .filter(portion -> portion.verdict() == Verdict.PERMIT)
                .flatMap(permit -> record.facts().portions().stream()
                        .filter(portion -> portion.id().equals(permit.portionId()))
                        .flatMap(portion -> view.flatMap(whole -> left(whole, portion, permit)).stream()))
                .toList();
    }

    private static Optional<Audit.Portion> left(View view, PortionFacts portion, PortionDecision permit) {
        return view.left(portion).map(content -> switch (content) {
            case Content.Head head ->
                left(
                        view,
                        portion,
                        permit,
                        head.details().keySet().stream().sorted().toList(),
                        Optional.of(head.tags().stream()
                                .map(Content.Head::predicate)
                                .distinct()
                                .sorted()
                                .toList()));
            case Content.Text text -> left(view, portion, permit, List.of(), Optional.empty());
            case Content.Attachment file -> left(view, portion, permit, List.of(), Optional.empty());
        });
    }

    private static Audit.Portion left(
            View view,
            PortionFacts portion,
            PortionDecision permit,
            List<String> details,
            Optional<List<String>> tags) {
        return new Audit.Portion(
                portion.id(), permit.clause().orElse(""), permit.onward(), view.geometry(), details, tags);
    }

    /** Ids of the portions that leave; one that is permitted and taken out, or whose obligations cannot be carried out, does not. */
    public Set<String> leaving() {
        Optional<View> shown = view.filter(whole -> visible());
        return record.facts().portions().stream()
                .filter(portion -> shown.flatMap(whole -> whole.left(portion)).isPresent())
                .map(PortionFacts::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
