package org.passerelle.node.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.platform.json.Json;

/**
 * How a file is to be taken in.
 *
 * @param name what the caller calls the file
 * @param digest SHA-256 of the file
 */
record Order(String name, String format, String digest, Optional<String> mapping) {

    String json() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("name", name);
        order.put("format", format);
        order.put("digest", digest);
        mapping.ifPresent(text -> order.set("mapping", Json.tree(text)));
        return order.toString();
    }

    /**
     * Whether an import of the file was opened like this. Format and mapping say what is an item, so that another one would count them
     * otherwise, and the gateway would read them by the one with which the import was opened.
     */
    boolean opened(JsonNode job) {
        return job.path("format").asText().equals(format)
                && job.path("mapping")
                        .asText()
                        .equals(mapping.map(Formats::digest).orElse(""));
    }
}
