package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault.Code;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;

/** Reads the JSON of a submission in the words of one bundle. Anything unknown, doubtful or contradictory is refused. */
public final class SubmissionParser {
    /** Where a submission states of what it is the tear-line. */
    public static final String TEAR_LINE = "tearLineOf";

    private static final Set<String> MEMBERS = Set.of(
            "type",
            "language",
            "label",
            "overall",
            "eventTime",
            "validUntil",
            "country",
            "admin1",
            "geometry",
            "grading",
            "tags",
            "details",
            "derivedFrom",
            TEAR_LINE,
            "portions");
    private static final int LONGEST_ID = 100;

    private final Bundle bundle;
    private final String party;
    private final Instant now;
    private final LabelReader labels;

    /** @param party the submitter's party, and so the originator of what is new */
    public SubmissionParser(Bundle bundle, String party, Instant now) {
        this.bundle = bundle;
        this.party = party;
        this.now = now;
        this.labels = new LabelReader(bundle, party, now);
    }

    /** The draft, or every fault with its place. */
    public Parsed parse(String body) {
        LocatedJson located;
        try {
            located = LocatedJson.read(body);
        } catch (JsonFault broken) {
            Fault fault = new Fault(broken.pointer(), Code.NOT_JSON, broken.problem());
            return new Parsed.Refused(List.of(new LocatedFault(fault, broken.line(), broken.column())));
        }
        Faults faults = new Faults();
        Optional<Draft> draft =
                Fields.of(located.tree(), "", MEMBERS, faults).flatMap(fields -> draft(fields, located.tree()));
        if (faults.none() && draft.isPresent()) {
            return new Parsed.Accepted(draft.get(), located);
        }
        return new Parsed.Refused(LocatedFault.place(faults.list(), located));
    }

    private Optional<Draft> draft(Fields fields, JsonNode body) {
        List.of("type", "language", "label", "portions").forEach(fields::require);
        Map<String, RecordType> types = bundle.vocabulary().recordTypes();
        Optional<String> type = fields.word("type", new ClosedWords("record type", types.keySet()));
        Optional<RecordType> schema = type.map(types::get);
        Optional<StatedLabel> general = labels.ofRecord(fields);
        Places.Areas areas = new Places(bundle.vocabulary()).areas(fields);
        Tags vocabulary = new Tags(bundle.vocabulary());
        List<String> tags = vocabulary.read(fields);
        Optional<Draft.Overall> overall = overall(fields);
        Draft.TearLineOf tearLine = tearLine(fields);
        if (type.isEmpty() || schema.isEmpty() || general.isEmpty()) {
            return Optional.empty();
        }
        List<Draft.Portion> portions = new PortionReader(fields, labels, general.get(), schema.get(), party, now)
                .read(type.get(), areas, tags);
        return hash(fields, body)
                .map(hash -> new Draft(
                        type.get(),
                        areas.policyAreas(),
                        vocabulary.policyRelevant(tags),
                        overall,
                        tearLine,
                        portions,
                        hash));
    }

    /** Of a body without a fault; any other need not have a canonical form. */
    private static Optional<String> hash(Fields record, JsonNode body) {
        if (record.faults().none()) {
            Json.inexact(body)
                    .ifPresent(pointer -> record.faults()
                            .add(pointer, Code.WRONG_TYPE, "is a whole number beyond 2^53, which is not kept exactly"));
        }
        return record.faults().none() ? Optional.of(Sha256.hex(Json.canonical(body))) : Optional.empty();
    }

    private static Draft.TearLineOf tearLine(Fields record) {
        if (record.node(TEAR_LINE).filter(JsonNode::isNull).isPresent()) {
            return new Draft.TearLineOf.Nothing();
        }
        return record.text(TEAR_LINE, LONGEST_ID)
                .<Draft.TearLineOf>map(Draft.TearLineOf.Of::new)
                .orElseGet(Draft.TearLineOf.Unstated::new);
    }

    private Optional<Draft.Overall> overall(Fields record) {
        return record.object("overall", Set.of("marking", "tlp")).flatMap(fields -> {
            List.of("marking", "tlp").forEach(fields::require);
            Optional<StatedLabel.Marking> marking = labels.marking(fields);
            Optional<Tlp> tlp = labels.tlp(fields);
            return marking.flatMap(words -> tlp.map(colour -> new Draft.Overall(words.level(), colour)));
        });
    }
}
