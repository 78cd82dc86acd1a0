package org.passerelle.gateway.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The OpenAPI file: the source of truth for operations, their ids and their parameters. */
public final class Contract {
    private static final String FILE = "/openapi/passerelle.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final String text;
    private final JsonNode document;
    private final Map<String, Set<String>> roles = new TreeMap<>();

    private Contract(String text, JsonNode document) {
        this.text = text;
        this.document = document;
        operations().forEach((id, operation) -> {
            Set<String> named = new TreeSet<>();
            operation.path("x-roles").forEach(role -> named.add(role.asText()));
            roles.put(id, Set.copyOf(named));
        });
    }

    /** The file is read once for a process: it is large, and nothing changes what was read. */
    private static final class Read {
        static final Contract CONTRACT = read();
    }

    /** What travels with the program. */
    public static Contract load() {
        return Read.CONTRACT;
    }

    private static Contract read() {
        try (InputStream file = Contract.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new Contract(text, new YAMLMapper().readTree(text));
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(FILE + " is not YAML", malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The file as it was written. */
    public String text() {
        return text;
    }

    /** The same in JSON. */
    public String json() {
        return document.toString();
    }

    /** Ids of all operations. */
    public Set<String> operationIds() {
        return queryParameters().keySet();
    }

    /** Names of query parameters by operation id. */
    public Map<String, Set<String>> queryParameters() {
        Map<String, Set<String>> names = new TreeMap<>();
        operations().forEach((id, operation) -> names.put(id, query(operation)));
        return names;
    }

    /** Roles that may call an operation; none where there is no such operation. */
    public Set<String> roles(String operationId) {
        return roles.getOrDefault(operationId, Set.of());
    }

    private Map<String, JsonNode> operations() {
        return operations(document);
    }

    private static Map<String, JsonNode> operations(JsonNode document) {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .forEach(path -> path.properties().forEach(member -> {
                    if (METHODS.contains(member.getKey())) {
                        operations.put(member.getValue().path("operationId").asText(), member.getValue());
                    }
                }));
        return operations;
    }

    private Set<String> query(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(parameter -> {
            JsonNode resolved = Optional.ofNullable(parameter.get("$ref"))
                    .map(reference -> document.at(reference.asText().substring(1)))
                    .orElse(parameter);
            if (resolved.path("in").asText().equals("query")) {
                names.add(resolved.path("name").asText());
            }
        });
        return names;
    }

    /**
     * The document for the router and the schema validator: they know few media types and no relative server addresses (only whose path
     * counts), and authentication is not theirs. Refusals have one form, which they read once.
     */
    public JsonObject forRouter() {
        ObjectNode copy = document.deepCopy();
        copy.remove("security");
        ((ObjectNode) copy.path("components")).remove("securitySchemes");
        // The router reads nothing but the path of a server, yet wants a whole address.
        copy.path("servers")
                .forEach(server -> ((ObjectNode) server)
                        .put(
                                "url",
                                "http://gateway.invalid" + server.path("url").asText()));
        operations(copy).values().forEach(operation -> {
            ((ObjectNode) operation).remove("security");
            plain(operation.path("requestBody"));
            ObjectNode responses = (ObjectNode) operation.path("responses");
            responses.remove(refusals(responses));
            responses.forEach(Contract::plain);
        });
        copy.at("/components/responses").forEach(Contract::plain);
        return new JsonObject(copy.toString());
    }

    /** The statuses that say no more than {@code default} does, but for their headers. */
    private static List<String> refusals(ObjectNode responses) {
        return responses.properties().stream()
                .filter(response -> response.getValue().has("$ref"))
                .map(Map.Entry::getKey)
                .filter(status -> !status.equals("default"))
                .toList();
    }

    /** Names of each body what the router knows in place of what there is. */
    private static void plain(JsonNode body) {
        if (body.path("content") instanceof ObjectNode content) {
            ObjectNode known = content.objectNode();
            content.properties().forEach(type -> known.set(known(type.getKey()), type.getValue()));
            content.removeAll();
            content.setAll(known);
        }
    }

    private static String known(String mediaType) {
        if (mediaType.equals("application/json") || mediaType.equals("application/problem+json")) {
            return "application/json";
        }
        return mediaType.startsWith("text/") ? "text/plain" : "application/octet-stream";
    }
}
