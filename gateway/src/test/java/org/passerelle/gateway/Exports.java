package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.platform.json.Json;

/** Exports of LAKE's officer for early warning. */
final class Exports {
    static final String EXPORTER = "lake.officer";
    static final String PURPOSE = "early-warning";

    private Exports() {}

    /** The body of an order. */
    static String body(Map<String, String> members) {
        Map<String, String> all = new TreeMap<>(Map.of("purpose", PURPOSE, "format", "ndjson"));
        all.putAll(members);
        return Json.write(all);
    }

    /** The id of an order. */
    static String order(RunningGateway gateway, Map<String, String> members) {
        HttpResponse<String> answer = gateway.post(EXPORTER, "/exports", body(members));
        return new KeptContract(gateway).keeps("openExport", 202, answer).getString("id");
    }

    /** All pages of an export, one behind the other. */
    static String file(RunningGateway gateway, String id, int limit) {
        StringBuilder file = new StringBuilder();
        Optional<String> cursor = Optional.empty();
        do {
            HttpResponse<String> page = page(gateway, id, limit, cursor);
            assertEquals(200, page.statusCode(), page.body());
            file.append(page.body());
            cursor = page.headers().firstValue("Passerelle-Next");
        } while (cursor.isPresent());
        return file.toString();
    }

    static HttpResponse<String> page(RunningGateway gateway, String id, int limit, Optional<String> cursor) {
        return gateway.get(
                EXPORTER,
                "/exports/" + id + "/pages?limit=" + limit
                        + cursor.map(next -> "&cursor=" + encoded(next)).orElse(""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
