package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/**
 * Invariant I6 preview = release: what a preview of a draft, and of the record that it becomes, says that a recipient would get is byte for
 * byte what the recipient then gets, the disclosure excepted, and the id that a draft does not have. Where it says that they would get
 * nothing, to them there is nothing.
 */
final class PreviewIsReleaseTest {
    private static final long SEED = 20150620L;
    private static final int RECORDS = 70;
    private static final List<String> RECIPIENTS = List.of(
            "minusma-system",
            "unowa-system",
            "unodc-system",
            "panel-system",
            "eucap-system",
            "french-system",
            "mali-bn21-system",
            "mali-bn33-system",
            "mali-bn36-system",
            "jaitf-bamako-system",
            "niger-police-system",
            "unowa.officer",
            "unodc.officer",
            "ohchr.officer");
    private static final String ASKED = "recipients=" + String.join(",", RECIPIENTS)
            + "&purposes=early-warning,crime-analysis,force-protection,targeting";

    @TempDir
    Path home;

    private final Map<Met, Integer> met = new EnumMap<>(Met.class);

    /** What the drawn records must have led to for the comparison to be worth anything. */
    private enum Met {
        SHOWN,
        IN_PART,
        COARSE,
        FOREIGN,
        NOT_SHOWN,
        NOTHING,
        REFUSED,
        FAULTY,
        RECALLED
    }

    @Test
    void whatAPreviewShowsIsWhatLeaves() {
        try (House house = new House(home)) {
            Drafts drafts = new Drafts(SEED);
            for (int i = 0; i < RECORDS; i++) {
                compare(house, drafts, i % 7 == 6);
            }
        }
        for (Met one : Met.values()) {
            assertTrue(met.getOrDefault(one, 0) > 0, () -> one + " was never met: " + met);
        }
    }

    private void compare(House house, Drafts drafts, boolean recalled) {
        Drafts.Draft draft = drafts.next();
        String body = draft.body().toString();
        HttpResponse<String> preview = house.post(draft.author(), "/previews?" + ASKED, body);
        HttpResponse<String> stored = house.post(draft.author(), "/records", body);
        if (stored.statusCode() != 201) {
            assertEquals(stored.statusCode(), preview.statusCode(), preview.body());
            assertEquals(
                    Json.tree(stored.body()).path("errors"),
                    Json.tree(preview.body()).path("errors"));
            meet(Met.FAULTY);
            return;
        }
        assertEquals(200, preview.statusCode(), preview.body());
        JsonNode answer = Json.tree(stored.body());
        assertEquals(answer.path("label"), Json.tree(preview.body()).path("label"));
        assertEquals(answer.path("derived"), Json.tree(preview.body()).path("derived"));
        if (!answer.path("derived").isEmpty()) {
            meet(Met.FOREIGN);
        }
        String id = answer.path("id").asText();
        drafts.wrote(id);
        String itsId = "\"id\":\"" + id + "\",";
        outcomes(preview).forEach(outcome -> {
            String released = released(house, id, outcome);
            compare(draft.body(), outcome, released, preview.body(), released.replace(itsId, ""));
        });
        audience(house, draft.author(), id).ifPresent(audience -> compareStored(house, draft.body(), id, audience));
        if (recalled
                && house.post(draft.author(), "/records/" + id + "/recalls", "{\"reason\":\"a mistake\"}")
                                .statusCode()
                        == 201) {
            meet(Met.RECALLED);
            audience(house, draft.author(), id).ifPresent(audience -> compareStored(house, draft.body(), id, audience));
        }
    }

    private void compareStored(House house, ObjectNode body, String id, HttpResponse<String> audience) {
        outcomes(audience).forEach(outcome -> {
            String released = released(house, id, outcome);
            if (outcome.path("because").asText().equals("NOT_SHOWN")) {
                meet(Met.NOT_SHOWN);
                assertTrue(released.startsWith("{"), () -> outcome + " was told of what is " + released);
            } else {
                compare(body, outcome, released, audience.body(), released);
            }
        });
    }

    /** @param view as it stands in the preview */
    private void compare(ObjectNode body, JsonNode outcome, String released, String preview, String view) {
        if (outcome.path("gets").asBoolean()) {
            assertEquals(view, outcome.path("view").toString());
            assertTrue(preview.contains("\"view\":" + view), () -> view + " was not previewed to the byte");
            meet(Met.SHOWN);
            if (outcome.path("view").path("portions").size()
                    < body.path("portions").size()) {
                meet(Met.IN_PART);
            }
            if (outcome.path("view").path("geometryPrecision").asText().equals("10km")) {
                meet(Met.COARSE);
            }
        } else if (outcome.path("why").path("stories").isEmpty()) {
            assertEquals("403", released, outcome::toString);
            meet(Met.REFUSED);
        } else {
            assertEquals("404", released, outcome::toString);
            meet(Met.NOTHING);
        }
    }

    private void meet(Met one) {
        met.merge(one, 1, Integer::sum);
    }

    /** The outcomes with the account of each. */
    private static List<ObjectNode> outcomes(HttpResponse<String> preview) {
        assertEquals(200, preview.statusCode(), preview.body());
        JsonNode recipients = Json.tree(preview.body()).path("recipients");
        assertEquals(RECIPIENTS.size(), recipients.size());
        return StreamSupport.stream(recipients.spliterator(), false)
                .flatMap(recipient -> StreamSupport.stream(
                                recipient.path("outcomes").spliterator(), false)
                        .map(outcome -> ((ObjectNode) outcome)
                                .put("account", recipient.path("account").asText())))
                .toList();
    }

    /** What the recipient gets, without the disclosure; the status where that is nothing. */
    private static String released(House house, String id, JsonNode outcome) {
        HttpResponse<String> answer = house.get(
                outcome.path("account").asText(),
                "/records/" + id + "?purpose=" + outcome.path("purpose").asText());
        if (answer.statusCode() != 200) {
            return Integer.toString(answer.statusCode());
        }
        String envelope = "\"disclosure\":" + Json.tree(answer.body()).path("disclosure") + ",";
        assertTrue(answer.body().contains(envelope), answer::body);
        return answer.body().replace(envelope, "");
    }

    /** The audience of a record that its author may read; its preview is the same. */
    private static Optional<HttpResponse<String>> audience(House house, String author, String id) {
        JsonNode purposes = Json.tree(house.get(author, "/me").body()).path("purposes");
        for (JsonNode purpose : purposes) {
            String query = "?purpose=" + purpose.asText() + "&" + ASKED;
            HttpResponse<String> audience = house.get(author, "/records/" + id + "/audience" + query);
            HttpResponse<String> preview = house.post(author, "/previews" + query, "{\"record\":\"" + id + "\"}");
            assertEquals(audience.statusCode(), preview.statusCode());
            if (audience.statusCode() == 200) {
                assertEquals(withoutDisclosure(audience), withoutDisclosure(preview));
                return Optional.of(audience);
            }
            assertEquals(404, audience.statusCode(), audience.body());
        }
        return Optional.empty();
    }

    private static String withoutDisclosure(HttpResponse<String> answer) {
        ObjectNode json = (ObjectNode) Json.tree(answer.body());
        json.remove("disclosure");
        return json.toString();
    }
}
