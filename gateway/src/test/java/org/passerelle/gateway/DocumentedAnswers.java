package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.passerelle.gateway.edge.Contract;
import org.passerelle.platform.json.Json;

/** Holds whatever a door answers in tests against the OpenAPI file: it lists the status for the operation, and every code. */
public final class DocumentedAnswers {
    private static final String BASE_PATH = "/api/v1";
    private static final int FAULT_OF_THE_PLATFORM = 500;

    private static final JsonNode FILE = Json.tree(Contract.load().json());
    private static final List<Described> OPERATIONS = operations();

    private record Described(String id, String method, Pattern path, boolean templated, JsonNode responses) {}

    private DocumentedAnswers() {}

    /** The answer; fails where the file does not describe it. What is no operation of the file is none of its business. */
    public static <T> HttpResponse<T> held(HttpResponse<T> answer) {
        operation(answer).ifPresent(operation -> {
            int status = answer.statusCode();
            assertTrue(
                    status == FAULT_OF_THE_PLATFORM || operation.responses().has(Integer.toString(status)),
                    () -> operation.id() + " answers with the status " + status + ", which its description lacks");
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
                problem(operation, answer);
            }
        });
        return answer;
    }

    private static void problem(Described operation, HttpResponse<?> answer) {
        JsonNode problem = Json.tree(text(answer.body()));
        assertEquals(answer.statusCode(), problem.path("status").asInt(), operation.id());
        assertListed("/Problem/properties/type", problem.path("type"), operation);
        if (problem.has("code")) {
            assertListed("/ProblemCode", problem.path("code"), operation);
        }
        problem.path("errors").forEach(error -> assertListed("/FaultCode", error.path("code"), operation));
        switch (answer.statusCode()) {
            case 401 -> assertHeader("WWW-Authenticate", answer, operation);
            case 429, 503 -> assertHeader("Retry-After", answer, operation);
            default -> {}
        }
    }

    private static String text(Object body) {
        return switch (body) {
            case String text -> text;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("no body of a kind that is known here");
        };
    }

    private static void assertListed(String schema, JsonNode word, Described operation) {
        assertTrue(
                words(schema).contains(word.asText()),
                () -> operation.id() + " answers with " + word + ", which " + schema + " lacks");
    }

    private static void assertHeader(String name, HttpResponse<?> answer, Described operation) {
        assertTrue(
                answer.headers().firstValue(name).isPresent(),
                () -> operation.id() + " answers with " + answer.statusCode() + " and without " + name);
    }

    /** The words that a schema of the file lists. */
    private static Set<String> words(String schema) {
        return StreamSupport.stream(
                        FILE.at("/components/schemas" + schema + "/enum").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Optional<Described> operation(HttpResponse<?> answer) {
        String path = answer.request().uri().getRawPath();
        return OPERATIONS.stream()
                .filter(one -> one.method().equals(answer.request().method()))
                .filter(one -> one.path().matcher(path).matches())
                .min(Comparator.comparing(Described::templated));
    }

    private static List<Described> operations() {
        return FILE.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().has("operationId"))
                        .map(member -> described(path.getKey(), member.getKey(), member.getValue())))
                .toList();
    }

    private static Described described(String path, String method, JsonNode operation) {
        String pattern = Arrays.stream((BASE_PATH + path).split("/", -1))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/"));
        return new Described(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                Pattern.compile(pattern),
                path.contains("{"),
                operation.path("responses"));
    }
}
