package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.passerelle.core.decision.Action;
import org.passerelle.platform.json.Json;

/** What recipients really get where records come in numbers: by searching, by exporting, and on their feeds from the beginning. */
final class Received {
    /** Among what a view says in a file: of the release and not of the view. In a text quotes are escaped. */
    private static final Pattern TIMES = Pattern.compile("\"(created|modified)\":\"[^\"]*\",");

    private final House house;

    Received(House house) {
        this.house = house;
    }

    /** Who asks, and for what. */
    record Asked(String account, Action action, String purpose) {}

    /** By record its view, as it stands in the answer; empty where the request is refused before any record is read. */
    Optional<Map<String, String>> of(Asked asked) {
        return switch (asked.action()) {
            case READ -> searched(asked);
            case EXPORT -> exported(asked);
            case PUSH -> fed(asked);
            case MATCH, NOTICE -> throw new IllegalArgumentException("no records come by " + asked.action());
        };
    }

    private Optional<Map<String, String>> searched(Asked asked) {
        Map<String, String> views = new HashMap<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            HttpResponse<String> answer =
                    house.get(asked.account(), "/records?limit=200&purpose=" + asked.purpose() + cursor.get());
            if (refused(answer)) {
                return Optional.empty();
            }
            JsonNode page = Json.tree(answer.body());
            page.path("items").forEach(view -> take(views, view, answer.body()));
            cursor = Optional.of(page.path("next").asText())
                    .filter(next -> !next.isEmpty())
                    .map(next -> "&cursor=" + next);
        }
        return Optional.of(views);
    }

    private Optional<Map<String, String>> exported(Asked asked) {
        Map<String, String> views = new HashMap<>();
        String order = "{\"purpose\":\"%s\",\"format\":\"ndjson\"}".formatted(asked.purpose());
        HttpResponse<String> ordered = house.post(asked.account(), "/exports", order);
        if (refused(ordered)) {
            return Optional.empty();
        }
        String place =
                ordered.headers().firstValue("Location").orElseThrow().replace("/api/v1", "") + "/pages?limit=200";
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            HttpResponse<String> answer = house.get(asked.account(), place + cursor.get());
            if (refused(answer)) {
                return Optional.empty();
            }
            answer.body()
                    .lines()
                    .map(line -> TIMES.matcher(line).replaceAll(""))
                    .forEach(line -> take(views, Json.tree(line), line));
            cursor = answer.headers().firstValue("Passerelle-Next").map(next -> "&cursor=" + next);
        }
        return Optional.of(views);
    }

    private Optional<Map<String, String>> fed(Asked asked) {
        Map<String, String> views = new HashMap<>();
        String after = "";
        while (true) {
            HttpResponse<String> answer = house.get(asked.account(), "/feed?wait=0&purpose=" + asked.purpose() + after);
            if (refused(answer)) {
                return Optional.empty();
            }
            JsonNode page = Json.tree(answer.body());
            if (page.path("items").isEmpty()) {
                return Optional.of(views);
            }
            for (JsonNode item : page.path("items")) {
                if (item.has("view")) {
                    take(views, item.path("view"), answer.body());
                }
            }
            after = "&after=" + page.path("cursor").asText();
        }
    }

    private static boolean refused(HttpResponse<String> answer) {
        assertTrue(answer.statusCode() / 100 == 2 || answer.statusCode() == 403, answer::body);
        return answer.statusCode() == 403;
    }

    private static void take(Map<String, String> views, JsonNode view, String body) {
        String text = view.toString();
        assertTrue(body.contains(text), () -> text + " does not stand in the answer");
        String before = views.put(view.path("id").asText(), text);
        // A feed offers a record once more after a ruling.
        assertEquals(Optional.ofNullable(before).orElse(text), text);
    }
}
