package org.passerelle.node.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.platform.json.Json;

/** An import goes on only as it was opened. */
class OrderTest {
    private static final String MAPPING = "{\"skipRows\": 1,\n \"columns\": {\"a\": {\"to\": \"portions.body\"}}}";

    @Test
    void anImportGoesOnWithTheFormatAndMappingOfItsOrderAlone() {
        Order order = order("csv", Optional.of(MAPPING));
        JsonNode job = job(order);
        assertTrue(order.opened(job));
        assertTrue(order("csv", Optional.of(MAPPING.replaceAll("\\s", ""))).opened(job), "however it is spaced");
        assertFalse(order("csv", Optional.of(MAPPING.replace("1", "2"))).opened(job));
        assertFalse(order("csv", Optional.empty()).opened(job));
        assertFalse(order("geojson", Optional.of(MAPPING)).opened(job));
        Order plain = order("ndjson", Optional.empty());
        assertTrue(plain.opened(job(plain)));
        assertFalse(order("ndjson", Optional.of("{}")).opened(job(plain)));
    }

    @Test
    void saysWhatTheFileIs() {
        JsonNode sent = Json.tree(order("csv", Optional.of(MAPPING)).json());
        assertEquals("events", sent.path("name").asText());
        assertEquals(1, sent.at("/mapping/skipRows").asInt());
    }

    private static Order order(String format, Optional<String> mapping) {
        return new Order("events", format, "0".repeat(64), mapping);
    }

    /** As the gateway tells of it: the digest is of the mapping as it arrived. */
    private static JsonNode job(Order order) {
        JsonNode sent = Json.tree(order.json());
        ObjectNode job = (ObjectNode) Json.tree("{}");
        job.set("format", sent.path("format"));
        if (sent.has("mapping")) {
            job.put("mapping", Formats.digest(sent.path("mapping").toString()));
        }
        return job;
    }
}
