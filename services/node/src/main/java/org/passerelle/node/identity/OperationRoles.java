package org.passerelle.node.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which roles may call which operation: the {@code x-roles} of the gateway's OpenAPI file. */
public final class OperationRoles {
    private static final String CONTRACT = "/openapi/passerelle.yaml";

    private OperationRoles() {}

    /** Reads the file that the gateway brings along; an operation without roles is open to nobody. */
    public static Map<String, Set<String>> read() {
        try (InputStream contract = OperationRoles.class.getResourceAsStream(CONTRACT)) {
            if (contract == null) {
                throw new IllegalStateException("the gateway brings no API description");
            }
            return read(new YAMLMapper().readTree(contract));
        } catch (IOException unreadable) {
            throw new IllegalStateException("the API description cannot be read", unreadable);
        }
    }

    private static Map<String, Set<String>> read(JsonNode contract) {
        var roles = new TreeMap<String, Set<String>>();
        for (JsonNode path : contract.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.hasNonNull("operationId")) {
                    var granted = new HashSet<String>();
                    operation.path("x-roles").forEach(role -> granted.add(role.asText()));
                    roles.put(operation.get("operationId").asText(), Set.copyOf(granted));
                }
            }
        }
        return roles;
    }
}
