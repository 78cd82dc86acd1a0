package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/** What an object, and whatever stands within it, refers to as markings. */
final class StixReferences {
    static final String OF_WHOLE = "object_marking_refs";
    static final String OF_PARTS = "granular_markings";
    static final String OF_PART = "marking_ref";

    private StixReferences() {}

    /** Whether there is a place for references at all, or a label that marks. */
    static boolean mayStandAt(JsonNode object) {
        return object.has(OF_WHOLE)
                || object.has(OF_PARTS)
                || StixTags.of(object).stream().anyMatch(MarkingWords::marks);
    }

    /** Ids of the markings to which an object, or anything within it, refers. */
    static Set<String> ids(JsonNode object) {
        Set<String> ids = new LinkedHashSet<>();
        Foreign.each(
                object,
                "",
                Set.of(),
                (part, at) -> each(part, at, (reference, pointer) -> ids.add(reference.asText())));
        ids.remove("");
        return ids;
    }

    /** Visits every reference within an object that is not its own, with its pointer. */
    static void within(JsonNode object, BiConsumer<JsonNode, String> visit) {
        Foreign.each(object, "", Set.of(), (part, at) -> {
            if (!at.isEmpty()) {
                each(part, at, visit);
            }
        });
    }

    private static void each(JsonNode part, String at, BiConsumer<JsonNode, String> visit) {
        JsonNode whole = part.path(OF_WHOLE);
        for (int index = 0; whole.isArray() && index < whole.size(); index++) {
            visit.accept(whole.get(index), at + "/" + OF_WHOLE + "/" + index);
        }
        JsonNode parts = part.path(OF_PARTS);
        for (int index = 0; parts.isArray() && index < parts.size(); index++) {
            if (parts.get(index).has(OF_PART)) {
                visit.accept(parts.get(index).get(OF_PART), at + "/" + OF_PARTS + "/" + index + "/" + OF_PART);
            }
        }
    }

    /** Says where markings stand in another shape than STIX has for them: what is not read may say anything. */
    static void check(JsonNode object, Faults faults) {
        Foreign.each(object, "", Set.of(), (part, at) -> {
            check(part.path(OF_WHOLE), at + "/" + OF_WHOLE, JsonNode::isTextual, faults);
            check(part.path(OF_PARTS), at + "/" + OF_PARTS, StixReferences::ofPart, faults);
        });
    }

    private static void check(JsonNode list, String at, Predicate<JsonNode> shape, Faults faults) {
        if (list.isArray()) {
            for (int index = 0; index < list.size(); index++) {
                if (!shape.test(list.get(index))) {
                    faults.add(at + "/" + index, Fault.Code.WRONG_TYPE, "refers to no marking in the way of STIX");
                }
            }
        } else if (!list.isMissingNode()) {
            faults.add(at, Fault.Code.WRONG_TYPE, "is no list of markings");
        }
    }

    /** A part may have a language instead of a marking. */
    private static boolean ofPart(JsonNode granular) {
        return granular.has(OF_PART) ? granular.path(OF_PART).isTextual() : granular.has("lang");
    }
}
