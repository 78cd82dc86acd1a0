package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import net.jqwik.api.ForAll;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Request;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.reference.Reference;
import org.passerelle.core.world.Worlds.Drawn;

/** I9: what decides answers as the reference does, in every respect. */
final class ReferenceTest {

    @Invariant
    void interpreterEqualsReference(@ForAll Drawn world) {
        for (Request request : world.requests()) {
            for (RecordFacts record : world.records()) {
                for (Instant at : world.instants()) {
                    assertEquals(
                            Reference.decide(world.leased(), request, record, at),
                            Answer.of(Decide.decide(world.leased(), request, record, at)),
                            () -> request + " " + record.recordId() + " " + at);
                }
            }
        }
    }
}
