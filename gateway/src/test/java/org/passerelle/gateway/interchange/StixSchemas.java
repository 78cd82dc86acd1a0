package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of OASIS for STIX 2.1, where they are at hand: {@code data/stix21-schemas} of the reference data. */
final class StixSchemas {
    static final String FOLDER = "stix21-schemas";

    private static final String BASE =
            "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";

    private final Map<String, String> uris = new HashMap<>();
    private final SchemaRepository repository = SchemaRepository.create(
            new JsonSchemaOptions().setBaseUri(BASE).setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic));

    StixSchemas() {
        for (Path file : ReferenceData.json(FOLDER)) {
            JsonSchema schema = JsonSchema.of(new JsonObject(read(file)));
            repository.dereference(schema);
            String name = file.getFileName().toString();
            uris.put(name.substring(0, name.length() - ".json".length()), schema.get("$id"));
        }
    }

    /**
     * What the schemas find wrong with each object of a bundle by the schema of its type, and with the bundle around one of them. The bundle's
     * own schema takes no incident, note or extension definition at all, however little there is in it, so that it judges no others.
     */
    List<String> faults(JsonNode bundle) {
        ObjectNode around = bundle.deepCopy();
        around.putArray("objects").add(bundle.path("objects").get(0));
        List<String> faults = new ArrayList<>(faults("bundle", around));
        for (JsonNode object : bundle.path("objects")) {
            String type = object.path("type").asText();
            faults.addAll(faults(uris.containsKey(type) ? type : "core", object));
        }
        return faults;
    }

    List<String> faults(String type, JsonNode object) {
        OutputUnit found =
                repository.validator(uris.getOrDefault(type, "")).validate(new JsonObject(ExactJson.write(object)));
        boolean valid = Boolean.TRUE.equals(found.getValid());
        return valid ? List.of() : List.of(type + " " + object.path("id").asText() + ": " + found.getErrors());
    }

    private static String read(Path file) {
        try {
            // The library resolves no dots, and takes no domain name for one.
            return Files.readString(file)
                    .replace("\"../", "\"" + BASE)
                    .replace("\"format\": \"idn-hostname\"", "\"minLength\": 1");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
