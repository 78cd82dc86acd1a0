package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/** I9: what decides answers as the reference does, in every respect. */
final class ReferenceTest {

    @Invariant
    void interpreterEqualsReference(@ForAll Drawn world) {
        for (Question question : world.half()) {
            assertEquals(question.expected(), question.answer(), question::toString);
        }
    }
}
