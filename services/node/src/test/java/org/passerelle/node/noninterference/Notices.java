package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.platform.json.Json;

/** The notices in the feed of an account, as far as they have come. */
final class Notices {
    private Notices() {}

    static List<JsonNode> of(House house, String account, String purpose) {
        HttpResponse<String> feed = house.get(account, "/feed?wait=0&purpose=" + purpose);
        assertEquals(200, feed.statusCode(), feed::body);
        List<JsonNode> notices = new ArrayList<>();
        Json.tree(feed.body()).path("items").forEach(item -> {
            if (item.path("kind").asText().equals("notice")) {
                notices.add(item);
            }
        });
        return notices;
    }
}
