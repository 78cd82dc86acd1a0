package org.passerelle.gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Dimension;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Loosening;
import org.passerelle.core.record.Loss;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * Names what a new version would restrict less than the one that it replaces. Compared and told is what the caller may read of that: of
 * anything else the answer must not tell that it is there.
 *
 * @param readable records that the caller may read, of those that are cited no longer
 * @param unspoken groups of which the caller's party may not know, whatever it once wrote
 * @param resolved portions of the new version
 * @param body as it was written
 */
record Restrictions(
        List<Loosening> loosened,
        Set<String> readable,
        Set<String> unspoken,
        List<Citations.Resolved> resolved,
        JsonNode body) {
    private static final String SOURCES = "/derivedFrom";
    private static final String LESS = "restricts less than the version before";
    private static final String LIFTING = "; lifting=true lifts it";

    /** The portions of a version that the caller may read for any purpose of theirs, as they read them; files stay as they are. */
    static List<Loosening.Portion> read(Judgement current, List<Judgement> readings) {
        return current.record().facts().portions().stream()
                .flatMap(portion -> readings.stream()
                        .flatMap(reading -> reading.view().flatMap(view -> view.left(portion)).stream())
                        .filter(content -> !(content instanceof Content.Attachment))
                        .limit(1)
                        .flatMap(content -> portion(current, portion, content).stream()))
                .toList();
    }

    private static Optional<Loosening.Portion> portion(Judgement current, PortionFacts portion, Content content) {
        List<String> sources = current.record().sources().getOrDefault(portion.id(), List.of());
        return portion.label()
                .map(label -> new Loosening.Portion(portion.field(), content, label, portion.custody(), sources));
    }

    /** What becomes looser; by no membership of a group that the caller's party may not know. */
    static List<Loosening> loosened(
            Bundle bundle,
            Caller caller,
            List<Loosening.Portion> before,
            List<Citations.Resolved> resolved,
            Instant now) {
        if (before.isEmpty()) {
            return List.of();
        }
        return Loosening.of(
                bundle.seenBy(caller.party(), now),
                caller.party(),
                before,
                resolved.stream()
                        .map(Citations.Resolved::portion)
                        .map(Restrictions::portion)
                        .toList(),
                now);
    }

    private static Loosening.Portion portion(NewPortion portion) {
        return new Loosening.Portion(
                portion.field(), portion.content(), portion.label(), portion.custody(), portion.derivedFrom());
    }

    /** Groups of which the caller's party may not know. */
    static Set<String> unspoken(Bundle bundle, Caller caller, Instant now) {
        Set<String> groups = new TreeSet<>(bundle.groups().keySet());
        groups.removeAll(bundle.groupsShownTo(caller.party(), now));
        return groups;
    }

    /** Records that are cited no longer. */
    static Set<String> sources(List<Loosening> loosened) {
        return loosened.stream().flatMap(one -> one.sources().stream()).collect(Collectors.toSet());
    }

    /** Records that the faults name. */
    Set<String> named() {
        Set<String> named = new TreeSet<>(sources(loosened));
        named.retainAll(readable);
        return named;
    }

    /** Adds a fault for each restriction that is lost, once where portions lose it together with the label that they inherit. */
    void judge(Faults faults) {
        Set<Fault> found = new LinkedHashSet<>();
        for (Loosening one : loosened) {
            List<Fault> undeclared = undeclared(one);
            found.addAll(undeclared);
            // What is inherited comes back with its source, and is nobody's to learn without it.
            if (undeclared.isEmpty() || one.own()) {
                one.losses().forEach(loss -> found.add(fault(one, loss)));
            }
        }
        found.forEach(fault -> faults.add(fault.pointer(), fault.code(), fault.message()));
    }

    private List<Fault> undeclared(Loosening one) {
        String pointer = pointer(one) + SOURCES;
        String at = body.at(pointer).isMissingNode() ? SOURCES : pointer;
        List<Fault> cited = new TreeSet<>(one.sources())
                .stream()
                        .filter(readable::contains)
                        .map(id -> new Fault(at, Fault.Code.LOOSENED, "no longer names " + id + LIFTING))
                        .toList();
        return cited.isEmpty() && one.undeclared()
                ? List.of(new Fault(
                        at,
                        Fault.Code.LOOSENED,
                        "no longer names what it derives from, in which others have a say" + LIFTING))
                : cited;
    }

    private String pointer(Loosening one) {
        return resolved.get(one.portion()).pointer();
    }

    private Fault fault(Loosening one, Loss loss) {
        String member = "/label/" + member(loss.dimension());
        String own = pointer(one) + member;
        boolean inherited = body.at(own).isMissingNode() && general(loss);
        return new Fault(
                inherited ? member : own, Fault.Code.LOOSENED, (told(one, loss) ? words(loss) : LESS) + LIFTING);
    }

    private boolean told(Loosening one, Loss loss) {
        return one.own() && Collections.disjoint(loss.lost(), unspoken);
    }

    /** Whether the record's own label loses the same. */
    private boolean general(Loss loss) {
        return loosened.stream()
                .filter(one -> pointer(one).isEmpty())
                .anyMatch(one -> one.losses().contains(loss));
    }

    /** What the member of a label is called. */
    static String member(Dimension dimension) {
        return switch (dimension) {
            case LEVEL -> "marking";
            case TLP -> "tlp";
            case ORIGINATORS -> throw new IllegalArgumentException("nobody states originators");
            case PURPOSES -> "purposes";
            case COMPARTMENTS -> "compartments";
            case RELEASABLE_TO -> "releasableTo";
            case NOT_RELEASABLE_TO -> "notReleasableTo";
            case EYES_ONLY -> "eyesOnly";
            case ONWARD -> "onward";
            case FLAGS -> "flags";
            case EMBARGO -> "embargoUntil";
            case RETENTION -> "retainUntil";
        };
    }

    private static String words(Loss loss) {
        String names = String.join(", ", new TreeSet<>(loss.lost()));
        return switch (loss.dimension()) {
            case LEVEL, TLP -> "is below that of the version before";
            case ORIGINATORS, COMPARTMENTS, FLAGS -> "no longer names " + names;
            case NOT_RELEASABLE_TO -> "no longer leaves out " + names;
            case PURPOSES, RELEASABLE_TO, EYES_ONLY, ONWARD ->
                "admits more than the version before, which admits " + (names.isEmpty() ? "nobody" : "only " + names);
            case EMBARGO -> "ends before that of the version before, " + names;
            case RETENTION -> "ends after that of the version before, " + names;
        };
    }
}
