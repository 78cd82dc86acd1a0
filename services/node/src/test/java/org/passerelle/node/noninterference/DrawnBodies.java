package org.passerelle.node.noninterference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.bundle.Vocabulary.Field;
import org.passerelle.core.bundle.Vocabulary.FieldKind;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.platform.json.Json;

/** Submissions of each type, as the vocabulary has it, and the same with something about them changed, mostly for the worse. */
final class DrawnBodies {
    private static final List<String> VALUES = List.of(
            "5",
            "1.5",
            "-3",
            "true",
            "null",
            "\"x\"",
            "\" \"",
            "\"\"",
            "\"a\\u0007b\"",
            "[]",
            "[\"x\"]",
            "[5]",
            "{}",
            "\"2015-01-20\"",
            "\"2015-02-30\"",
            "\"" + "x".repeat(2001) + "\"");
    // That one time lies after the other no schema tells.
    private static final List<String> STATED = List.of(
            "\"party\":\"x\",\"source\":\"y\"",
            "\"party\":\"x\",\"source\":\"y\",\"from\":\"2014-03-18\",\"until\":\"2014-03-18\",\"grading\":\"B3\"",
            "\"party\":\"x\",\"source\":\"y\",\"from\":\"2014-03-18T09:00:00+01:00\"");
    private static final List<String> MISSTATED = List.of(
            "{\"party\":\"x\",\"source\":\"y\"}",
            "{\"relation\":\"supports\",\"source\":\"y\"}",
            "{\"relation\":\"supports\",\"party\":\"x\"}",
            "{\"relation\":\"Supports\",\"party\":\"x\",\"source\":\"y\"}",
            "{\"relation\":\"leader-of\",\"party\":\"x\",\"source\":\"y\"}",
            "{\"relation\":\"supports\",\"party\":\" \",\"source\":\"y\"}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":5}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":\"y\",\"since\":\"2014-03-18\"}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":\"y\",\"from\":\"2014-02-30\"}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":\"y\",\"from\":\"2014-03\"}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":\"y\",\"until\":\"2014-03-18T24:00:00Z\"}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":\"y\",\"until\":null}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":\"y\",\"grading\":\"G1\"}",
            "{\"relation\":\"supports\",\"party\":\"x\",\"source\":\"y\",\"grading\":\"B22\"}",
            "\"x\"");
    private static final List<String> TIMES = List.of(
            "2015-01-20T09:00:00Z",
            "2015-01-20T09:00:00.123456+01:00",
            "2015-01-20T09:00:00.1234567Z",
            "2015-01-20T24:00:00Z",
            "2015-02-30T09:00:00Z",
            "2015-01-20 09:00:00Z",
            "2015-01-20");
    private static final List<String> PLACES = List.of(
            "{\"type\":\"Point\",\"coordinates\":[-0.3,19.1]}",
            "{\"type\":\"LineString\",\"coordinates\":[[0,15],[1,16]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,15],[1,15],[1,16],[0,15]]]}",
            "{\"type\":\"Point\",\"coordinates\":[181,19.1]}",
            "{\"type\":\"Point\",\"coordinates\":[0,90.5]}",
            "{\"type\":\"Point\",\"coordinates\":[0,19.1,300]}",
            "{\"type\":\"Point\",\"coordinates\":[\"0\",\"19\"]}",
            "{\"type\":\"LineString\",\"coordinates\":[[0,15]]}",
            "{\"type\":\"Circle\",\"coordinates\":[0,15]}",
            "{\"type\":\"Point\"}",
            "{\"type\":\"Point\",\"coordinates\":[0,15],\"radius\":5}");
    // Of what is named nothing may be unknown, which no schema tells.
    private static final List<String> SOURCES = List.of("[]", "[5]", "[\"\"]", "\"x\"", "{}", "null");
    private static final List<String> TEAR_LINES = List.of("null", "5", "[]", "{}", "\"\"", "\"\\t\"");
    // Whether a tag is in the vocabulary no schema tells: taxonomies can be added.
    private static final List<String> TAGS =
            List.of("event:type=\"clash\"", "event:type=\"\"", "event:type=clash", "clash", "");
    private static final List<String> LABELS = List.of(
            "\"marking\":\"UN SECRETISH\"",
            "\"marking\":\"un confidential\"",
            "\"tlp\":\"amber\"",
            "\"purposes\":[\"early-warning\",\"gossip\"]",
            "\"purposes\":\"early-warning\"",
            "\"purposes\":[\"mediation\"]",
            "\"compartments\":[\"SECRET\"]",
            "\"flags\":[\"maybe\"]",
            "\"releasableTo\":[\"\"]",
            "\"embargoUntil\":\"tomorrow\"",
            "\"colour\":\"red\"");

    private final Vocabulary vocabulary;
    private final Random random;
    private final Map<String, Consumer<ObjectNode>> spoilings;

    /** How many kinds of spoilings there are. */
    static final int SPOILINGS = 15;

    /** @param what was done to it */
    record Body(String what, ObjectNode json) {}

    DrawnBodies(Vocabulary vocabulary, long seed) {
        this.vocabulary = vocabulary;
        this.random = new Random(seed);
        this.spoilings = Map.ofEntries(
                Map.entry(
                        "without a member",
                        body -> body.remove(
                                one(List.of("type", "language", "label", "portions", "country", "details")))),
                Map.entry("an unknown member", body -> body.put(one(List.of("colour", "id", "Type", "releaser")), "x")),
                Map.entry(
                        "another value",
                        body -> body.set(
                                one(List.of(
                                        "type",
                                        "language",
                                        "label",
                                        "portions",
                                        "details",
                                        "tags",
                                        "admin1",
                                        "grading",
                                        "overall")),
                                any())),
                Map.entry("an unknown detail", body -> details(body).set("colour", any())),
                Map.entry("another detail", this::detail),
                Map.entry(
                        "another field",
                        body -> portion(body)
                                .set("field", text(List.of("title", "summary", "route", "object", "Title", "")))),
                Map.entry("another text", body -> portion(body).set("text", any())),
                Map.entry("another portion", body -> portion(body).set(one(List.of("lable", "label")), any())),
                Map.entry("other sources", body -> portion(body).set("derivedFrom", Json.tree(one(SOURCES)))),
                Map.entry("a tear-line", body -> body.set("tearLineOf", Json.tree(one(TEAR_LINES)))),
                Map.entry("another label", body -> label(body.withObject("/label"))),
                Map.entry("a label of a portion", body -> label(portion(body).putObject("label"))),
                Map.entry("another time", body -> body.set(one(List.of("eventTime", "validUntil")), text(TIMES))),
                Map.entry("another place", this::place),
                Map.entry("another tag", body -> body.putArray("tags").add(one(TAGS))));
    }

    /** Everything about it is as the vocabulary has it. */
    Body sound(String type) {
        ObjectNode body = (ObjectNode) Json.tree("""
                {"language":"en","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning","crime-analysis"]},
                 "overall":{"marking":"UN STRICTLY CONFIDENTIAL","tlp":"RED"},
                 "validUntil":"2015-01-21T09:00:00Z","country":"ML","admin1":["ML-7"],"grading":"B2","tags":["event:type=\\"clash\\""]}""");
        body.put("type", type);
        body.set("geometry", Json.tree(PLACES.getFirst()));
        RecordType described = schema(type);
        new TreeMap<>(described.details()).forEach((name, field) -> {
            if (field.required() || random.nextBoolean()) {
                details(body).set(name, fitting(field));
            }
        });
        List<String> fields = described.portionFields().stream().sorted().toList();
        for (int i = 0; i < 2; i++) {
            body.withArray("/portions").addObject().put("field", one(fields)).put("text", "text " + random.nextLong());
        }
        return new Body("nothing", body);
    }

    /** With one thing changed. */
    Body spoilt(String type) {
        ObjectNode body = sound(type).json();
        String what = one(spoilings.keySet().stream().sorted().toList());
        spoilings.getOrDefault(what, unchanged -> {}).accept(body);
        return new Body(what, body);
    }

    private RecordType schema(String type) {
        return vocabulary.recordTypes().getOrDefault(type, new RecordType(Set.of(), Map.of()));
    }

    private JsonNode fitting(Field field) {
        return Json.tree(
                switch (field.kind()) {
                    case TEXT -> "\"a text\"";
                    case NUMBER -> "1.5";
                    case INTEGER -> "7";
                    case BOOLEAN -> "true";
                    case DATE -> "\"2015-01-20\"";
                    case ONE_OF -> "\"" + one(field.values()) + "\"";
                    case STATEMENTS -> "[{\"relation\":\"%s\",%s}]".formatted(one(field.values()), one(STATED));
                    case LIST -> "[\"one\",\"other\"]";
                });
    }

    private void detail(ObjectNode body) {
        Map<String, Field> fields = schema(body.path("type").asText()).details();
        String name = one(fields.keySet().stream().sorted().toList());
        if (random.nextInt(6) == 0) {
            details(body).remove(name);
        } else {
            Field field = fields.get(name);
            boolean statements = field != null && field.kind() == FieldKind.STATEMENTS;
            details(body).set(name, statements ? Json.tree("[" + one(MISSTATED) + "]") : any());
        }
    }

    private void label(ObjectNode label) {
        ObjectNode changed = (ObjectNode) Json.tree("{" + one(LABELS) + "}");
        label.setAll(changed);
        if (random.nextInt(5) == 0) {
            label.remove(one(List.of("marking", "tlp")));
        }
    }

    private void place(ObjectNode body) {
        switch (random.nextInt(5)) {
            case 0 -> body.put("country", one(List.of("NE", "XX", "Mali")));
            case 1 -> body.putArray("admin1").add(one(List.of("ML-8", "NE-1", "XX-1")));
            case 2 -> {
                body.remove("country");
                body.putArray("admin1");
            }
            default -> body.set("geometry", Json.tree(one(PLACES)));
        }
    }

    private static ObjectNode details(ObjectNode body) {
        return body.withObject("/details");
    }

    private ObjectNode portion(ObjectNode body) {
        ArrayNode portions = body.withArray("/portions");
        return (ObjectNode) portions.get(random.nextInt(portions.size()));
    }

    private JsonNode any() {
        return Json.tree(one(VALUES));
    }

    private JsonNode text(List<String> texts) {
        return Json.tree("\"" + one(texts) + "\"");
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
