package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Derivation;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * Looks up what a draft cites. Only what its submitter may read can be cited; labels, originators and custody come from there, not
 * from the submitter.
 */
final class Citations {
    private final Custody custody;

    Citations(Custody custody) {
        this.custody = custody;
    }

    /** The portions to store; adds a fault for each source that the submitter may not read, or that does not exist. */
    Future<List<NewPortion>> resolve(LeasedBundle leased, Caller caller, Draft draft, Faults faults) {
        TreeSet<String> cited = new TreeSet<>();
        draft.portions().forEach(portion -> cited.addAll(portion.derivedFrom()));
        Future<Map<String, Judgement>> sources = Future.succeededFuture(new TreeMap<>());
        for (String id : cited) {
            List<String> purposes = purposesOf(draft, id);
            sources = sources.compose(found -> custody.readable(leased, caller, id, purposes)
                    .map(source -> {
                        source.ifPresent(judgement -> found.put(id, judgement));
                        return found;
                    }));
        }
        return sources.map(found -> draft.portions().stream()
                .map(portion -> inherit(caller, draft, portion, found, faults))
                .toList());
    }

    private static List<String> purposesOf(Draft draft, String source) {
        return draft.portions().stream()
                .filter(portion -> portion.derivedFrom().contains(source))
                .flatMap(portion -> switch (portion.label().purposes()) {
                    case Audience.Unrestricted any -> java.util.stream.Stream.<String>empty();
                    case Audience.Only only -> only.names().stream();
                })
                .distinct()
                .toList();
    }

    private static NewPortion inherit(
            Caller caller, Draft draft, Draft.Portion portion, Map<String, Judgement> found, Faults faults) {
        List<Derivation.Source> sources = new ArrayList<>();
        for (int i = 0; i < portion.derivedFrom().size(); i++) {
            Judgement source = found.get(portion.derivedFrom().get(i));
            if (source == null) {
                faults.add(portion.sourcesPointer() + "/" + i, Fault.Code.NOT_FOUND, "no such record");
            } else {
                sources.addAll(permitted(source));
            }
        }
        Derivation.Inherited inherited = Derivation.inherit(portion.label(), draft.type(), caller.party(), sources);
        return new NewPortion(
                portion.field(),
                portion.content(),
                inherited.label(),
                portion.originalMarking(),
                inherited.sourceType(),
                inherited.custody(),
                portion.derivedFrom());
    }

    private static List<Derivation.Source> permitted(Judgement source) {
        Map<String, PortionFacts> portions = source.record().facts().portions().stream()
                .collect(Collectors.toMap(PortionFacts::id, portion -> portion));
        List<Derivation.Source> sources = new ArrayList<>();
        for (PortionDecision decision : source.decision().portions()) {
            PortionFacts portion = portions.get(decision.portionId());
            if (decision.verdict() == Verdict.PERMIT && portion != null) {
                sources.add(new Derivation.Source(
                        portion,
                        source.record().facts().type(),
                        source.record().facts().releaser(),
                        decision));
            }
        }
        return sources;
    }
}
