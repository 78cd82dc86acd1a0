package org.passerelle.core.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.RandomWorld;
import org.passerelle.core.world.World;

final class CompiledPolicyTest {

    private static final int WORLDS = 4_000;

    /** What matters of a decision: the facts in a shared trace are those of a typical row. */
    private record Gist(
            Verdict verdict,
            Optional<Code> primary,
            Set<Code> codes,
            Optional<String> clause,
            Obligations obligations) {

        static Gist of(PortionDecision decision) {
            Set<Code> codes = new HashSet<>();
            decision.trace().forEach(finding -> finding.code().ifPresent(codes::add));
            return new Gist(decision.verdict(), decision.primary(), codes, decision.clause(), decision.obligations());
        }
    }

    @Test
    void decidesAsTheInterpreterDoes() {
        int released = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            World world = RandomWorld.of(seed);
            ClassCatalogue catalogue = new ClassCatalogue(1_000);
            LeasedBundle leased = world.bundle();
            CompiledPolicy policy = new CompiledPolicy(leased.bundle(), catalogue);
            RecordFacts record = world.record();
            Sheet sheet = policy.sheet(leased, world.request(), world.now());
            for (PortionFacts portion : record.portions()) {
                int number = catalogue.intern(record, portion);
                PortionDecision expected = interpreted(world, record, portion);
                PortionDecision compiled = sheet.decide(number, record, portion, world.now());
                long seen = seed;
                assertEquals(Gist.of(expected), Gist.of(compiled), () -> "seed " + seen);
                boolean permitted = expected.verdict() == Verdict.PERMIT;
                Sheet.Classes classes = sheet.classes(world.now());
                assertTrue(!permitted || classes.worthReading().get(number), () -> "seed " + seen);
                released += permitted ? 1 : 0;
            }
        }
        int seen = released;
        assertTrue(released > WORLDS / 40, () -> "only " + seen);
    }

    private static PortionDecision interpreted(World world, RecordFacts record, PortionFacts portion) {
        return switch (Decide.decide(world.bundle(), world.request(), LabelledRow.of(record, portion), world.now())) {
            case Decision.Refused refused -> PortionDecision.refused(refused);
            case Decision.Judged judged -> judged.portions().getFirst();
        };
    }
}
