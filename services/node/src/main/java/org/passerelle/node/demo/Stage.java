package org.passerelle.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the people and systems of a scenario can do: nothing that the public API does not offer. */
public final class Stage {
    private final GatewayClient gateway;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    public Stage(GatewayClient gateway) {
        this.gateway = gateway;
    }

    public GatewayClient gateway() {
        return gateway;
    }

    /** A word that no other run of the story uses. */
    public String run() {
        return run;
    }

    /** Submits a record and tells its id. */
    public String submit(String account, Draft draft) {
        return offer(account, draft)
                .orFail("the submission of " + account)
                .json()
                .path("id")
                .asText();
    }

    /** Submits a record, accepted or not. */
    public Answer offer(String account, Draft draft) {
        return gateway.post(account, "/records", draft);
    }

    public Answer read(String account, String record, String purpose) {
        return gateway.get(account, "/records/" + record + "?purpose=" + encoded(purpose));
    }

    /** Asks, on the releasing side, what the recipient would get and why. */
    public Explanation explain(String account, String recipient, String action, String purpose, String record) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("recipient", recipient)
                .put("action", action)
                .put("purpose", purpose)
                .put("record", record);
        return new Explanation(gateway.post(account, "/decisions", question)
                .orFail("the explanation to " + account)
                .json());
    }

    /** The feed's present end for an account and purpose; subscribes it when it was not. */
    public String feedEnd(String account, String purpose) {
        JsonNode page = feed(account, purpose, "", 0);
        while (!page.path("items").isEmpty()) {
            page = feed(account, purpose, page.path("cursor").asText(), 0);
        }
        return page.path("cursor").asText();
    }

    /** A page of the feed after a cursor, waiting for something deliverable. */
    public JsonNode feed(String account, String purpose, String after, int seconds) {
        String cursor = after.isEmpty() ? "" : "&after=" + encoded(after);
        return gateway.get(account, "/feed?purpose=" + encoded(purpose) + "&wait=" + seconds + cursor)
                .orFail("the feed of " + account)
                .json();
    }

    /** Every item after a cursor until one about the record comes, or nothing more. */
    public List<JsonNode> feedUntil(String account, String purpose, String after, String record) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = after;
        while (true) {
            JsonNode page = feed(account, purpose, cursor, 10);
            page.path("items").forEach(items::add);
            cursor = page.path("cursor").asText();
            boolean found =
                    items.stream().anyMatch(item -> item.path("record").asText().equals(record));
            if (found || page.path("items").isEmpty()) {
                return items;
            }
        }
    }

    /** Opens the live stream. */
    public EventStream stream(String account, String purpose, String after) {
        HttpResponse<InputStream> response =
                gateway.open(account, "/feed/stream?purpose=" + encoded(purpose) + "&after=" + encoded(after));
        if (response.statusCode() != 200) {
            throw new StoryInterrupted("the stream of " + account + " was answered with " + response.statusCode());
        }
        return new EventStream(response.body());
    }

    /** Open holds on a record that the account may rule. */
    public List<JsonNode> holds(String account, String record) {
        List<JsonNode> holds = new ArrayList<>();
        for (JsonNode hold : gateway.get(account, "/holds")
                .orFail("the holds of " + account)
                .json()
                .path("items")) {
            if (hold.path("record").asText().equals(record)) {
                holds.add(hold);
            }
        }
        return holds;
    }

    public Answer rule(String account, String hold, boolean allow, String reason) {
        ObjectNode ruling = JsonNodeFactory.instance.objectNode();
        ruling.put("allow", allow).put("reason", reason);
        return gateway.post(account, "/holds/" + hold + "/rulings", ruling);
    }

    /** Posts a reason to a resource that wants one, e.g. a suspension. */
    public Answer because(String account, String path, String reason) {
        return gateway.post(account, path, JsonNodeFactory.instance.objectNode().put("reason", reason));
    }

    /** An assessment with its tasks, as its keeper sees it. */
    public JsonNode assessment(String account, String id) {
        for (JsonNode entry : gateway.get(account, "/assessments")
                .orFail("the assessments of " + account)
                .json()
                .path("items")) {
            if (entry.path("assessment").path("id").asText().equals(id)) {
                return entry;
            }
        }
        throw new StoryInterrupted("no assessment " + id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
