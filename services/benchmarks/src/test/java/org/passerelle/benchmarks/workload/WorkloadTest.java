package org.passerelle.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.benchmarks.decisions.Comparison;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.LabelClasses;

final class WorkloadTest {
    private static final int PAIRS = 1000;

    @ParameterizedTest
    @EnumSource(Variant.class)
    void hasTheSharesOfItsVariant(Variant variant) {
        Comparison comparison = new Comparison(Workload.of(variant, 200, PAIRS), PAIRS);
        assertEquals(variant.permits(), comparison.share(Verdict.PERMIT));
        assertEquals(variant.holds(), comparison.share(Verdict.HOLD));
        assertEquals(100 - variant.permits() - variant.holds(), comparison.share(Verdict.DENY));
    }

    @Test
    void isHeavyOnWhatItSays() {
        assertTrue(Variant.PERMIT_HEAVY.permits() >= 80);
        assertTrue(100 - Variant.DENY_HEAVY.permits() - Variant.DENY_HEAVY.holds() >= 80);
    }

    @Test
    void isTheSameEveryTime() {
        Workload first = Workload.of(Variant.PERMIT_HEAVY, 200, PAIRS);
        assertEquals(first, Workload.of(Variant.PERMIT_HEAVY, 200, PAIRS));
    }

    /** Each engine runs in a process of its own, and sets are in another order in each. */
    @Test
    void isTheSameInEveryProcess() {
        Workload workload = Workload.of(Variant.PERMIT_HEAVY, 200, PAIRS);
        String pairs = workload.pairs().stream()
                .map(pair -> pair.request().subject() + LabelClasses.key(pair.record(), pair.portion()))
                .collect(Collectors.joining());
        assertEquals("f14bac0c", Integer.toHexString(pairs.hashCode()));
    }

    @Test
    void isOfTheSizeThatItSays() {
        Workload workload = Workload.of(Variant.DENY_HEAVY, 2000, PAIRS);
        Bundle bundle = workload.policy().bundle();
        assertEquals(2000, bundle.agreements().size());
        assertEquals(20, bundle.parties().size());
        assertEquals(8, bundle.vocabulary().compartments().size());
        assertEquals(10, bundle.vocabulary().recordTypes().size());
        assertEquals(12, bundle.vocabulary().areas().size());
        assertEquals(8, bundle.vocabulary().purposes().size());
        assertEquals(30, Words.TAGS.size());
        assertTrue(workload.requests().size() >= 200, "hundreds of profiles");
        Set<String> classes = workload.records().stream()
                .map(record -> LabelClasses.key(record, record.portions().getFirst()))
                .collect(Collectors.toSet());
        assertTrue(classes.size() >= 2000, "thousands of label classes");
        assertTrue(new HashSet<>(workload.pairs()).size() > PAIRS / 2, "pairs differ");
    }
}
