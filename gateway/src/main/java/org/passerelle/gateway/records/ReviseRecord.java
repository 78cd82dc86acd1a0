package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Loosening;
import org.passerelle.core.record.TearLine;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.keys.ViewTags;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/** Replaces a record of the caller's party by a new version. What is hidden, and what belongs to others, is absent here too. */
public final class ReviseRecord implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Intake intake;
    private final Dependents dependents;
    private final SourceTelling sources;
    private final ViewTags tags;
    private final Bus bus;

    ReviseRecord(
            Disclosure disclosure,
            Custody custody,
            Intake intake,
            Dependents dependents,
            SourceTelling sources,
            ViewTags tags,
            Bus bus) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.intake = intake;
        this.dependents = dependents;
        this.sources = sources;
        this.tags = tags;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "reviseRecord";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        String body = call.body();
        Set<String> without = call.query("without")
                .filter(ids -> !ids.isEmpty())
                .map(ids -> Set.copyOf(List.of(ids.split(","))))
                .orElse(Set.of());
        boolean lifting = call.query("lifting").filter("true"::equals).isPresent();
        return disclosure
                .policy()
                .compose(leased -> custody.required(leased, call.caller(), recordId)
                        .compose(current -> custody.readings(leased, call.caller(), recordId)
                                .compose(readings -> {
                                    requireMatch(call, current, readings);
                                    requireListed(without, current, readings);
                                    List<Loosening.Portion> binding =
                                            lifting ? List.of() : Restrictions.read(current, readings);
                                    return revise(leased, call, current, body, without, binding, cited(readings));
                                })));
    }

    /** From what those portions were written that the caller may read. */
    private static Set<String> cited(List<Judgement> readings) {
        return readings.stream()
                .flatMap(reading -> reading.record().sources().entrySet().stream()
                        .filter(sources -> reading.leaving().contains(sources.getKey())))
                .flatMap(sources -> sources.getValue().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Of whichever purpose it was read for: content of others may be there for one and not for another. All of the version that is going to be
     * replaced, so that nothing else is compared with it.
     */
    private void requireMatch(Call call, Judgement current, List<Judgement> readings) {
        String stated = call.header("If-Match").orElseThrow(() -> new Refusal(Problem.Kind.PRECONDITION_REQUIRED));
        if (readings.stream()
                .filter(reading -> version(reading) == version(current))
                .flatMap(reading -> reading.rendered().stream())
                .map(tags::of)
                .noneMatch(stated::equals)) {
            throw new Refusal(Problem.Kind.PRECONDITION_FAILED);
        }
    }

    /** A file that was meant to go must not stay because its id was mistyped. One that is hidden is none, and stays. */
    private static void requireListed(Set<String> without, Judgement current, List<Judgement> readings) {
        Set<String> listed = readings.stream()
                .filter(reading -> version(reading) == version(current))
                .flatMap(reading -> reading.view().stream())
                .flatMap(view -> view.attachments().stream())
                .map(attachment -> attachment.file().id())
                .collect(Collectors.toUnmodifiableSet());
        if (!listed.containsAll(without)) {
            throw Call.parameter("without", Fault.Code.NOT_FOUND, "names what is no attachment of the record");
        }
    }

    private static int version(Judgement reading) {
        return reading.record().facts().version();
    }

    private Future<Answer> revise(
            LeasedBundle leased,
            Call call,
            Judgement current,
            String body,
            Set<String> without,
            List<Loosening.Portion> binding,
            Set<String> cited) {
        String recordId = current.record().facts().recordId();
        TearLines.Before before = new TearLines.Before(
                recordId,
                TearLines.portions(current)
                        .filter(portion ->
                                portion.content() instanceof Content.Attachment file && !without.contains(file.id()))
                        .toList(),
                binding,
                cited);
        return intake.take(leased, call.caller(), body, Optional.empty(), before)
                .compose(taken -> {
                    Label overall =
                            before.kept().stream().map(TearLine.Portion::label).reduce(taken.overall(), Label::join);
                    Map<String, Object> label =
                            StoredJson.label(leased.bundle(), call.caller().party(), overall);
                    Records.Revise revise = new Records.Revise(recordId, version(current), taken.submit(), without);
                    // Only behind it: nothing that has to be looked for holds up a new version.
                    return bus.ask(Records.REVISE, revise, Policy.PATIENCE)
                            .map(ReviseRecord::stored)
                            .compose(stored -> dependents
                                    .told(call.caller(), recordId)
                                    .compose(told -> sources.ofStored(call.caller(), taken.resolved(), taken.sources())
                                            .map(leaving -> {
                                                Map<String, Object> json =
                                                        StoredJson.of(recordId, label, taken.resolved(), leaving);
                                                json.putAll(told);
                                                return leaving.within(Answer.json(200, json));
                                            })));
                });
    }

    private static Records.ReviseOutcome.Stored stored(Records.ReviseOutcome outcome) {
        return switch (outcome) {
            case Records.ReviseOutcome.Stored stored -> stored;
            case Records.ReviseOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Records.ReviseOutcome.Moved moved -> throw new Refusal(Problem.Kind.PRECONDITION_FAILED);
        };
    }
}
