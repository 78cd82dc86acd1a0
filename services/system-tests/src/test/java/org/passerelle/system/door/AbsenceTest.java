package org.passerelle.system.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Stage;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** A record that the caller may not see answers at every door as an id that never existed. */
@Live
class AbsenceTest {
    private static final Set<String> OWN_HEADERS = Set.of("date", "traceparent");

    private final GatewayClient gateway;
    private final Stage stage;
    private String hidden = "";

    AbsenceTest(LiveSystem system) {
        this.gateway = system.client();
        this.stage = system.stage();
    }

    @BeforeEach
    void submitWhatStaysHidden() {
        hidden = stage.submit(
                "minusma-system",
                Draft.of("incident", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "early-warning"))
                        .in("ML", "ML-7")
                        .portion("title", "not for french eyes")
                        .portion("body", "really not"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET /records/{id}?purpose=force-protection",
                "GET /records/{id}/versions?purpose=force-protection",
                "GET /records/{id}/recalls",
                "GET /records/{id}/corrections",
                "GET /records/{id}/disclosures",
                "GET /records/{id}/tags",
                "POST /records/{id}/tags {\"add\":[\"case:open\"]}",
                "POST /records/{id}/recalls {\"reason\":\"mine\"}",
                "PUT /records/{id} {}",
                "POST /decisions {\"recipient\":\"unowa-system\",\"action\":\"READ\",\"purpose\":\"early-warning\",\"record\":\"{id}\"}"
            })
    void hiddenAnswersAsAbsent(String request) {
        assertEquals(
                shape(ask(request, hidden)),
                shape(ask(request, UUID.randomUUID().toString())));
    }

    private Answer ask(String request, String id) {
        String[] words = request.replace("{id}", id).split(" ", 3);
        return switch (words[0]) {
            case "POST" -> gateway.post("french-system", words[1], Map.of(), words[2]);
            case "PUT" -> gateway.put("french-system", words[1], Map.of("If-Match", "\"x\""), words[2]);
            default -> gateway.get("french-system", words[1]);
        };
    }

    private static String shape(Answer answer) {
        Map<String, Object> headers = new HashMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        String trace = answer.json().path("trace").asText();
        Function<String, String> traceless = text -> trace.isEmpty() ? text : text.replace(trace, "trace");
        return answer.status() + " " + new java.util.TreeMap<>(headers) + " " + traceless.apply(answer.text());
    }
}
