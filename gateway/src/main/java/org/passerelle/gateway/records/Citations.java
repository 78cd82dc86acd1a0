package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Derivation;
import org.passerelle.core.record.Detection;
import org.passerelle.core.record.Known;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * Looks up what a draft derives from: what it cites, and what its submitter's party knows with the same content. Only what its submitter
 * may read can be cited; labels, originators and custody come from there, not from the submitter.
 */
final class Citations {
    private static final String TITLE = "title";

    private final Custody custody;
    private final KnownContent knownContent;

    Citations(Custody custody, KnownContent knownContent) {
        this.custody = custody;
        this.knownContent = knownContent;
    }

    /**
     * A portion to store.
     *
     * @param pointer where it stands in the submission
     * @param derived whether anything was inherited
     * @param cited those of the records that it names which are there to its submitter
     * @param readable those of its sources that the submitter may read, named or not
     */
    record Resolved(NewPortion portion, String pointer, boolean derived, List<String> cited, List<String> readable) {}

    /**
     * What the caller may read, cited or not, and what else their party knows.
     *
     * @param standing records that the version before cites already
     */
    record Sources(Map<String, Judgement> cited, List<Known> known, Set<String> readable, Set<String> standing) {
        static Sources of(Map<String, Judgement> cited, List<Known> known, Set<String> standing) {
            return new Sources(cited, known, Citations.readable(cited, known), standing);
        }

        /** What is taken back is not written from any more; a version that must cite it can still be replaced. */
        private boolean recalled(String id, Judgement source) {
            return source.record().facts().state() == RecordState.RECALLED && !standing.contains(id);
        }

        /** These, and what the party itself submitted just before. */
        Sources and(List<Known> submitted) {
            List<Known> all = new ArrayList<>(known);
            all.addAll(submitted);
            return new Sources(cited, all, readable, standing);
        }
    }

    /**
     * The portions to store; adds a fault for each source that the submitter may not read, that does not exist, or that was recalled.
     *
     * @param standing records that the version before cites, as far as the submitter may read which
     */
    Future<List<Resolved>> resolve(
            LeasedBundle leased, Caller caller, Draft draft, Set<String> standing, Faults faults) {
        return cited(leased, caller, draft)
                .compose(cited -> knownContent
                        .of(leased, caller, submitted(draft))
                        .map(known -> inherit(leased, caller, draft, Sources.of(cited, known, standing), faults)));
    }

    /** The sources of each of many drafts. */
    Future<List<Sources>> ofEach(LeasedBundle leased, Caller caller, List<Draft> drafts) {
        Future<List<Map<String, Judgement>>> cited = Future.succeededFuture(new ArrayList<>());
        for (Draft draft : drafts) {
            cited = cited.compose(before -> cited(leased, caller, draft).map(found -> {
                before.add(found);
                return before;
            }));
        }
        return cited.compose(readable -> knownContent
                .ofEach(
                        leased,
                        caller,
                        drafts.stream().map(Citations::submitted).toList())
                .map(known -> {
                    List<Sources> sources = new ArrayList<>();
                    for (int index = 0; index < drafts.size(); index++) {
                        sources.add(Sources.of(readable.get(index), known.get(index), Set.of()));
                    }
                    return sources;
                }));
    }

    private static KnownContent.Submitted submitted(Draft draft) {
        return new KnownContent.Submitted(
                draft.portions().stream().map(Draft.Portion::content).toList(), purposes(draft.portions().stream()));
    }

    /** The portions to store; adds a fault for each source that is not there, or was recalled. */
    static List<Resolved> inherit(LeasedBundle leased, Caller caller, Draft draft, Sources sources, Faults faults) {
        Detection object = ofObject(caller, draft, sources);
        return draft.portions().stream()
                .map(portion -> inherit(leased, caller, draft, portion, object, sources, faults))
                .toList();
    }

    /**
     * What the head of somebody else's object is known from. The object is told apart by its id, which stands in the head; as it is passed on
     * its text is written anew, and would not be recognised by itself.
     */
    private static Detection ofObject(Caller caller, Draft draft, Sources found) {
        return draft.portions().stream()
                .filter(portion -> portion.content() instanceof Content.Head)
                .filter(head -> draft.portions().stream().anyMatch(Citations::object))
                .findFirst()
                .map(head -> Detection.of(head.content(), caller.party(), found.known()))
                .orElse(new Detection(List.of(), Set.of()));
    }

