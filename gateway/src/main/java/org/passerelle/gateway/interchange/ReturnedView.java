package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * A view that left in another format and came back. Nothing of it is rounded down: the label of the whole, with its compartments, is the
 * default of the portions, a place that was coarsened is not taken for an exact one, and nobody gets the record but whoever takes it in. For
 * a view does not tell whom it may not be released to, for whose eyes and how long not, nor all that was said of how far onward; whoever knows
 * says so in a new version.
 *
 * @param at where it stands
 */
record ReturnedView(JsonNode view, String at, Faults faults) {
    private static final List<String> COMMON =
            List.of("type", "language", "eventTime", "validUntil", "country", "admin1", "grading", "tags", "details");
    private static final List<String> MANDATORY = List.of("marking", "tlp");
    private static final List<String> RESTRICTIONS = List.of("compartments", "purposes");

    static ReturnedView of(JsonNode view, String at, Faults faults) {
        if (!view.path("label").isObject() || !view.path("portions").isArray()) {
            faults.add(at, Fault.Code.WRONG_TYPE, "is no view with a label and portions");
        }
        for (JsonNode portion : view.path("portions")) {
            if (portion.has("label") && !portion.get("label").isObject()) {
                faults.add(at, Fault.Code.WRONG_TYPE, "has a portion with a label that is none");
            }
        }
        if (recalled(view)) {
            faults.add(at + "/recalled", Fault.Code.RECALLED, "is of a record that was recalled when it left");
        }
        return new ReturnedView(view, at, faults);
    }

    /** Whether it is of a record that its releaser took back. */
    static boolean recalled(JsonNode view) {
        return view.path("recalled").asBoolean();
    }

    /** The record that it shows. */
    Submitted submission() {
        if (!view.has("type")) {
            faults.add(at, Fault.Code.MISSING, "shows no facts common to records, so that there is no type");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        common().forEach(body::set);
        body.set("label", label());
        ArrayNode portions = body.putArray("portions");
        view.path("portions").forEach(portion -> {
            ObjectNode copy = portions.addObject();
            copy.set("field", portion.path("field"));
            copy.set("text", portion.path("text"));
            // INVARIANT: a portion whose label says less than a label does is as restricted as the whole.
            if (portion.has("label")) {
                copy.set("label", stated(portion.path("label")));
            }
        });
        return new Submitted(body, Map.of("", at));
    }

    /** The facts common to records that it shows, by their names. */
    Map<String, JsonNode> common() {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        COMMON.stream().filter(view::has).forEach(name -> facts.put(name, view.get(name)));
        if (view.path("geometryPrecision").asText().equals("exact") && view.has("geometry")) {
            facts.put("geometry", view.get("geometry"));
        }
        return facts;
    }

    /** The label of the whole. */
    ObjectNode label() {
        ObjectNode label = stated(view.path("label"));
        if (view.has("retainUntil")) {
            label.set("retainUntil", view.get("retainUntil"));
        }
        label.putArray("onward");
        return label;
    }

    private static ObjectNode stated(JsonNode label) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode();
        MANDATORY.stream().filter(label::has).forEach(name -> stated.set(name, label.get(name)));
        // A whole label says none of compartments by having none; of other restrictions the absence of one is not said,
        // and the whole record's counts.
        if (stated.size() == MANDATORY.size()) {
            stated.putArray("compartments");
        }
        // Also where an audience is named: of a group there may be a member that shall not have it.
        stated.putArray("releasableTo");
        RESTRICTIONS.stream().filter(label::has).forEach(name -> stated.set(name, label.get(name)));
        return stated;
    }

    /** The same of a marking that may state words, and of any of these labels of the view. */
    void notBelow(ForeignMapping.Stated marked, List<JsonNode> labels, String pointer) {
        for (JsonNode label : labels) {
            boolean stricter = marked.tlp()
                    .filter(tlp -> Tlp.parse(label.path("tlp").asText())
                            .filter(left -> tlp.compareTo(left) <= 0)
                            .isEmpty())
                    .isPresent();
            boolean otherwise = marked.marking()
                    .filter(words -> !words.equals(label.path("marking").asText()))
                    .isPresent();
            if (stricter || otherwise) {
                faults.add(
                        pointer,
                        Fault.Code.CONTRADICTION,
                        stricter
                                ? "is stricter than the label of the view in it"
                                : "states another marking in words than the label of the view in it");
                return;
            }
        }
    }

    /** Whoever marks what the view stands in more strictly than it left is not overruled by it. */
    void notBelow(Optional<Tlp> marked, String pointer) {
        Optional<Tlp> left = Tlp.parse(view.path("label").path("tlp").asText());
        if (marked.isPresent() && left.isPresent() && marked.get().compareTo(left.get()) > 0) {
            faults.add(pointer, Fault.Code.CONTRADICTION, "is stricter than the label of the view in it");
        }
    }
}
