package org.passerelle.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Lifecycle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Assessments;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.json.Json;

/** The OpenAPI file lists the refusals of each operation, and exactly the codes that there are. */
class DescribedRefusalsTest {
    /** What any call of an operation can come to, whoever calls it with whatever. */
    private static final Set<String> ANY = Set.of("400", "401", "403", "429", "503", "default");

    private static final Set<Gate> OF_REQUESTS =
            Set.of(Gate.STANDING, Gate.PROHIBITED_PURPOSE, Gate.REGISTERED_PURPOSE, Gate.ACTION);

    private final JsonNode file = Json.tree(Contract.load().json());

    @Test
    void theCodesAreThoseOfThePlatform() {
        assertEquals(names(ProblemCode.values()), listed("ProblemCode"));
        Set<String> faults = new TreeSet<>();
        Stream.of(Fault.Code.values()).map(Fault.Code::text).forEach(faults::add);
        Stream.of(org.passerelle.core.bundle.Fault.Code.values())
                .map(org.passerelle.core.bundle.Fault.Code::text)
                .forEach(faults::add);
        assertEquals(faults, listed("FaultCode"));
        assertEquals(
                Stream.of(Problem.Kind.values()).map(Problem.Kind::type).collect(Collectors.toSet()),
                words(file.at("/components/schemas/Problem/properties/type/enum")));
    }

    /** Neither a reason without a code, which would be a fault of the platform, nor a code without a reason. */
    @Test
    void eachCodeIsThatOfAReason() {
        Set<String> reasons = new TreeSet<>(Set.of(
                "INSUFFICIENT_USER_AUTHENTICATION", "HOSTING_CEILING", "FILE_REFUSED", "IDEMPOTENCY_KEY_REUSED"));
        // A request gate that fails denies.
        Stream.of(Code.values())
                .filter(code -> OF_REQUESTS.contains(code.gate()))
                .forEach(code -> reasons.add(code.name()));
        reasons.addAll(Set.of(Code.RULE_ERROR.name(), Code.STALE_POLICY.name()));
        Stream.of(Lifecycle.Refusal.values())
                .filter(refusal -> refusal != Lifecycle.Refusal.ABSENT)
                .forEach(refusal -> reasons.add(refusal.name()));
        reasons.addAll(names(Assessments.Refusal.values()));
        Stream.of(Agreements.Unsigned.values())
                .map(reason -> reason == Agreements.Unsigned.SIGNATURE ? "FORGED" : reason.name())
                .forEach(reason -> reasons.add("SIGNATURE_" + reason));
        assertEquals(reasons, names(ProblemCode.values()));
    }

    @Test
    void eachOperationListsWhatItsCallsCanComeTo() {
        operations((path, method) -> {
            JsonNode operation = file.path("paths").path(path).path(method);
            Set<String> expected = new TreeSet<>(ANY);
            if (path.contains("{")) {
                expected.add("404");
            }
            if (operation.has("requestBody")) {
                expected.addAll(Set.of("413", "415", "422"));
            }
            if (takesIfMatch(operation)) {
                expected.add("412");
            }
            Set<String> lacking = new TreeSet<>(expected);
            operation.path("responses").fieldNames().forEachRemaining(lacking::remove);
            assertEquals(Set.of(), lacking, () -> method + " " + path);
        });
    }

    @Test
    void eachRefusalIsAProblemOfItsStatus() {
        Set<Integer> statuses =
                Stream.of(Problem.Kind.values()).map(Problem.Kind::status).collect(Collectors.toSet());
        operations((path, method) -> file.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .properties()
                .forEach(response -> {
                    boolean refusal = response.getKey().equals("default")
                            || statuses.contains(Integer.parseInt(response.getKey()));
                    JsonNode resolved = resolved(response.getValue());
                    assertEquals(
                            refusal,
                            resolved.path("content").has("application/problem+json"),
                            () -> method + " " + path + " " + response.getKey());
                }));
    }

    @Test
    void whoeverIsToComeAgainIsToldWhen() {
        for (String response : new String[] {"TooMany", "Unavailable"}) {
            assertTrue(file.at("/components/responses/" + response + "/headers").has("Retry-After"), response);
        }
        assertTrue(file.at("/components/responses/Unauthenticated/headers").has("WWW-Authenticate"));
    }

    /** A session is a cookie, which other sites can have sent along: with it alone nothing is changed. */
    @Test
    void whatChangesSomethingNeedsMoreThanASession() {
        operations((path, method) -> {
            JsonNode own = file.path("paths").path(path).path(method).path("security");
            JsonNode security = own.isMissingNode() ? file.path("security") : own;
            security.forEach(way -> {
                assertEquals(way.has("session") && !method.equals("get"), way.has("csrf"), () -> method + " " + path);
                assertEquals(way.has("dpop"), way.has("proof"), () -> method + " " + path);
                way.fieldNames()
                        .forEachRemaining(scheme -> assertTrue(
                                file.at("/components/securitySchemes").has(scheme), scheme));
            });
            assertEquals(3, security.size(), () -> method + " " + path);
        });
    }

    private boolean takesIfMatch(JsonNode operation) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (resolved(parameter).path("name").asText().equals("If-Match")) {
                return true;
            }
        }
        return false;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? file.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void operations(BiConsumer<String, String> each) {
        file.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().has("operationId"))
                        .forEach(member -> each.accept(path.getKey(), member.getKey())));
    }

    private Set<String> listed(String schema) {
        return words(file.at("/components/schemas/" + schema + "/enum"));
    }

    private static Set<String> words(JsonNode array) {
        Set<String> words = new TreeSet<>();
        array.forEach(word -> words.add(word.asText()));
        assertEquals(array.size(), words.size(), "each stands once");
        return words;
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
