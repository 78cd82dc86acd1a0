package org.passerelle.system.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.passerelle.platform.json.Json;

/**
 * The shipped configuration as tests run it: deadlines that pass within a test, the exemption for imminent threats enabled (HRDDP H7),
 * and below one battalion two companies that receive alerts of their own.
 */
record LiveConfiguration(Path root) {
    private static final Path SHIPPED = Path.of("../../config");
    private static final String BATTALION = "MALI-BN34";

    static LiveConfiguration in(Path directory) throws IOException {
        LiveConfiguration copy = new LiveConfiguration(directory.resolve("config"));
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.root.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        copy.policy();
        for (String company : List.of("C1", "C2")) {
            copy.company(company);
        }
        return copy;
    }

    private void policy() throws IOException {
        ObjectNode policy = read("policy.json");
        policy.put("recallDeadline", "PT20S").put("recallEscalation", "PT3S");
        policy.withObject("/diligence/exemptions/imminent-threat-to-life").put("enabled", true);
        write("policy.json", policy);
    }

    private void company(String name) throws IOException {
        String unit = BATTALION + "-" + name;
        ObjectNode forces = read("parties/mali-forces.json");
        ObjectNode battalion = (ObjectNode) find(forces.withArray("/units"), BATTALION);
        ObjectNode company = battalion.deepCopy();
        company.put("id", unit).put("name", name).put("parent", BATTALION);
        forces.withArray("/units").add(company);
        ObjectNode client = (ObjectNode)
                find(forces.withArray("/clients"), "mali-bn34-system").deepCopy();
        client.put("id", "mali-bn34-" + name.toLowerCase(Locale.ROOT) + "-system")
                .put("unit", unit);
        forces.withArray("/clients").add(client);
        write("parties/mali-forces.json", forces);

        ObjectNode assessment = read("assessments/has-mali-bn34.json");
        assessment.put("id", "has-" + name).put("unit", unit);
        write("assessments/has-" + name + ".json", assessment);

        ObjectNode agreement = read("agreements/09-mali-bn34.json");
        agreement.put("id", "09-" + name);
        ((ObjectNode) agreement.withArray("/clauses").get(0))
                .put("id", "09-clause-" + name)
                .put("recipientUnit", unit);
        write("agreements/09-" + name + ".json", agreement);
    }

    private static JsonNode find(ArrayNode all, String id) {
        for (JsonNode each : all) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new IllegalStateException("the shipped configuration has no " + id);
    }

    private ObjectNode read(String file) throws IOException {
        return (ObjectNode) Json.tree(Files.readString(root.resolve(file)));
    }

    private void write(String file, ObjectNode content) throws IOException {
        Files.writeString(root.resolve(file), content.toPrettyString());
    }
}
