package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Verdict;
import org.passerelle.node.noninterference.Received.Asked;
import org.passerelle.platform.json.Json;

/**
 * What a preview said that recipients would get of a record.
 *
 * @param withoutId it was of a draft, which has no id
 * @param text the answer
 * @param body as it was submitted
 */
record Foreseen(String record, boolean withoutId, String text, JsonNode body, Map<Asked, Outcome> outcomes) {

    static Foreseen of(String record, boolean withoutId, HttpResponse<String> preview, JsonNode body) {
        assertEquals(200, preview.statusCode(), preview.body());
        JsonNode told = Json.tree(preview.body()).path("recipients");
        Map<Asked, Outcome> outcomes = new LinkedHashMap<>();
        for (JsonNode recipient : told) {
            for (JsonNode outcome : recipient.path("outcomes")) {
                outcomes.put(
                        new Asked(
                                recipient.path("account").asText(),
                                Action.valueOf(outcome.path("action").asText()),
                                outcome.path("purpose").asText()),
                        new Outcome(outcome));
            }
        }
        return new Foreseen(record, withoutId, preview.body(), body, outcomes);
    }

    Outcome outcome(Asked asked) {
        return Objects.requireNonNull(outcomes.get(asked), asked::toString);
    }

    /** How many texts were submitted. */
    int portions() {
        return body.path("portions").size();
    }

    /** One outcome, as it stands in the preview. */
    record Outcome(JsonNode json) {
        boolean gets() {
            return json.path("gets").asBoolean();
        }

        /** Whether what they get is not shown to whoever asked for the preview. */
        boolean notShown() {
            return json.path("because").asText().equals("NOT_SHOWN");
        }

        /** Whether the request is refused before any record is read. */
        boolean refused() {
            return json.path("why").path("stories").isEmpty();
        }

        /** Whether the whole or a part waits for a ruling. */
        boolean held() {
            return StreamSupport.stream(json.path("why").path("stories").spliterator(), false)
                    .anyMatch(story -> story.path("verdict").asText().equals(Verdict.HOLD.name()));
        }

        /** Whether the whole or a part waits for nothing but a time. */
        boolean waits() {
            return StreamSupport.stream(json.path("why").path("stories").spliterator(), false)
                    .filter(story -> story.path("verdict").asText().equals(Verdict.DENY.name()))
                    .map(story -> story.path("causes"))
                    .anyMatch(causes -> causes.size() == 1 && causes.toString().contains("\"EMBARGOED\""));
        }

        /** Nothing leaves, and nothing waits for a ruling or a time: a feed lets the record go by for good. */
        boolean denied() {
            return !gets() && !held() && !waits();
        }

        boolean causedBy(String code) {
            return json.path("why").path("causes").toString().contains("\"" + code + "\"");
        }

        JsonNode view() {
            return json.path("view");
        }

        int portions() {
            return view().path("portions").size();
        }
    }

    /** Fails where somebody gets something else than was foreseen; nothing is no answer, or none with the record in it. */
    void compare(Asked asked, Optional<String> received) {
        Outcome outcome = outcome(asked);
        assertEquals(
                outcome.gets(),
                received.isPresent(),
                () -> asked + " of " + record + ": " + outcome + " but " + received);
        if (outcome.gets() && !outcome.notShown()) {
            String itsId = "\"id\":\"" + record + "\",";
            String view = withoutId ? received.orElseThrow().replace(itsId, "") : received.orElseThrow();
            assertEquals(view, outcome.view().toString(), asked::toString);
            assertTrue(text.contains("\"view\":" + view), () -> view + " was not previewed to the byte");
        }
    }
}
