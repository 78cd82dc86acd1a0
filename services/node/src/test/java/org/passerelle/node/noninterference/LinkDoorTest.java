package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Links;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;

/** Links between records: told to whoever may read both ends, and of whose other end is hidden nobody learns anything. */
final class LinkDoorTest {
    private static final String AUTHOR = "minusma-system";
    private static final String PARTNER = "unowa.officer";
    private static final String PURPOSE = "early-warning";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    private String first = "";
    private String second = "";
    private String secret = "";

    @BeforeEach
    void open() {
        house = new House(home);
        first = submitted("UN UNCLASSIFIED", "A patrol met an armed convoy north of the river.");
        second = submitted("UN UNCLASSIFIED", "The same convoy was seen on its way back.");
        secret = submitted("UN STRICTLY CONFIDENTIAL", "Who told of the convoy lives beside the well.");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String submitted(String marking, String text) {
        HttpResponse<String> answer = house.post(AUTHOR, "/records", """
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "label":{"marking":"%s","tlp":"GREEN"},"portions":[{"field":"body","text":"%s"}]}""".formatted(marking, text));
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    private HttpResponse<String> change(String account, String id, String body) {
        return house.post(account, "/records/" + id + "/related?purpose=" + PURPOSE, body.replace('\'', '"'));
    }

    private void linked(String id, String relation, String other) {
        HttpResponse<String> answer =
                change(AUTHOR, id, "{'add':[{'record':'%s','relation':'%s'}]}".formatted(other, relation));
        assertEquals(200, answer.statusCode(), answer::body);
    }

    private HttpResponse<String> asked(String account, String id) {
        return house.get(account, "/records/" + id + "/related?purpose=" + PURPOSE);
    }

    /** Each as relation, direction and other end. */
    private List<String> related(String account, String id) {
        HttpResponse<String> answer = asked(account, id);
        assertEquals(200, answer.statusCode(), answer::body);
        JsonNode json = Json.tree(answer.body());
        assertTrue(json.path("complete").asBoolean(), answer::body);
        assertTrue(json.at("/disclosure/salt").isTextual(), answer::body);
        List<String> related = new ArrayList<>();
        json.path("items")
                .forEach(item -> related.add(item.path("relation").asText()
                        + (item.path("outgoing").asBoolean() ? " -> " : " <- ")
                        + item.path("record").asText()));
        return related;
    }

    /** Entries of the partner's own log in which a record is named. */
    private long leaves(String id) {
        HttpResponse<String> answer = house.get(PARTNER, "/audit/entries");
        assertEquals(200, answer.statusCode(), answer::body);
        return StreamSupport.stream(Json.tree(answer.body()).path("entries").spliterator(), false)
                .filter(entry -> entry.toString().contains(id))
                .count();
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceAll("\"trace\":\"[0-9a-f]+\"|\"disclosure\":\\{[^}]*}", "");
    }

    @Test
    void areToldAtBothEndsToWhoeverMayReadBoth() {
        linked(second, "FOLLOWS", first);
        for (String account : List.of(AUTHOR, PARTNER)) {
            assertEquals(List.of("FOLLOWS -> " + first), related(account, second));
            assertEquals(List.of("FOLLOWS <- " + second), related(account, first));
        }
        linked(second, "CORROBORATES", first);
        assertEquals(List.of("CORROBORATES -> " + first), related(PARTNER, second));
        assertEquals(
                200,
                change(AUTHOR, second, "{'remove':['%s','none']}".formatted(first))
                        .statusCode());
        assertEquals(List.of(), related(PARTNER, first));
    }

    @Test
    void nobodyLearnsOfAnEndThatIsHiddenFromThem() {
        linked(second, "FOLLOWS", first);
        String before = told(asked(PARTNER, first));
        linked(first, "PART_OF", secret);
        linked(secret, "CONTRADICTS", first);
        assertEquals(
                List.of("FOLLOWS <- " + second, "PART_OF -> " + secret, "CONTRADICTS <- " + secret),
                related(AUTHOR, first));
        assertEquals(before, told(asked(PARTNER, first)));
        assertEquals(told(asked(PARTNER, "none")), told(asked(PARTNER, secret)));
        assertEquals(404, asked(PARTNER, secret).statusCode());
    }

    @Test
    void areMadeByTheReleaserAloneToWhatTheyMayRead() {
        String body = "{'add':[{'record':'%s','relation':'RELATED'}]}".formatted(second);
        assertEquals(404, change(PARTNER, first, body).statusCode());
        HttpResponse<String> own = house.post(PARTNER, "/records", """
                {"type":"incident","language":"en","country":"ML","eventTime":"2015-01-20T09:00:00Z",
                 "label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},"portions":[{"field":"body","text":"Heard of a convoy."}]}""");
        String heard = Json.tree(own.body()).path("id").asText();
        String refused = "{'add':[{'record':'%s','relation':'RELATED'},{'record':'%s','relation':'RELATED'}]}";
        long before = leaves(first);
        HttpResponse<String> hidden = change(PARTNER, heard, refused.formatted(first, secret));
        assertTrue(
                Waiting.until(() -> leaves(first) == before + 1, PATIENCE),
                "that the first is there is told with a leaf");
        assertEquals(0, leaves(secret));
        assertEquals(422, hidden.statusCode(), hidden::body);
        assertEquals(
                "/add/1/record",
                Json.tree(hidden.body()).at("/errors/0/pointer").asText());
        assertEquals(told(change(PARTNER, heard, refused.formatted(first, "none"))), told(hidden));
        assertEquals(List.of(), related(PARTNER, heard), "nothing of what is refused is kept");
        assertEquals(200, change(PARTNER, heard, body).statusCode());
        assertEquals(List.of("RELATED -> " + second), related(PARTNER, heard));
    }

    @Test
    void leaveNoTraceInTheRecord() {
        HttpResponse<String> before = house.get(PARTNER, "/records/" + first + "?purpose=" + PURPOSE);
        linked(first, "FOLLOWS", second);
        HttpResponse<String> after = house.get(PARTNER, "/records/" + first + "?purpose=" + PURPOSE);
        assertEquals(before.headers().firstValue("ETag"), after.headers().firstValue("ETag"));
        assertEquals(told(before), told(after));
        assertFalse(after.body().contains(second), after::body);
    }

    @Test
    void endWithARecall() {
        linked(second, "FOLLOWS", first);
        assertEquals(
                201,
                house.post(AUTHOR, "/records/" + first + "/recalls", "{\"reason\":\"a mistake\"}")
                        .statusCode());
        house.settle();
        assertEquals(List.of(), related(PARTNER, second));
        assertEquals(
                1,
                house.ask(Links.OF, new Links.Of(second, Optional.empty()))
                        .links()
                        .size(),
                "the link is kept, and told to nobody who may not read its end");
    }
}