    private static boolean object(Draft.Portion portion) {
        return portion.field().equals(PortionFacts.OBJECT);
    }

    private static Detection detected(Caller caller, Draft.Portion portion, Detection object, Sources found) {
        Detection itself = Detection.of(portion.content(), caller.party(), found.known());
        return object(portion) || portion.field().equals(TITLE) ? itself.and(object) : itself;
    }

    private Future<Map<String, Judgement>> cited(LeasedBundle leased, Caller caller, Draft draft) {
        TreeSet<String> cited = new TreeSet<>();
        draft.portions().forEach(portion -> cited.addAll(portion.derivedFrom()));
        Future<Map<String, Judgement>> sources = Future.succeededFuture(new TreeMap<>());
        for (String id : cited) {
            List<String> purposes = purposes(draft.portions().stream()
                    .filter(portion -> portion.derivedFrom().contains(id)));
            sources = sources.compose(found -> custody.readable(leased, caller, id, purposes)
                    .map(source -> {
                        source.ifPresent(judgement -> found.put(id, judgement));
                        return found;
                    }));
        }
        return sources;
    }

    /** Those of the records that the caller may read. */
    Future<Set<String>> readable(LeasedBundle leased, Caller caller, Set<String> ids) {
        Future<Set<String>> readable = Future.succeededFuture(new TreeSet<>());
        for (String id : new TreeSet<>(ids)) {
            readable = readable.compose(before -> custody.readable(leased, caller, id, List.of())
                    .map(found -> {
                        found.ifPresent(judgement -> before.add(id));
                        return before;
                    }));
        }
        return readable;
    }

    private static List<String> purposes(Stream<Draft.Portion> portions) {
        return portions.flatMap(portion -> switch (portion.label().purposes()) {
                    case Audience.Unrestricted any -> Stream.<String>empty();
                    case Audience.Only only -> only.names().stream();
                })
                .distinct()
                .toList();
    }

    private static Set<String> readable(Map<String, Judgement> cited, List<Known> known) {
        return Stream.concat(
                        cited.keySet().stream(),
                        known.stream()
                                .filter(one -> one.way() instanceof Known.Way.MayRead)
                                .map(one -> one.record().recordId()))
                .collect(Collectors.toSet());
    }

    private static Resolved inherit(
            LeasedBundle leased,
            Caller caller,
            Draft draft,
            Draft.Portion portion,
            Detection object,
            Sources found,
            Faults faults) {
        Detection detection = detected(caller, portion, object, found);
        List<Derivation.Source> sources = new ArrayList<>(detection.sources());
        List<String> cited = new ArrayList<>();
        for (int i = 0; i < portion.derivedFrom().size(); i++) {
            String id = portion.derivedFrom().get(i);
            Judgement source = found.cited().get(id);
            String pointer = portion.sourcesPointer() + "/" + i;
            if (source == null) {
                faults.add(pointer, Fault.Code.NOT_FOUND, "no such record");
            } else if (found.recalled(id, source)) {
                cited.add(id);
                faults.add(pointer, Fault.Code.RECALLED, "was recalled; nothing is written from it any more");
            } else {
                cited.add(id);
                sources.addAll(leaving(source));
            }
        }
        TreeSet<String> derivedFrom = new TreeSet<>(portion.derivedFrom());
        derivedFrom.addAll(detection.citations());
        Derivation.Inherited inherited =
                Derivation.inherit(leased.bundle(), portion.label(), draft.type(), caller.party(), sources);
        NewPortion stored = new NewPortion(
                portion.field(),
                portion.content(),
                inherited.label(),
                portion.originalMarking(),
                inherited.sourceType(),
                inherited.custody(),
                List.copyOf(derivedFrom));
        return new Resolved(
                stored,
                portion.pointer(),
                !sources.isEmpty(),
                List.copyOf(cited),
                derivedFrom.stream().filter(found.readable()::contains).toList());
    }

    /** What stays behind of a cited record was not read, and shows in nothing that is written from it. */
    private static List<Derivation.Source> leaving(Judgement source) {
        Set<String> left = source.leaving();
        Map<String, PortionFacts> portions = source.record().facts().portions().stream()
                .collect(Collectors.toMap(PortionFacts::id, portion -> portion));
        List<Derivation.Source> sources = new ArrayList<>();
        for (PortionDecision decision : source.decision().portions()) {
            PortionFacts portion = portions.get(decision.portionId());
            if (portion != null && left.contains(portion.id())) {
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
