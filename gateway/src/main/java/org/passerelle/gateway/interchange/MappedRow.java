package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fault.Code;
import org.passerelle.gateway.submission.LocatedFault;

/** One row on its way to a submission; remembers which column each part came from, so that faults name it. */
final class MappedRow {
    /** Characters that the parts of one row may come to; what the mapping makes of them can be far longer than they are. */
    private static final int ROOM = 1_000_000;

    /** What each part takes besides. */
    private static final int EACH = 16;

    private static final int MOST_FAULTS = 50;
    private static final int LONGEST_NAME = 200;

    private final Mapping mapping;
    private final int line;
    private final ObjectNode submission;
    private final List<LocatedFault> faults = new ArrayList<>();
    private final TreeMap<String, String> origins = new TreeMap<>();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Map<String, ObjectNode> portions = new HashMap<>();
    private final MappedPlace place = new MappedPlace();
    private final MappedLabel label = new MappedLabel();
    private int room = ROOM;

    MappedRow(Mapping mapping, long line) {
        this.mapping = mapping;
        this.line = Math.toIntExact(line);
        this.submission = mapping.constants().deepCopy();
    }

    /** @param given geometry that the row comes with beside its cells */
    Translator.Translated translate(JsonNode row, Optional<JsonNode> given) {
        row.properties().forEach(cell -> ordinals.put(cell.getKey(), ordinals.size() + 1));
        row.properties().forEach(cell -> {
            Column column = mapping.columns().get(cell.getKey());
            if (column != null) {
                cell(cell.getKey(), column, cell.getValue());
            } else if (!mapping.ignored().contains(cell.getKey())) {
                fault("", cell.getKey(), Code.UNKNOWN_FIELD, "is neither mapped nor ignored");
            }
        });
        mapping.columns().forEach((name, column) -> {
            if (!row.has(name)) {
                cell(name, column, MissingNode.getInstance());
            }
        });
        given.ifPresent(this::given);
        geometry();
        label.join(submission);
        return faults.isEmpty()
                ? new Translator.Translated.Submission(submission.toString(), this::placed)
                : new Translator.Translated.Refused(faults);
    }

    private void cell(String name, Column column, JsonNode value) {
        if (value.isContainerNode()) {
            fault("", name, Code.WRONG_TYPE, "must be one value");
            return;
        }
        String text = value.isNull() ? "" : ExactJson.plain(value);
        List<String> parts = parts(name, column, text);
        if (parts.isEmpty()) {
            if (column.leavesOpen(text)) {
                fault(column.pointer(), name, Code.MISSING, "is empty; the mapping must say what that stands for");
            }
            return;
        }
        if (column.marks()) {
            label(name, column, parts);
        } else if (column.portion()) {
            portion(name, column, parts);
        } else if (column.to().equals(MappedPlace.PRECISION)) {
            if (parts.size() > 1 || !place.precision(parts.getFirst())) {
                fault("/geometry", name, Code.WRONG_TYPE, "is not point, none or a number of kilometres");
            }
        } else if (column.to().equals("longitude") || column.to().equals("latitude")) {
            coordinate(name, column, parts);
        } else {
            member(name, column, parts);
        }
    }

    /** What a cell says; one that says nothing, in words of the mapping too, is what the mapping says that it stands for. */
    private List<String> parts(String name, Column column, String cell) {
        List<String> parts = new ArrayList<>();
        for (String part : column.parts(cell)) {
            stands(name, column, part)
                    .filter(known -> !known.isEmpty() && fits(name, column, known))
                    .ifPresent(parts::add);
        }
        return parts.isEmpty() ? column.empty().stream().toList() : parts;
    }

    private Optional<String> stands(String name, Column column, String part) {
        if (column.values().isEmpty()) {
            return Optional.of(part);
        }
        Optional<String> known = Optional.ofNullable(column.values().get(part)).or(column::otherwise);
        if (known.isEmpty()) {
            fault(column.pointer(), name, Code.UNKNOWN_WORD, "has a value that the mapping does not know");
        }
        return known;
    }

    // INVARIANT: parts are counted before they are joined.
    private boolean fits(String name, Column column, String part) {
        if (room >= 0) {
            room -= part.length() + EACH;
            if (room < 0) {
                fault(column.pointer(), name, Code.TOO_LONG, "makes the row longer than " + ROOM + " characters");
            }
        }
        return room >= 0;
    }

    private void portion(String name, Column column, List<String> parts) {
        List<String> texts = new ArrayList<>();
        for (String part : parts) {
            value(column, part)
                    .ifPresentOrElse(
                            value -> texts.add(value.asText()),
                            () -> fault(column.pointer(), name, Code.WRONG_TYPE, "is not " + described(column)));
        }
        portion(name, column, column.before() + String.join("\n", texts));
    }

    private void portion(String name, Column column, String text) {
        ObjectNode portion = portions.get(column.name());
        if (portion != null) {
            portion.put("text", portion.path("text").asText() + "\n" + text);
            return;
        }
        ArrayNode all = submission.withArray("/portions");
        ObjectNode fresh = all.addObject().put("field", column.name()).put("text", text);
        column.label().ifPresent(label -> fresh.set("label", label.deepCopy()));
        portions.put(column.name(), fresh);
        origins.put("/portions/" + (all.size() - 1), name);
    }

