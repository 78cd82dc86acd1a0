package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.gateway.edge.Contract;
import org.passerelle.node.seed.Configuration;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.platform.json.Json;

/** The OpenAPI file describes each record type as the shipped vocabulary has it, and as strictly as the door reads it. */
final class RecordTypeSchemasTest {
    private static final int BODIES_OF_A_TYPE = 40;

    @TempDir
    Path home;

    private final Configuration configuration = ConfigurationLoader.load(Path.of("../../config"), Instant.now());
    private final Vocabulary vocabulary = configuration.vocabulary();
    private final JsonObject components = Contract.load().forRouter().getJsonObject("components");
    private final JsonNode schemas =
            Json.tree(components.getJsonObject("schemas").encode());

    @Test
    void everyTypeIsDescribedStrictly() {
        assertEquals(
                vocabulary.recordTypes().keySet().stream()
                        .map(RecordTypeSchemasTest::schemaOf)
                        .collect(Collectors.toSet()),
                StreamSupport.stream(schemas.at("/Submission/oneOf").spliterator(), false)
                        .map(one -> one.path("$ref").asText().replace("#/components/schemas/", ""))
                        .collect(Collectors.toSet()));
        vocabulary.recordTypes().forEach((id, type) -> {
            JsonNode schema = schemas.path(schemaOf(id));
            assertEquals(id, schema.at("/properties/type/const").asText());
            JsonNode details = schema.at("/properties/details");
            JsonNode portion = schema.at("/properties/portions/items");
            for (JsonNode closed : new JsonNode[] {schema, details, portion}) {
                assertEquals("false", closed.path("additionalProperties").toString(), id);
            }
            Set<String> needed = type.details().entrySet().stream()
                    .filter(field -> field.getValue().required())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertEquals(needed, words(details.path("required")), id);
            Set<String> members = new TreeSet<>(Set.of("type", "language", "label", "portions"));
            if (!needed.isEmpty()) {
                members.add("details");
            }
            assertEquals(members, words(schema.path("required")), id);
            assertEquals(type.portionFields(), words(portion.at("/properties/field/enum")), id);
            assertEquals(type.details().keySet(), names(details.path("properties")), id);
            type.details()
                    .forEach((name, field) -> assertEquals(
                            expected(field), details.path("properties").path(name), id + " " + name));
        });
    }

    @Test
    void theWordsAreThoseOfTheVocabulary() {
        Set<String> countries = new TreeSet<>(vocabulary.areas().values());
        Set<String> areas = new TreeSet<>(vocabulary.areas().keySet());
        areas.removeAll(countries);
        Map<String, Set<String>> expected = Map.of(
                "Country", countries,
                "Area", areas,
                "Marking", configuration.markings().inbound().keySet(),
                "Purpose", vocabulary.purposes(),
                "Compartment", vocabulary.compartments(),
                "Flag", vocabulary.flags(),
                "RecordLanguage", new TreeSet<>(Arrays.asList(Locale.getISOLanguages())));
        expected.forEach((name, words) ->
                assertEquals(new TreeSet<>(words), words(schemas.path(name).path("enum")), name));
        assertTagsAreOpen();
        Map<String, Set<String>> within = new TreeMap<>();
        schemas.at("/Place/allOf")
                .forEach(one -> within.put(
                        one.at("/if/properties/country/const").asText(),
                        words(one.at("/then/properties/admin1/items/enum"))));
        Map<String, Set<String>> places = new TreeMap<>();
        vocabulary.areas().forEach((area, country) -> {
            Set<String> all = places.computeIfAbsent(country, first -> new TreeSet<>());
            if (!area.equals(country)) {
                all.add(area);
            }
        });
        assertEquals(places, within);
    }

    /** Taxonomies can be added: the tags of the shipped vocabulary are examples of what may be sent and comes back. */
    private void assertTagsAreOpen() {
        JsonNode tag = schemas.path("Tag");
        assertEquals(tags(), words(tag.path("examples")));
        assertTrue(tag.path("enum").isMissingNode());
        Pattern shape = Pattern.compile(tag.path("pattern").asText());
        tags().forEach(known -> assertTrue(shape.matcher(known).find(), known));
        assertTrue(shape.matcher("tlp:ex:chr=\"fr\"").find());
    }

    private Set<String> tags() {
        Set<String> tags = new TreeSet<>();
        vocabulary.tags().forEach((name, predicate) -> {
            if (predicate.values().isEmpty()) {
                tags.add(name);
            }
            predicate.values().forEach(value -> tags.add(name + "=\"" + value + "\""));
        });
        return tags;
    }

    private static String schemaOf(String type) {
        return Stream.of(type.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static JsonNode expected(Vocabulary.Field field) {
        ObjectNode schema = (ObjectNode) Json.tree("{}");
        return switch (field.kind()) {
            case TEXT -> schema.put("$ref", "#/components/schemas/DetailText");
            case LIST -> schema.put("$ref", "#/components/schemas/DetailTexts");
            case STATEMENTS -> {
                ObjectNode items =
                        schema.put("type", "array").put("maxItems", 100).putObject("items");
                ArrayNode all = items.putArray("allOf");
                all.addObject().put("$ref", "#/components/schemas/Statement");
                ArrayNode relations = all.addObject()
                        .putObject("properties")
                        .putObject("relation")
                        .putArray("enum");
                field.values().forEach(relations::add);
                yield schema;
            }
            case DATE -> schema.put("$ref", "#/components/schemas/Day");
            case NUMBER -> schema.put("type", "number");
            case INTEGER -> schema.put("type", "integer");
            case BOOLEAN -> schema.put("type", "boolean");
            case ONE_OF -> {
                field.values().forEach(schema.putArray("enum")::add);
                yield schema;
            }
        };
    }

    private static Set<String> words(JsonNode array) {
        Set<String> words = new TreeSet<>();
        array.forEach(word -> words.add(word.asText()));
        assertEquals(array.size(), words.size(), array::toString);
        return words;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theSchemaAndTheDoorJudgeAlike() {
        Validator schema = Validator.create(
                JsonSchema.of(new JsonObject()
                        .put("$id", "https://passerelle.invalid/openapi")
                        .put("$ref", "#/components/schemas/Submission")
                        .put("components", components)),
                new JsonSchemaOptions()
                        .setBaseUri("https://passerelle.invalid")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
        Map<String, Integer> taken = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        List<String> apart = new ArrayList<>();
        try (House house = new House(home)) {
            DrawnBodies drawn = new DrawnBodies(vocabulary, 20150620L);
            for (String type : new TreeSet<>(vocabulary.recordTypes().keySet())) {
                for (int i = 0; i < BODIES_OF_A_TYPE; i++) {
                    DrawnBodies.Body body = i == 0 ? drawn.sound(type) : drawn.spoilt(type);
                    HttpResponse<String> answer =
                            house.post("minusma-system", "/records", body.json().toString());
                    boolean valid = Boolean.TRUE.equals(
                            schema.validate(new JsonObject(body.json().toString()))
                                    .getValid());
                    assertTrue(answer.statusCode() == 201 || answer.statusCode() == 422, answer::body);
                    if (valid != (answer.statusCode() == 201) || (i == 0 && !valid)) {
                        apart.add(body.what() + ": " + body.json() + " " + valid + "\n" + answer.body());
                    }
                    (valid ? taken : refused).merge(body.what(), 1, Integer::sum);
                }
            }
        }
        assertEquals(List.of(), apart, () -> String.join("\n", apart));
        assertEquals(DrawnBodies.SPOILINGS, refused.size(), refused::toString);
        assertTrue(taken.size() > 2, taken::toString);
    }
}
