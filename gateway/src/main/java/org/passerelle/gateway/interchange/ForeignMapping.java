package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;

/**
 * What objects that others made do not say of themselves in our words.
 *
 * @param language of objects that state none
 * @param label of objects that state no marking, or no TLP
 * @param markings by their words {@linkplain MarkingWords#folded as they are compared}, what markings stand for that are not TLP; one that
 *     stands for nothing is empty
 */
record ForeignMapping(Optional<String> language, ObjectNode label, Map<String, Stated> markings) {
    private static final Set<String> MEMBERS = Set.of("language", "label", "markings");
    private static final int LONGEST = 200;

    /** What a marking says of a label. */
    record Stated(Optional<String> marking, Optional<Tlp> tlp) {
        static final Stated NOTHING = new Stated(Optional.empty(), Optional.empty());

        static Stated tlp(Tlp tlp) {
            return new Stated(Optional.empty(), Optional.of(tlp));
        }
    }

    /** What a marking stands for, if the mapping knows it. */
    Optional<Stated> stated(String word) {
        return Optional.ofNullable(markings.get(MarkingWords.folded(word)));
    }

    /** The mapping, or one that says nothing; throws {@link UnreadableFile} with the place of the first fault. */
    static ForeignMapping read(Optional<String> text) {
        if (text.isEmpty()) {
            return new ForeignMapping(Optional.empty(), JsonNodeFactory.instance.objectNode(), Map.of());
        }
        LocatedJson located;
        try {
            located = LocatedJson.read(text.get());
        } catch (JsonFault broken) {
            throw new UnreadableFile(broken.pointer(), broken.line(), broken.column(), broken.problem());
        }
        Faults faults = new Faults();
        Optional<ForeignMapping> mapping =
                Fields.of(located.tree(), "", MEMBERS, faults).map(fields -> read(fields, faults));
        for (Fault fault : faults.list()) {
            LocatedJson.Place place = located.place(fault.pointer());
            throw new UnreadableFile(fault.pointer(), place.line(), place.column(), fault.message());
        }
        return mapping.orElseThrow();
    }

    private static ForeignMapping read(Fields fields, Faults faults) {
        Optional<JsonNode> label = fields.node("label");
        if (label.filter(node -> !node.isObject()).isPresent()) {
            fields.fault("label", Fault.Code.WRONG_TYPE, "must be an object");
        }
        return new ForeignMapping(
                fields.text("language", 2),
                label.filter(JsonNode::isObject)
                        .map(node -> (ObjectNode) node)
                        .orElse(JsonNodeFactory.instance.objectNode()),
                markings(fields, faults));
    }

    private static Map<String, Stated> markings(Fields fields, Faults faults) {
        Map<String, Stated> markings = new LinkedHashMap<>();
        Optional<JsonNode> stated = fields.node("markings");
        if (stated.filter(node -> !node.isObject()).isPresent()) {
            fields.fault("markings", Fault.Code.WRONG_TYPE, "must be an object");
        }
        stated.filter(JsonNode::isObject)
                .ifPresent(node -> node.properties().forEach(entry -> {
                    String pointer = Fields.at("/markings", entry.getKey());
                    Fields.of(entry.getValue(), pointer, Set.of("marking", "tlp"), faults)
                            .map(ForeignMapping::stated)
                            .ifPresent(one -> {
                                if (markings.put(MarkingWords.folded(entry.getKey()), one) != null) {
                                    faults.add(
                                            pointer, Fault.Code.CONTRADICTION, "says again what a marking stands for");
                                }
                            });
                }));
        return markings;
    }

    private static Stated stated(Fields fields) {
        Optional<String> word = fields.text("tlp", LONGEST);
        Optional<Tlp> tlp = word.flatMap(Tlp::parse);
        if (word.isPresent() && tlp.isEmpty()) {
            fields.fault("tlp", Fault.Code.UNKNOWN_WORD, "is no word of TLP 2.0");
        }
        return new Stated(fields.text("marking", LONGEST), tlp);
    }
}
