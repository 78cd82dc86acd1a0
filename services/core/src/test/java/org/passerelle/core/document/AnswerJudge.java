package org.passerelle.core.document;

import java.util.List;
import java.util.Map;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.record.ViewBuilder;
import org.passerelle.core.world.World;

/** What the requester learns: the reason of a refused request, the view, or what it would learn if there were no record. */
final class AnswerJudge implements Judge {
    private static final String ANSWER = "The requester gets";

    @Override
    public Map<String, List<String>> domains() {
        return Map.of(ANSWER, List.of("the view", "absence", "the reason " + Code.EMBARGOED));
    }

    @Override
    public Map<String, String> results(World world) {
        Decision decision = Decide.decide(world.bundle(), world.request(), world.record(), world.now());
        return Map.of(
                ANSWER,
                switch (decision) {
                    case Decision.Refused refused -> "the reason " + refused.code();
                    case Decision.Judged judged ->
                        ViewBuilder.view(world.stored(), judged, world.now()).isPresent() ? "the view" : "absence";
                });
    }
}
