package org.passerelle.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.reference.Reference;
import org.passerelle.core.world.World;

/** The reference evaluator decides every situation of the document as the product does. */
final class ReferenceAgreesTest {
    @Test
    void decidesEverySituationAlike() {
        for (Situation situation : Situations.all()) {
            // The reference has no fault to be caught; that a failing rule denies is the product's own.
            if (situation.name().contains("a rule fails")) {
                continue;
            }
            World world = situation.world();
            LeasedBundle leased = world.bundle();
            assertEquals(
                    Reference.decide(leased, world.request(), world.record(), world.now()),
                    Answer.of(Decide.decide(leased, world.request(), world.record(), world.now())),
                    situation.name());
        }
    }
}
