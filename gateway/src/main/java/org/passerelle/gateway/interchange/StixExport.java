package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.passerelle.platform.json.Json;

/**
 * Views as objects of one STIX 2.1 bundle. What somebody else made leaves as that object; any other view becomes an object of the nearest
 * kind. Either bears the view itself in our extension, its TLP, and its label in words. Rendered from the view alone.
 */
final class StixExport implements ExportFormat {
    /** Ids of what stands in the bundle already. */
    private final Set<String> told = new HashSet<>();

    StixExport() {
        StixNames.prelude().forEach(object -> told.add(object.path("id").asText()));
    }

    @Override
    public String name() {
        return "stix";
    }

    @Override
    public String contentType() {
        return "application/stix+json;version=2.1";
    }

    @Override
    public String begin(UUID file) {
        return "{\"type\":\"bundle\",\"id\":\"bundle--" + file + "\",\"objects\":[\n"
                + StixNames.prelude().stream().map(ExactJson::write).collect(Collectors.joining(",\n"));
    }

    @Override
    public String view(Leaving leaving, boolean first) {
        JsonNode view = Json.tree(leaving.view());
        StringBuilder text = new StringBuilder();
        String releaser = view.path("releaser").asText();
        tell(text, StixNames.identity(StixNames.named("identity", releaser), releaser, "organization"));
        for (ObjectNode definition : StixLabels.definitions(view)) {
            tell(text, definition);
        }
        Optional<StixPassedOn> foreign = StixPassedOn.of(view);
        ObjectNode object = foreign.map(passedOn -> passedOn.object(leaving.own()))
                .orElseGet(() -> new StixObject(view).object(leaving));
        foreign.ifPresent(passedOn -> passedOn.definitions(object).forEach(definition -> tell(text, definition)));
        return text.append(",\n").append(ExactJson.write(object)).toString();
    }

    /** Writes what views refer to, once a page. */
    private void tell(StringBuilder text, JsonNode object) {
        if (told.add(object.path("id").asText())) {
            text.append(",\n").append(ExactJson.write(object));
        }
    }

    @Override
    public String end() {
        return "\n]}\n";
    }
}
