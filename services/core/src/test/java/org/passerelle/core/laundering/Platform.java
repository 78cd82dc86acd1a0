package org.passerelle.core.laundering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Derivation;
import org.passerelle.core.record.Detection;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.Known;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

/** What the services do around the core, with lists for tables: keeps versions and a ledger, decides, detects and derives. */
final class Platform {

    /** A stored version; its texts by portion id. */
    record Version(RecordFacts facts, Map<String, String> texts, List<String> derivedFrom) {}

    /** A portion to submit. */
    record Draft(String field, String text, Label label, Set<String> cited) {}

    /** A portion that a party was permitted, and for which purpose. */
    record Permit(PortionFacts portion, PortionDecision decision, String purpose) {}

    private record Receipt(String party, String portion, String clause, Audience onward) {}

    private final Society society;
    private final List<Version> versions = new ArrayList<>();
    private final Set<String> recalled = new HashSet<>();
    private final List<Grant> grants = new ArrayList<>();
    private final Set<Receipt> ledger = new LinkedHashSet<>();

    Platform(Society society) {
        this.society = society;
    }

    List<Version> versions() {
        return versions;
    }

    Optional<Version> current(String recordId) {
        return versions.reversed().stream()
                .filter(version -> version.facts().recordId().equals(recordId))
                .findFirst();
    }

    void grant(Grant grant) {
        grants.add(grant);
    }

    /** Decides every portion for a party's officer; releases nothing. */
    List<Permit> permits(String party, Version version, String purpose) {
        return judged(party, version, purpose).stream()
                .filter(decision -> decision.verdict() == Verdict.PERMIT)
                .map(decision -> new Permit(portion(version, decision.portionId()), decision, purpose))
                .toList();
    }

    List<PortionDecision> judged(String party, Version version, String purpose) {
        Request request =
                new Request(Society.officer(party), Strength.SENDER_CONSTRAINED, Action.READ, purpose, Set.of());
        return switch (Decide.decide(society.bundle(), request, asOfNow(version.facts()), society.now())) {
            case Decision.Refused refused -> throw new IllegalStateException("refused: " + refused.code());
            case Decision.Judged judged -> judged.portions();
        };
    }

    /** Releases a portion that was permitted, and enters it in the ledger. */
    void release(String party, PortionDecision permit) {
        ledger.add(new Receipt(party, permit.portionId(), permit.clause().orElse(""), permit.onward()));
    }

    void recall(String recordId) {
        recalled.add(recordId);
    }

    /** What a party may read of a version for the first purpose for which anything of it is permitted. */
    List<Permit> readable(String party, Version version) {
        return Society.PURPOSES.stream()
                .map(purpose -> permits(party, version, purpose))
                .filter(permits -> !permits.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Stores the next version of a record of the party. */
    Version submit(String party, String recordId, String type, List<Draft> drafts) {
        int number = current(recordId).map(version -> version.facts().version()).orElse(0) + 1;
        List<PortionFacts> portions = new ArrayList<>();
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> derivedFrom = new TreeSet<>();
        for (Draft draft : drafts) {
            Content content = new Content.Text(draft.text());
            Detection detection = Detection.of(content, party, known(party, content));
            List<Derivation.Source> sources = new ArrayList<>(detection.sources());
            draft.cited().forEach(cited -> sources.addAll(cited(party, cited)));
            derivedFrom.addAll(detection.citations());
            derivedFrom.addAll(draft.cited());
            Derivation.Inherited inherited =
                    Derivation.inherit(society.bundle().bundle(), draft.label(), type, party, sources);
            String id = recordId + "/" + number + "/" + draft.field();
            portions.add(new PortionFacts(
                    id, draft.field(), Optional.of(inherited.label()), inherited.sourceType(), inherited.custody()));
            texts.put(id, draft.text());
        }
        Version version = new Version(
                facts(recordId, number, type, party, society.now(), portions), texts, List.copyOf(derivedFrom));
        versions.add(version);
        return version;
    }

    private List<Derivation.Source> cited(String party, String recordId) {
        return current(recordId).stream()
                .flatMap(version -> readable(party, version).stream()
                        .map(permit -> new Derivation.Source(
                                permit.portion(),
                                version.facts().type(),
                                version.facts().releaser(),
                                permit.decision())))
                .toList();
    }

    private List<Known> known(String party, Content submitted) {
        Set<Fingerprint> sought = Fingerprint.of(submitted);
        List<Known> known = new ArrayList<>();
        for (Version version : versions) {
            for (PortionFacts portion : version.facts().portions()) {
                Set<Fingerprint> stored =
                        Fingerprint.of(new Content.Text(version.texts().getOrDefault(portion.id(), "")));
                if (stored.equals(sought)) {
                    ways(party, version, portion)
                            .forEach(way ->
                                    known.add(new Known(version.facts(), portion, stored, version.derivedFrom(), way)));
                }
            }
        }
        return known;
    }

    private List<Known.Way> ways(String party, Version version, PortionFacts portion) {
        List<Known.Way> ways = new ArrayList<>();
        if (version.facts().releaser().equals(party)) {
            return List.of(new Known.Way.Submitted());
        }
        Society.PURPOSES.stream()
                .flatMap(purpose -> permits(party, version, purpose).stream())
                .filter(permit -> permit.portion().equals(portion))
                .limit(1)
                .forEach(permit -> ways.add(new Known.Way.MayRead(permit.decision())));
        for (Receipt receipt : ledger) {
            if (receipt.party().equals(party) && receipt.portion().equals(portion.id())) {
                ways.add(new Known.Way.Received(receipt.clause(), receipt.onward()));
            }
        }
        return ways;
    }

    private static PortionFacts portion(Version version, String id) {
        return version.facts().portions().stream()
                .filter(portion -> portion.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RecordFacts asOfNow(RecordFacts facts) {
        return new RecordFacts(
                facts.recordId(),
                facts.version(),
                facts.type(),
                facts.releaser(),
                facts.submitter(),
                recalled.contains(facts.recordId()) ? RecordState.RECALLED : RecordState.ACTIVE,
                facts.createdAt(),
                facts.eventTime(),
                facts.validUntil(),
                facts.areas(),
                facts.tags(),
                facts.portions(),
                grants);
    }

    private static RecordFacts facts(
            String id, int version, String type, String releaser, Instant at, List<PortionFacts> portions) {
        return new RecordFacts(
                id,
                version,
                type,
                releaser,
                Society.officer(releaser),
                RecordState.ACTIVE,
                at,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                portions,
                List.of());
    }
}
