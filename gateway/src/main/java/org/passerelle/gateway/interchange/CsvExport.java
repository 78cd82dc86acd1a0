package org.passerelle.gateway.interchange;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.platform.json.Json;

/**
 * Views as rows of one table, for spreadsheets. What has no column of its own stands as JSON in the last two. A text that a spreadsheet
 * would run as a formula has an apostrophe in front, and is read without it. An audience of nobody is
 * {@code nobody}, and an empty cell no restriction.
 */
final class CsvExport implements ExportFormat {
    /** Without it the spreadsheet most in use takes UTF-8 for the code page of its country: no name in French or Arabic is left as it was. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Empty, or {@code true} of what its releaser took back. */
    private static final String RECALLED = "recalled";

    /** What tables that left before did not have, the oldest last. */
    private static final List<Set<String>> LATER = List.of(
            Set.of(Leaving.CREATED, Leaving.MODIFIED), Set.of(Leaving.CREATED, Leaving.MODIFIED, RECALLED, "onward"));

    private static final List<String> PLAIN = List.of(
            "id",
            "releaser",
            "type",
            RECALLED,
            "language",
            "eventTime",
            "validUntil",
            "country",
            "admin1",
            "geometryPrecision",
            "grading",
            "gradingStatement",
            "tags",
            "handling",
            "retainUntil",
            Leaving.CREATED,
            Leaving.MODIFIED);
    private static final List<String> LABEL =
            List.of("marking", "tlp", "compartments", "releasableTo", "purposes", "onward");
    private static final Set<String> AUDIENCES = Set.of("releasableTo", "purposes", "onward");
    private static final Set<String> ELSEWHERE = Set.of("label", "geometry", "portions");
    private static final List<String> REST = List.of("longitude", "latitude", "title", "body", "portions", "other");

    /** Of every table that leaves, in their order. */
    static List<String> columns() {
        return Stream.of(PLAIN, LABEL, REST).flatMap(List::stream).toList();
    }

    /** Whether a table has the columns of ours, or of those that left before some of these were there. */
    static boolean wrote(List<String> columns) {
        return columns.equals(columns())
                || LATER.stream()
                        .map(later -> columns().stream()
                                .filter(name -> !later.contains(name))
                                .toList())
                        .anyMatch(columns::equals);
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String contentType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public String begin(UUID file) {
        return BYTE_ORDER_MARK + String.join(",", columns()) + "\r\n";
    }

    @Override
    public String view(Leaving leaving, boolean first) {
        Map<String, Object> view = leaving.dated();
        StringBuilder row = new StringBuilder();
        PLAIN.forEach(name -> row.append(text(view.getOrDefault(name, ""))).append(','));
        Map<?, ?> label = map(view.getOrDefault("label", Map.of()));
        for (String name : LABEL) {
            row.append(restriction(name, label.get(name))).append(',');
        }
        List<?> position = point(view);
        row.append(position.isEmpty() ? "," : position.get(0) + ",");
        row.append(position.isEmpty() ? "," : position.get(1) + ",");
        row.append(portion(view, "title")).append(',');
        row.append(portion(view, "body")).append(',');
        row.append(json(view.getOrDefault("portions", List.of()))).append(',');
        row.append(json(other(view, position.isEmpty())));
        return row.append("\r\n").toString();
    }

    @Override
    public String end() {
        return "";
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> members ? members : Map.of();
    }

    /** An audience of nobody is not the same as none that is named. */
    private static String restriction(String name, @Nullable Object value) {
        boolean nobody = AUDIENCES.contains(name) && value instanceof Collection<?> names && names.isEmpty();
        return nobody ? "nobody" : text(value);
    }

    private static List<?> point(Map<String, Object> view) {
        Map<?, ?> geometry = map(view.getOrDefault("geometry", Map.of()));
        return "Point".equals(geometry.get("type")) && geometry.get("coordinates") instanceof List<?> position
                ? position
                : List.of();
    }

    private static String portion(Map<String, Object> view, String field) {
        if (!(view.getOrDefault("portions", List.of()) instanceof List<?> portions)) {
            return "";
        }
        return text(portions.stream()
                .map(CsvExport::map)
                .filter(portion -> field.equals(portion.get("field")))
                .map(portion -> String.valueOf(portion.get("text")))
                .collect(Collectors.joining("\n")));
    }

    private static Map<String, Object> other(Map<String, Object> view, boolean withGeometry) {
        Map<String, Object> other = new java.util.TreeMap<>(view);
        PLAIN.forEach(other::remove);
        other.keySet().removeIf(name -> ELSEWHERE.contains(name) && !(name.equals("geometry") && withGeometry));
        return other;
    }

    private static String text(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case Collection<?> many ->
                new TreeSet<>(many.stream().map(String::valueOf).toList())
                        .stream().collect(Collectors.joining(";"));
            default -> value.toString();
        };
        return quoted(Formulas.marked(text));
    }

    private static String json(Object value) {
        return quoted(Formulas.escaped(Json.write(value)));
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
