package org.passerelle.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.passerelle.platform.json.Json;

/** What the gateway answered, as it came. */
public record Answer(int status, HttpHeaders headers, String text) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** The body as JSON; a missing node when there is none. */
    public JsonNode json() {
        return text.isEmpty() ? Json.tree("{}").path("none") : Json.tree(text);
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Nothing that exists, as far as the caller can tell. */
    public boolean absent() {
        return status == 404;
    }

    /** The code of a problem, when the caller may learn one. */
    public String code() {
        return json().path("code").asText();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** This answer, which must be a success; else the story cannot go on. */
    public Answer orFail(String doing) {
        if (!ok()) {
            throw new StoryInterrupted(doing + " was answered with " + status + ": " + text);
        }
        return this;
    }
}
