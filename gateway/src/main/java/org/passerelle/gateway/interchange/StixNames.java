package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.passerelle.core.label.Tlp;

/** Ids that mean something: those that were published for TLP, and our own. */
final class StixNames {
    /** Of the extension in which our labels and views stand. */
    static final String EXTENSION = "extension-definition--d4a51c2d-c2b1-47e7-820c-79cc90804f55";

    /** Whoever made the extension, and what stands in a bundle for the sake of order alone. */
    static final String PASSERELLE = "identity--cf3a1ebf-3477-44f8-8ba2-67d1e17d933c";

    static final String SPECIFICATION = "2.1";
    static final Pattern ID = Pattern.compile(
            "[a-z][a-z0-9-]+[a-z0-9]--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    /** Ids by a name are of version 3, as hardly anybody else's are. */
    private static final Pattern NAMED =
            Pattern.compile("(identity|marking-definition)--[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[0-9a-f-]+");

    private static final String TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
    private static final String BEGIN = "2026-11-29T00:00:00.000Z";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** TLP 1, part of STIX 2.1 itself; white is what is now clear. */
    private static final Map<String, Tlp> FIRST = Map.of(
            "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", Tlp.CLEAR,
            "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", Tlp.GREEN,
            "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", Tlp.AMBER,
            "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", Tlp.RED);

    private static final Set<String> ORDERLY = Set.of("identity", "extension-definition", "marking-definition");

    private StixNames() {}

    /** The id of TLP 2.0 (FIRST, 2022), as OASIS published it. */
    static String id(Tlp tlp) {
        return switch (tlp) {
            case CLEAR -> "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487";
            case GREEN -> "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
            case AMBER -> "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
            case AMBER_STRICT -> "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
            case RED -> "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";
        };
    }

    /** What a published id of either TLP stands for. */
    static Optional<Tlp> tlp(String id) {
        return Optional.ofNullable(FIRST.get(id))
                .or(() -> Arrays.stream(Tlp.values())
                        .filter(tlp -> id(tlp).equals(id))
                        .findFirst());
    }

    /** An id that is the same wherever the same name is written. */
    static String named(String type, String name) {
        return type + "--"
                + UUID.nameUUIDFromBytes(("passerelle\n" + type + "\n" + name).getBytes(StandardCharsets.UTF_8));
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Whether an object is there for the sake of order, and tells nothing of its own. */
    static boolean furniture(JsonNode object) {
        String id = object.path("id").asText();
        boolean ours = object.path("created_by_ref").asText().equals(PASSERELLE)
                && ORDERLY.contains(object.path("type").asText());
        return ours || tlp(id).isPresent();
    }

    /** What every bundle begins with. */
    static List<ObjectNode> prelude() {
        List<ObjectNode> objects = new ArrayList<>();
        objects.add(identity(PASSERELLE, "Passerelle", "system"));
        ObjectNode extension = common("extension-definition", EXTENSION);
        extension.put("modified", BEGIN);
        extension.put("name", "passerelle-view");
        extension.put(
                "description",
                "What a recipient may see of a record, with the label of the record and of each of its portions.");
        extension.put(
                "schema",
                "passed_on: whether the object was made by somebody else and is passed on as it was. added_markings: references that were "
                        + "added to it. view: the members of a view, with names in snake case: id, releaser, label, type, language, event_time, "
                        + "valid_until, country, admin1, geometry, geometry_precision, grading, tags, details, portions, handling, retain_until. "
                        + "A label has marking, level (0 to 3), tlp, and where restricted compartments, releasable_to, purposes, and onward: "
                        + "to whom whoever received it may pass it on.");
        extension.put("version", "1.0.0");
        extension.putArray("extension_types").add("property-extension");
        objects.add(extension);
        for (Tlp tlp : Tlp.values()) {
            objects.add(definition(tlp));
        }
        return objects;
    }

    private static ObjectNode definition(Tlp tlp) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("type", "marking-definition");
        definition.put("spec_version", SPECIFICATION);
        definition.put("id", id(tlp));
        definition.put("created", "2022-10-01T00:00:00.000Z");
        definition.put("name", "TLP:" + tlp.text());
        ObjectNode extension = definition.putObject("extensions").putObject(TLP_EXTENSION);
        extension.put("extension_type", "property-extension");
        extension.put("tlp_2_0", tlp.text().toLowerCase(Locale.ROOT));
        return definition;
    }

    /** TLP 2.0 as a definition of somebody else's states it. */
    static Optional<Tlp> stated(JsonNode definition) {
        String word = definition
                .path("extensions")
                .path(TLP_EXTENSION)
                .path("tlp_2_0")
                .asText();
        return Tlp.parse(word.toUpperCase(Locale.ROOT));
    }

    /** Whether a definition says that it states TLP 2.0. */
    static boolean states(JsonNode definition) {
        return definition.path("extensions").has(TLP_EXTENSION);
    }

    /** Whether an id is one that is given here alone, or was published. */
    static boolean given(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        return NAMED.matcher(lower).matches()
                || lower.equals(EXTENSION)
                || lower.equals(PASSERELLE)
                || tlp(lower).isPresent();
    }

    /** Whether a definition is one of a marking in words as it is written here. */
    static boolean isStatement(JsonNode definition) {
        return ExactJson.text(definition.path("definition"), "statement")
                .filter(words -> definition.equals(statement(words)))
                .isPresent();
    }

    /** A marking in words. */
    static ObjectNode statement(String words) {
        ObjectNode definition = common("marking-definition", named("marking-definition", words));
        definition.put("definition_type", "statement");
        definition.putObject("definition").put("statement", words);
        return definition;
    }

    static ObjectNode identity(String id, String name, String kind) {
        ObjectNode identity = common("identity", id);
        identity.put("modified", BEGIN);
        identity.put("name", name);
        identity.put("identity_class", kind);
        return identity;
    }

    private static ObjectNode common(String type, String id) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", type);
        object.put("spec_version", SPECIFICATION);
        object.put("id", id);
        object.put("created_by_ref", PASSERELLE);
        object.put("created", BEGIN);
        return object;
    }
}
