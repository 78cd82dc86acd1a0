package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;

/**
 * What becomes of the cells of one column.
 *
 * @param to member of the submission; {@code longitude}, {@code latitude}, {@code precision}; {@code details.NAME}; {@code portions.FIELD}; what
 *     {@link MappedLabel} takes of a label
 * @param as how a cell is read
 * @param format of times and days, as Java's {@code DateTimeFormatter} writes patterns; ISO 8601 when absent
 * @param values what cells stand for, {@code ""} an empty one; a cell that is not among them, and not empty, is a fault unless there is
 *     {@code otherwise}
 * @param separator between several values in one cell
 * @param before text put in front of a cell that becomes part of a portion
 * @param label of the portion
 */
record Column(
        String to,
        As as,
        Optional<String> format,
        Optional<String> locale,
        Optional<String> zone,
        Map<String, String> values,
        Optional<String> otherwise,
        Optional<String> separator,
        String before,
        Optional<JsonNode> label) {
    static final Set<String> MEMBERS =
            Set.of("to", "as", "format", "locale", "zone", "values", "otherwise", "separator", "before", "label");

    private static final Set<String> TARGETS = Set.of(
            "type",
            "language",
            "eventTime",
            "validUntil",
            "country",
            "admin1",
            "grading",
            "tags",
            "longitude",
            "latitude",
            MappedPlace.PRECISION);
    private static final Set<String> WAYS =
            Set.of("text", "integer", "number", "decimal-comma", "truth", "time", "day", "list", "degrees-minutes");
    private static final int LONGEST = 400;

    /** How a cell is read. */
    enum As {
        TEXT,
        INTEGER,
        NUMBER,
        /** A number with a decimal comma. */
        DECIMAL_COMMA,
        TRUTH,
        TIME,
        DAY,
        LIST,
        /** Degrees, minutes and seconds with a letter for the side, e.g. {@code 16°16'01"N}. */
        DEGREES_MINUTES
    }

    boolean portion() {
        return to.startsWith("portions.");
    }

    boolean detail() {
        return to.startsWith("details.");
    }

    /** Whether it says something of the label. */
    boolean marks() {
        return MappedLabel.TARGETS.contains(to);
    }

    /**
     * Whether there is no place for both: of one target, and neither joined to a portion nor added to a list. An audience is never added
     * to: who is named twice over would have more readers.
     */
    boolean replaces(Column other) {
        boolean added = as == As.LIST && other.as() == As.LIST && !to.equals(MappedLabel.RELEASABLE_TO);
        return to.equals(other.to()) && !portion() && !added;
    }

    /** Whether a cell leaves open what the label is: what nobody says is not taken for no restriction, unless the mapping says so. */
    boolean leavesOpen(String cell) {
        return marks() && !values.containsKey("") && parts(cell).isEmpty();
    }

    /** The last part of the target. */
    String name() {
        return to.substring(to.indexOf('.') + 1);
    }

    /** Where it stands in the submission. */
    String pointer() {
        return "/" + to.replace('.', '/');
    }

    static Column read(Fields fields) {
        fields.require("to");
        String to = fields.text("to", LONGEST).orElse("");
        if (!to.isEmpty()
                && !TARGETS.contains(to)
                && !MappedLabel.TARGETS.contains(to)
                && !to.matches("(details|portions)\\.[A-Za-z0-9-]+")) {
            fields.fault(
                    "to",
                    Fault.Code.UNKNOWN_WORD,
                    "is a member of a submission, details.NAME, portions.FIELD or label.marking, label.tlp, label.releasableTo, label.compartments");
        }
        if (fields.has("label") && !to.startsWith("portions.")) {
            fields.fault("label", Fault.Code.CONTRADICTION, "only what becomes a portion has a label of its own");
        }
        Optional<As> stated = fields.word("as", new ClosedWords("way to read a cell", WAYS))
                .map(word -> As.valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
        Optional<String> format = fields.text("format", LONGEST);
        if (format.filter(Cells::halfYear).isPresent()) {
            fields.fault("format", Fault.Code.NOT_A_TIME, "has a year of two digits, which may be of any century");
        }
        Optional<String> locale = fields.text("locale", 10);
        Optional<String> zone = fields.text("zone", 60);
        Column column = new Column(
                to,
                stated.orElse(usual(to)),
                format,
                locale,
                zone,
                values(fields),
                fields.node("otherwise").filter(JsonNode::isTextual).map(JsonNode::asText),
                fields.text("separator", 10),
                fields.node("before")
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .orElse(""),
                fields.node("label"));
        if (column.marks()) {
            marking(fields, column);
        }
        try {
            Cells.formatter(column);
        } catch (IllegalArgumentException | java.time.DateTimeException unknown) {
            fields.fault("format", Fault.Code.NOT_A_TIME, "format, locale or zone is not one");
        }
        return column;
    }

    private static As usual(String to) {
        return switch (to) {
            case "eventTime", "validUntil" -> As.TIME;
            case "longitude", "latitude" -> As.NUMBER;
            case "tags", "admin1", MappedLabel.RELEASABLE_TO, MappedLabel.COMPARTMENTS -> As.LIST;
            default -> As.TEXT;
        };
    }

    private static void marking(Fields fields, Column column) {
        if (column.as() != usual(column.to())) {
            fields.fault(
                    "as", Fault.Code.CONTRADICTION, "of a label, marking and tlp are texts, and the others are lists");
        }
        // INVARIANT: a word that the mapping does not know never stands for no restriction.
        if (fields.node("otherwise")
                .map(JsonNode::asText)
                .filter(String::isBlank)
                .isPresent()) {
            fields.fault(
                    "otherwise", Fault.Code.CONTRADICTION, "lets a word that is not known stand for no restriction");
        }
    }

    private static Map<String, String> values(Fields fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.node("values").ifPresent(node -> {
            if (!node.isObject()) {
                fields.fault("values", Fault.Code.WRONG_TYPE, "must be an object of texts");
            }
            node.properties().forEach(entry -> {
                if (!entry.getValue().isTextual()) {
                    fields.fault("values", Fault.Code.WRONG_TYPE, "must be an object of texts");
                }
                values.put(entry.getKey(), entry.getValue().asText());
            });
        });
        return values;
    }

    /** What an empty cell stands for, or a property that is not there; nothing unless the mapping says so. */
    Optional<String> empty() {
        return Optional.ofNullable(values.get("")).filter(stands -> !stands.isEmpty());
    }

    /** The parts of a cell, each as what it stands for; empty parts are none. */
    List<String> parts(String cell) {
        List<String> parts = separator
                .map(text -> List.of(cell.split(java.util.regex.Pattern.quote(text), -1)))
                .orElse(List.of(cell));
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
