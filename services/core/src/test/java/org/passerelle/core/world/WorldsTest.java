package org.passerelle.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.reference.Answer;

/** Drawn worlds are mixed enough to tell something. */
final class WorldsTest {

    private static final int WORLDS = 3_000;

    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Set<Code> codes = EnumSet.noneOf(Code.class);
    private final Set<Code> alone = EnumSet.noneOf(Code.class);
    private int refused;
    private int decisions;

    @Test
    void permitHoldDenyAndEveryCode() {
        for (long seed = 0; seed < WORLDS; seed++) {
            Worlds.Drawn world = Worlds.of(seed);
            for (Question question : world.questions()) {
                count(question.expected());
            }
        }
        assertShare(10, verdicts.getOrDefault(Verdict.PERMIT, 0));
        assertShare(1, verdicts.getOrDefault(Verdict.HOLD, 0));
        assertShare(30, verdicts.getOrDefault(Verdict.DENY, 0));
        assertShare(3, refused);
        // Only a defect raises RULE_ERROR; what refuses a request is never alone with a portion.
        assertEquals(EnumSet.complementOf(EnumSet.of(Code.RULE_ERROR)), codes);
        for (Code code : EnumSet.range(Code.RECALLED, Code.ORIGINATOR_CONSENT)) {
            assertTrue(alone.contains(code), () -> code + " is never the only reason");
        }
    }

    private void count(Answer answer) {
        switch (answer) {
            case Answer.Refused no -> {
                refused++;
                decisions++;
                codes.addAll(no.failing());
            }
            case Answer.Judged judged -> {
                for (Answer.Portion portion : judged.portions()) {
                    decisions++;
                    verdicts.merge(portion.verdict(), 1, Integer::sum);
                    codes.addAll(portion.failing());
                    if (portion.failing().size() == 1) {
                        alone.addAll(portion.failing());
                    }
                }
            }
        }
    }

    private void assertShare(int percent, int count) {
        assertTrue(count * 100L >= (long) percent * decisions, () -> count + " of " + decisions);
    }

    @Test
    void theSameSeedDrawsTheSameWorld() {
        for (long seed = 0; seed < 200; seed++) {
            assertEquals(Worlds.of(seed).leased(), Worlds.of(seed).leased());
            assertEquals(Worlds.of(seed).records(), Worlds.of(seed).records());
            assertEquals(Worlds.of(seed).requests(), Worlds.of(seed).requests());
        }
    }
}
