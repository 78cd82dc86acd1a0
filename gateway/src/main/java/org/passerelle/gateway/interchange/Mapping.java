package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;
import org.passerelle.platform.json.Suggestion;

/**
 * Which column becomes what, strictly: each column of a table is mapped or ignored by name, and each one that is named is there.
 *
 * @param constants members of every submission
 */
record Mapping(char delimiter, ObjectNode constants, Map<String, Column> columns, Set<String> ignored) {
    private static final Set<String> MEMBERS = Set.of("delimiter", "constants", "columns", "ignore");
    private static final int MOST = 500;

    /** Throws {@link UnreadableFile} with the place of the first fault. */
    static Mapping read(String text) {
        LocatedJson located;
        try {
            located = LocatedJson.read(text);
        } catch (JsonFault broken) {
            throw new UnreadableFile(broken.pointer(), broken.line(), broken.column(), broken.problem());
        }
        Faults faults = new Faults();
        Optional<Mapping> mapping =
                Fields.of(located.tree(), "", MEMBERS, faults).map(fields -> read(fields, faults));
        for (Fault fault : faults.list()) {
            LocatedJson.Place place = located.place(fault.pointer());
            throw new UnreadableFile(fault.pointer(), place.line(), place.column(), fault.message());
        }
        return mapping.orElseThrow();
    }

    private static Mapping read(Fields fields, Faults faults) {
        fields.require("columns");
        Optional<String> delimiter = fields.text("delimiter", 1);
        ObjectNode constants = fields.node("constants")
                .filter(JsonNode::isObject)
                .map(node -> (ObjectNode) node)
                .orElse(JsonNodeFactory.instance.objectNode());
        if (fields.has("constants") && !fields.node("constants").orElseThrow().isObject()) {
            fields.fault("constants", Fault.Code.WRONG_TYPE, "must be an object");
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        fields.node("columns")
                .filter(JsonNode::isObject)
                .ifPresent(node -> node.properties()
                        .forEach(column -> Fields.of(
                                        column.getValue(),
                                        "/columns/"
                                                + column.getKey()
                                                        .replace("~", "~0")
                                                        .replace("/", "~1"),
                                        Column.MEMBERS,
                                        faults)
                                .ifPresent(read -> columns.put(column.getKey(), Column.read(read)))));
        if (columns.isEmpty()) {
            fields.fault("columns", Fault.Code.WRONG_TYPE, "must be an object with a column or more");
        }
        Set<String> ignored = new TreeSet<>(fields.texts("ignore", MOST, 200));
        return new Mapping(delimiter.orElse(",").charAt(0), constants, columns, ignored);
    }

    /** Throws {@link UnreadableFile} unless these are the columns that are mapped or ignored. */
    void check(List<String> header) {
        Set<String> known = new TreeSet<>(columns.keySet());
        known.addAll(ignored);
        for (int index = 0; index < header.size(); index++) {
            String column = header.get(index);
            if (!known.contains(column)) {
                throw new UnreadableFile(
                        "", 1, index + 1, "column \"%s\" is neither mapped nor ignored".formatted(column));
            }
        }
        for (String column : known) {
            if (!header.contains(column)) {
                throw new UnreadableFile(
                        "",
                        1,
                        1,
                        "there is no column \"%s\"%s"
                                .formatted(
                                        column,
                                        Suggestion.nearest(column, Set.copyOf(header))
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse("")));
            }
        }
    }
}
