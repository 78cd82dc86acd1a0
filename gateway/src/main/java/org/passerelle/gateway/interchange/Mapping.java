package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;
import org.passerelle.platform.json.Suggestion;

/**
 * Which column becomes what, strictly: each column of a table is mapped or ignored by name, and each one that is mapped is there.
 *
 * @param table how the file is written
 * @param constants members of every submission
 */
record Mapping(Table table, ObjectNode constants, Map<String, Column> columns, Set<String> ignored) {
    private static final Set<String> MEMBERS =
            Set.of("delimiter", "encoding", "skipRows", "skipRowsLike", "key", "constants", "columns", "ignore");
    private static final Set<String> ENCODINGS =
            Set.of("UTF-8", "UTF-16", "windows-1252", "windows-1256", "ISO-8859-1", "ISO-8859-15");
    private static final int MOST = 500;
    private static final int MOST_SKIPPED = 20;

    /**
     * How a table is written.
     *
     * @param skipped rows behind the header that hold no data, such as units or hashtags
     * @param skippedLike how a cell of each of those begins
     * @param key columns that tell rows apart; a row that repeats their cells is the same once more. None: rows are not compared
     */
    record Table(char delimiter, Charset encoding, int skipped, Optional<String> skippedLike, List<String> key) {
        Table {
            key = List.copyOf(key);
        }
    }

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
        Table table = table(fields);
        ObjectNode constants = fields.node("constants")
                .filter(JsonNode::isObject)
                .map(node -> (ObjectNode) node)
                .orElse(JsonNodeFactory.instance.objectNode());
        if (fields.has("constants") && !fields.node("constants").orElseThrow().isObject()) {
            fields.fault("constants", Fault.Code.WRONG_TYPE, "must be an object");
        }
        Map<String, Column> columns = columns(fields, faults);
        if (columns.isEmpty()) {
            fields.fault("columns", Fault.Code.WRONG_TYPE, "must be an object with a column or more");
        }
        shapes(constants, columns, faults);
        labels(constants, columns, faults);
        Set<String> ignored = new TreeSet<>(fields.texts("ignore", MOST, 200));
        return new Mapping(table, constants, columns, ignored);
    }

    /** What columns are added to has the shape for it: each row would fail, or lose what the constant says. */
    private static void shapes(ObjectNode constants, Map<String, Column> columns, Faults faults) {
        JsonNode details = constants.path("details");
        if (!details.isMissingNode() && !details.isObject()) {
            faults.add("/constants/details", Fault.Code.WRONG_TYPE, "must be an object");
        }
        list(constants, "/portions", faults);
        columns.values().stream()
                .filter(column -> column.as() == Column.As.LIST && !column.portion())
                .map(Column::pointer)
                .distinct()
                .forEach(pointer -> list(constants, pointer, faults));
    }

    // INVARIANT: what a row says of its marking is never overruled by what the mapping states, of the whole or of a
    // portion: of two markings in words the stricter is not known here.
    private static void labels(ObjectNode constants, Map<String, Column> columns, Faults faults) {
        JsonNode label = constants.path("label");
        if (columns.values().stream().anyMatch(Column::marks) && !label.isMissingNode() && !label.isObject()) {
            faults.add("/constants/label", Fault.Code.WRONG_TYPE, "must be an object");
        }
        if (columns.values().stream().noneMatch(column -> column.to().equals(MappedLabel.MARKING))) {
            return;
        }
        unmarked(label, "/constants/label", faults);
        JsonNode portions = constants.path("portions");
        for (int index = 0; index < portions.size(); index++) {
            unmarked(portions.path(index).path("label"), "/constants/portions/" + index + "/label", faults);
        }
        columns.forEach((name, column) ->
                column.label().ifPresent(own -> unmarked(own, Fields.at("/columns", name) + "/label", faults)));
    }

    private static void unmarked(JsonNode label, String pointer, Faults faults) {
        if (label.has("marking")) {
            faults.add(
                    pointer + "/marking",
                    Fault.Code.CONTRADICTION,
                    "is stated beside the column that says it of each row, and which of two is the stricter is not known here");
        }
    }

    private static void list(ObjectNode constants, String pointer, Faults faults) {
        JsonNode constant = constants.at(pointer);
        if (!constant.isMissingNode() && !constant.isArray()) {
            faults.add("/constants" + pointer, Fault.Code.WRONG_TYPE, "must be a list");
        }
    }

    private static Table table(Fields fields) {
        char delimiter = delimiter(fields);
        Charset encoding = fields.word("encoding", new ClosedWords("encoding", ENCODINGS))
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
        JsonNode skipped = fields.node("skipRows").orElse(JsonNodeFactory.instance.numberNode(0));
        if (!skipped.isInt() || skipped.intValue() < 0 || skipped.intValue() > MOST_SKIPPED) {
            fields.fault("skipRows", Fault.Code.WRONG_TYPE, "is a number of rows, at most " + MOST_SKIPPED);
        }
        return new Table(
                delimiter,
                encoding,
                skipped.intValue(),
                fields.text("skipRowsLike", 200),
                fields.texts("key", MOST, 200));
    }

    // A tab is no text, and yet what such files are named after.
    private static char delimiter(Fields fields) {
        if (fields.node("delimiter")
                .map(JsonNode::textValue)
                .filter("\t"::equals)
                .isPresent()) {
            return '\t';
        }
        char delimiter = fields.text("delimiter", 1).orElse(",").charAt(0);
        if (delimiter == '"') {
            fields.fault("delimiter", Fault.Code.CONTRADICTION, "encloses cells and separates none");
        }
        return delimiter;
    }

    private static Map<String, Column> columns(Fields fields, Faults faults) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Map<String, Optional<JsonNode>> labels = new HashMap<>();
        fields.node("columns")
                .filter(JsonNode::isObject)
                .ifPresent(node -> node.properties().forEach(column -> {
                    String pointer =
                            "/columns/" + column.getKey().replace("~", "~0").replace("/", "~1");
                    Fields.of(column.getValue(), pointer, Column.MEMBERS, faults)
                            .map(Column::read)
                            .ifPresent(read -> {
                                // INVARIANT: what one column says is never replaced by what another one does.
                                if (columns.values().stream().anyMatch(read::replaces)) {
                                    faults.add(
                                            pointer,
                                            Fault.Code.CONTRADICTION,
                                            "another column becomes " + read.to()
                                                    + " already; only portions and lists are of several columns");
                                }
                                columns.put(column.getKey(), read);
                                // INVARIANT: what one column holds is never stored under the lower label of another.
                                if (!labels.computeIfAbsent(read.to(), to -> read.label())
                                        .equals(read.label())) {
                                    faults.add(
                                            pointer,
                                            Fault.Code.CONTRADICTION,
                                            "all columns of " + read.to() + " have the same label, or none");
                                }
                            });
                }));
        return columns;
    }

    /** The column that becomes that, if any. */
    Optional<String> target(String to) {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().to().equals(to))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Throws {@link UnreadableFile} unless these are the columns that are mapped or ignored. */
    void check(List<String> header) {
        Set<String> needed = new TreeSet<>(columns.keySet());
        needed.addAll(table.key());
        for (int index = 0; index < header.size(); index++) {
            String column = header.get(index);
            if (!columns.containsKey(column) && !ignored.contains(column)) {
                throw new UnreadableFile(
                        "", 1, index + 1, "column \"%s\" is neither mapped nor ignored".formatted(column));
            }
        }
        for (String column : needed) {
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
