package org.passerelle.gateway.standing;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Vocabularies;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/** Adds the tags of a taxonomy to the words that submissions may use. */
public final class VocabularyOperations {
    private static final int LONGEST_REASON = 2000;
    private static final String TAXONOMY = "taxonomy";

    private VocabularyOperations() {}

    public static List<Operation> of(Bus bus) {
        return List.of(new ExtendVocabulary(bus));
    }

    private record ExtendVocabulary(Bus bus) implements Operation {
        @Override
        public String id() {
            return "extendVocabulary";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String body = call.body();
            Vocabularies.Extend ask = Bodies.read(body, Set.of(TAXONOMY, "reason"), fields -> {
                List.of(TAXONOMY, "reason").forEach(fields::require);
                if (fields.node(TAXONOMY).filter(JsonNode::isObject).isEmpty() && fields.has(TAXONOMY)) {
                    fields.fault(TAXONOMY, Fault.Code.WRONG_TYPE, "must be an object");
                }
                return new Vocabularies.Extend(
                        fields.node(TAXONOMY).map(JsonNode::toString).orElse("{}"),
                        call.caller().subject(),
                        fields.text("reason", LONGEST_REASON).orElse(""));
            });
            return bus.ask(Vocabularies.EXTEND, ask, Policy.PATIENCE)
                    .map(done -> StandingOperations.changed(done, body));
        }
    }
}