    private void label(String name, Column column, List<String> parts) {
        origins.put(column.pointer(), name);
        if (!label.take(column.to(), parts)) {
            String one = column.to().equals(MappedLabel.MARKING) ? "is not one marking" : "is no word of TLP 2.0";
            fault(column.pointer(), name, Code.UNKNOWN_WORD, one);
        }
    }

    private void coordinate(String name, Column column, List<String> parts) {
        boolean east = column.to().equals("longitude");
        Optional<BigDecimal> degrees =
                parts.size() == 1 ? Cells.degrees(column, parts.getFirst(), east) : Optional.empty();
        origins.put("/geometry/coordinates/" + (east ? 0 : 1), name);
        origins.putIfAbsent("/geometry", name);
        if (degrees.isEmpty()) {
            fault("/geometry/coordinates/" + (east ? 0 : 1), name, Code.WRONG_TYPE, "is not " + described(column));
        } else if (east) {
            place.longitude(degrees.get());
        } else {
            place.latitude(degrees.get());
        }
    }

    private void given(JsonNode geometry) {
        String column = origins.get("/geometry");
        Optional<String> precision = mapping.target(MappedPlace.PRECISION);
        if (column != null) {
            fault("/geometry", column, Code.CONTRADICTION, "states a place beside the geometry; ignore it, or that");
        } else if (precision.isEmpty()) {
            submission.set("geometry", geometry);
        } else if (!place.point(geometry)) {
            fault(
                    "/geometry",
                    precision.get(),
                    Code.CONTRADICTION,
                    "says how exactly a point is known, and this is none");
        }
    }

    private void geometry() {
        if (place.vague() && faults.isEmpty()) {
            mapping.target(MappedPlace.PRECISION).ifPresent(this::unstated);
        }
        place.geometry().ifPresent(geometry -> submission.set("geometry", geometry));
        if (place.halved() && faults.isEmpty()) {
            fault("/geometry", origins.getOrDefault("/geometry", ""), Code.CONTRADICTION, "has no other coordinate");
        }
    }

    /** What says nothing is never exact by itself. */
    private void unstated(String precision) {
        fault("/geometry", precision, Code.MISSING, "does not say how exactly the place is known");
    }

    private void member(String name, Column column, List<String> parts) {
        String pointer = column.pointer();
        origins.put(pointer, name);
        ObjectNode parent = column.detail() ? submission.withObject("/details") : submission;
        if (column.as() == Column.As.LIST) {
            ArrayNode list =
                    parent.path(column.name()) instanceof ArrayNode before ? before : parent.putArray(column.name());
            parts.forEach(part -> {
                origins.put(pointer + "/" + list.size(), name);
                list.add(part);
            });
            return;
        }
        Optional<JsonNode> value = value(column, String.join(" ", parts));
        if (value.isEmpty()) {
            fault(pointer, name, Code.WRONG_TYPE, "is not " + described(column));
        }
        value.ifPresent(read -> parent.set(column.name(), read));
    }

    private static Optional<JsonNode> value(Column column, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (column.as()) {
            case TEXT, LIST -> Optional.of(nodes.textNode(text));
            case INTEGER -> Cells.integer(text).map(number -> nodes.numberNode(number.longValue()));
            case NUMBER -> Cells.number(text).map(number -> nodes.numberNode(number.doubleValue()));
            case DECIMAL_COMMA -> Cells.decimalComma(text).map(number -> nodes.numberNode(number.doubleValue()));
            case TRUTH ->
                switch (text.toLowerCase(java.util.Locale.ROOT)) {
                    case "true", "1", "yes" -> Optional.of(nodes.booleanNode(true));
                    case "false", "0", "no" -> Optional.of(nodes.booleanNode(false));
                    default -> Optional.empty();
                };
            case TIME -> Cells.time(text, column).map(nodes::textNode);
            case DAY -> Cells.day(text, column).map(nodes::textNode);
            case DEGREES_MINUTES -> Cells.sexagesimal(text).map(number -> nodes.numberNode(number.doubleValue()));
        };
    }

    private static String described(Column column) {
        return switch (column.as()) {
            case TEXT, LIST -> "a text";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number with a decimal point";
            case DECIMAL_COMMA -> "a number with a decimal comma";
            case TRUTH -> "true, false, yes, no, 1 or 0";
            case TIME ->
                "a time" + column.format().map(pattern -> " written " + pattern).orElse("");
            case DAY ->
                "a day" + column.format().map(pattern -> " written " + pattern).orElse("");
            case DEGREES_MINUTES ->
                "degrees, minutes and the side, such as 16°16'" + (column.to().equals("longitude") ? "E" : "N");
        };
    }

    private void fault(String pointer, String column, Code code, String problem) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new LocatedFault(
                    new Fault(pointer, code, told(column, " " + problem)), line, ordinals.getOrDefault(column, 0)));
        }
    }

    private static String told(String column, String problem) {
        String name = column.substring(0, Math.min(LONGEST_NAME, column.length()));
        return "column \"%s\"%s".formatted(name, problem);
    }

    /** A fault of the submission, at the column that its part came from. */
    private LocatedFault placed(LocatedFault found) {
        String pointer = found.fault().pointer();
        String at = pointer;
        while (!at.isEmpty() && !origins.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        String column = origins.get(at);
        String message = column == null
                ? found.fault().message()
                : told(column, ": " + found.fault().message());
        int ordinal = column == null ? 0 : ordinals.getOrDefault(column, 0);
        return new LocatedFault(new Fault(pointer, found.fault().code(), message), line, ordinal);
    }
}
