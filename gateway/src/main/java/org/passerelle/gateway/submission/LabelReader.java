package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.KnownAccounts;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault.Code;
import org.passerelle.gateway.submission.StatedLabel.Marking;

/** Reads labels in the words of the bundle; markings round up, never down. */
final class LabelReader {
    private static final Set<String> MEMBERS = Set.of(
            "marking",
            "tlp",
            "purposes",
            "compartments",
            "releasableTo",
            "notReleasableTo",
            "eyesOnly",
            "onward",
            "flags",
            "embargoUntil",
            "retainUntil");

    private final Bundle bundle;
    private final ClosedWords markings;
    private final ClosedWords tlps;
    private final ClosedWords purposes;
    private final ClosedWords compartments;
    private final ClosedWords partiesAndGroups;
    private final ClosedWords persons;
    private final ClosedWords flags;

    /** @param party who states the label: of a group or an account that it may not know it may not speak, as of one that does not exist */
    LabelReader(Bundle bundle, String party, Instant at) {
        this.bundle = bundle;
        this.markings = new ClosedWords("marking", bundle.markings().inbound().keySet());
        this.tlps = new ClosedWords(
                "TLP word", Arrays.stream(Tlp.values()).map(Tlp::text).collect(Collectors.toSet()));
        this.purposes = new ClosedWords("purpose", bundle.vocabulary().purposes());
        this.compartments = new ClosedWords("compartment", bundle.vocabulary().compartments());
        Set<String> audience = new LinkedHashSet<>(bundle.parties().keySet());
        audience.addAll(bundle.groupsShownTo(party, at));
        this.partiesAndGroups = new ClosedWords("party or group", audience);
        this.persons = new ClosedWords("person", new KnownAccounts(bundle, party).ids());
        this.flags = new ClosedWords("flag", bundle.vocabulary().flags());
    }

    /** The label of a portion, which may state as little as it likes. */
    Optional<StatedLabel> ofPortion(Fields portion) {
        return portion.object("label", MEMBERS).map(this::label);
    }

    /** The label of the record, which states what a label may not be without. */
    Optional<StatedLabel> ofRecord(Fields record) {
        return record.object("label", MEMBERS).map(fields -> {
            List.of("marking", "tlp").forEach(fields::require);
            return label(fields);
        });
    }

    /** The label of a record that is only asked about: an object, or one line. */
    Optional<StatedLabel> ofQuestion(Fields question) {
        boolean line = question.node("label").filter(JsonNode::isTextual).isPresent();
        return line
                ? question.text("label", 2000)
                        .flatMap(text -> new LineLabel(this, question.at("label"), question.faults()).read(text))
                : ofRecord(question);
    }

    private StatedLabel label(Fields fields) {
        return new StatedLabel(
                pointer(fields),
                marking(fields),
                tlp(fields),
                fields.words("purposes", purposes).map(LabelReader::audience),
                fields.words("compartments", compartments).map(Set::copyOf),
                fields.words("releasableTo", partiesAndGroups).map(LabelReader::audience),
                fields.words("notReleasableTo", partiesAndGroups).map(Set::copyOf),
                fields.words("eyesOnly", persons).map(LabelReader::audience),
                fields.words("onward", partiesAndGroups).map(LabelReader::audience),
                fields.words("flags", flags).map(Set::copyOf),
                fields.time("embargoUntil"),
                fields.time("retainUntil"));
    }

    Optional<Marking> marking(Fields fields) {
        return fields.word("marking", markings).flatMap(this::marking);
    }

    Optional<Marking> marking(String words) {
        return bundle.markings().level(words).map(level -> new Marking(words, level));
    }

    ClosedWords markings() {
        return markings;
    }

    ClosedWords tlps() {
        return tlps;
    }

    ClosedWords purposes() {
        return purposes;
    }

    ClosedWords compartments() {
        return compartments;
    }

    ClosedWords partiesAndGroups() {
        return partiesAndGroups;
    }

    ClosedWords persons() {
        return persons;
    }

    ClosedWords flags() {
        return flags;
    }

    Optional<Tlp> tlp(Fields fields) {
        return fields.word("tlp", tlps).flatMap(Tlp::parse);
    }

    private static String pointer(Fields fields) {
        String marking = fields.at("marking");
        return marking.substring(0, marking.lastIndexOf('/'));
    }

    private static Audience audience(List<String> names) {
        return new Audience.Only(Set.copyOf(names));
    }

    /** What a label may not say at once; {@code own} is what the place itself states, {@code label} what it comes to. */
    static void contradictions(StatedLabel own, Label label, Faults faults) {
        if (label.tlp() == Tlp.CLEAR && label.level() != Level.UNCLASSIFIED) {
            boolean words = own.marking().isPresent() && own.tlp().isEmpty();
            faults.add(
                    own.pointer() + (words ? "/marking" : "/tlp"),
                    Code.CONTRADICTION,
                    "TLP:CLEAR is for what is unclassified only");
        }
        if (label.releasableTo() instanceof Audience.Only only
                && label.notReleasableTo().stream().anyMatch(only.names()::contains)) {
            faults.add(own.pointer() + "/notReleasableTo", Code.CONTRADICTION, "names who is also in releasableTo");
        }
        if (label.embargoUntil().isPresent()
                && label.retainUntil().isPresent()
                && !label.embargoUntil().get().isBefore(label.retainUntil().get())) {
            faults.add(own.pointer() + "/embargoUntil", Code.CONTRADICTION, "is not before the end of retention");
        }
    }
}
