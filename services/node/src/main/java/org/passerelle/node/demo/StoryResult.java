package org.passerelle.node.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the story came to. */
public record StoryResult(List<Played> played) {
    public StoryResult {
        played = List.copyOf(played);
    }

    /** One scenario as it was played. */
    public record Played(Scenario scenario, Outcome outcome, long millis) {
        /** Whether the recipient got what was expected and every further condition held. */
        public boolean agrees() {
            return scenario.expected().equals(outcome.actual()) && outcome.allHeld();
        }
    }

    public long agree() {
        return played.stream().filter(Played::agrees).count();
    }

    public boolean allAgree() {
        return agree() == played.size();
    }

    public ObjectNode json() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode scenarios = result.putArray("scenarios");
        for (Played one : played) {
            ObjectNode scenario = scenarios.addObject();
            scenario.put("id", one.scenario().id())
                    .put("title", one.scenario().title())
                    .put("expected", one.scenario().expected())
                    .put("actual", one.outcome().actual())
                    .put("verdict", one.outcome().verdict());
            ArrayNode codes = scenario.putArray("codes");
            one.outcome().codes().forEach(codes::add);
            scenario.put("gate", one.outcome().gate())
                    .put("agrees", one.agrees())
                    .put("millis", one.millis());
        }
        return result.put("agree", agree()).put("of", played.size());
    }
}
