package org.passerelle.system.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** What stands against a regiment or a commander counts for a unit as soon as it answers to them (HRDDP H3). */
@Live
final class UnitsTest {
    private static final String UNIT = "/units/MALI-BN33";
    private static final String PLATFORM = "minusma.platform";
    private static final String QUESTION = """
            {"recipient": "MALI-FORCES/MALI-BN33", "action": "READ", "purpose": "force-protection", "type": "alert",
             "country": "ML", "admin1": ["ML-7"], "label": "UN UNCLASSIFIED//TLP:GREEN//PURPOSE force-protection"}""";

    private final LiveSystem system;

    UnitsTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void aMoveAndACommanderTakeTheirConsequencesAlong() {
        JsonNode tree = system.client()
                .get("minusma.focal-point", "/parties/MALI-FORCES/units")
                .orFail("the tree")
                .json()
                .path("units");
        assertEquals("MALI-BN37", below(tree, "MALI-RGT7").path(0).path("id").asText(), tree::toString);
        assertEquals("PERMIT", verdict());
        Answer circle = system.client()
                .post(PLATFORM, "/units/MALI-RGT7/moves", "{\"parent\": \"MALI-BN37\", \"reason\": \"by mistake\"}");
        assertEquals(422, circle.status(), circle::text);
        assertEquals(
                "/parent", circle.json().path("errors").path(0).path("pointer").asText());
        try {
            changed("moves", "{\"parent\": \"MALI-RGT7\", \"reason\": \"attached\"}");
            assertEquals("DENY", verdict(), "the regiment is refused");
            changed("moves", "{\"reason\": \"detached\"}");
            assertEquals("PERMIT", verdict());
            changed("commands", "{\"commander\": \"Commandant Hamidou Sangarafa\", \"reason\": \"rotation\"}");
            assertEquals("HOLD", verdict(), "an allegation against the commander is pending");
        } finally {
            changed("moves", "{\"reason\": \"as before\"}");
            changed("commands", "{\"commander\": \"Commandant Seydina Koutiarou\", \"reason\": \"as before\"}");
        }
        assertEquals("PERMIT", verdict());
        assertTrue(
                system.client().get("minusma.officer", "/parties/NOBODY/units").absent());
    }

    private void changed(String what, String body) {
        Answer answer = system.client().post(PLATFORM, UNIT + "/" + what, body);
        assertEquals(201, answer.status(), answer::text);
    }

    private String verdict() {
        return system.client()
                .post("minusma.focal-point", "/decisions", QUESTION)
                .orFail("asking why")
                .json()
                .path("verdict")
                .asText();
    }

    private static JsonNode below(JsonNode tree, String unit) {
        for (JsonNode each : tree) {
            if (each.path("id").asText().equals(unit)) {
                return each.path("units");
            }
        }
        throw new AssertionError("no unit " + unit);
    }
}
