package org.passerelle.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.core.bundle.SoundWorld.NOW;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.SoundWorld.ClauseSketch;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.PartyType;

class ManyAgreementsTest {
    private static final Obligations STRIPPED = obligations(Set.of(FieldGroup.SOURCE), GeometryTier.EXACT);
    private static final Obligations COARSE = obligations(Set.of(), GeometryTier.KM_10);

    private static Obligations obligations(Set<FieldGroup> strip, GeometryTier geometry) {
        return new Obligations(strip, geometry, false, false, Optional.empty(), false, Optional.empty(), Set.of());
    }

    /** Twenty parties; terms that are not ordered never meet, since each kind has a country of its own. */
    private static List<Agreement> agreements(int count) {
        Random random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    int releaser = random.nextInt(20);
                    int recipient = (releaser + 1 + random.nextInt(19)) % 20;
                    String id = "a" + number;
                    ClauseSketch clause = SoundWorld.clause(id);
                    clause.releaser = "P" + releaser;
                    clause.recipient = "P" + recipient;
                    boolean north = random.nextBoolean();
                    clause.areas = Audience.only(north ? "ML-7" : "NE");
                    clause.obligations = random.nextInt(3) == 0 ? Obligations.NONE : north ? STRIPPED : COARSE;
                    return SoundWorld.agreement(id, Set.of(clause.releaser, clause.recipient), clause.done());
                })
                .toList();
    }

    private static BundleBuilder builder() {
        SoundWorld world = new SoundWorld();
        IntStream.range(0, 20)
                .forEach(number -> world.parties.put(
                        "P" + number,
                        SoundWorld.party("P" + number, PartyType.POLITICAL, Level.CONFIDENTIAL, Set.of())));
        return world.builder();
    }

    private static BundleBuilder built(List<Agreement> agreements) {
        BundleBuilder builder = builder();
        agreements.forEach(agreement -> assertEquals(List.of(), builder.add(agreement)));
        return builder;
    }

    @Test
    void comparesOnlyClausesOfTheSamePairWhoseTermsAreNotOrdered() {
        int count = 20_000;
        BundleBuilder builder = built(agreements(count));
        assertEquals(count, builder.build(1, NOW).bundle().agreements().size());
        long everyPair = (long) count * (count - 1) / 2;
        assertTrue(builder.comparisons() > 0);
        // 380 pairs of parties, and at most two ninths of the pairs of clauses are not ordered.
        assertTrue(builder.comparisons() < everyPair / 1000, () -> builder.comparisons() + " of " + everyPair);
    }

    @Test
    void oneMoreIsComparedWithItsOwnPairAlone() {
        List<Agreement> agreements = agreements(20_001);
        BundleBuilder builder = built(agreements.subList(0, 20_000));
        long before = builder.comparisons();
        assertEquals(List.of(), builder.faults(agreements.getLast()));
        assertTrue(builder.comparisons() - before < 200, () -> builder.comparisons() - before + " comparisons");
    }

    @Test
    void groupsAreFoundThroughAnyOfTheirNames() {
        SoundWorld world = new SoundWorld();
        BundleBuilder builder = world.builder();
        ClauseSketch group = SoundWorld.clause("group");
        group.releaser = "un";
        group.recipient = "un";
        group.obligations = STRIPPED;
        assertEquals(List.of(), builder.add(SoundWorld.agreement("group", Set.of("MISSION", "OFFICE"), group.done())));
        ClauseSketch pair = SoundWorld.clause("pair");
        pair.releaser = "OFFICE";
        pair.recipient = "MISSION";
        pair.obligations = COARSE;
        assertEquals(
                List.of(Fault.Code.AMBIGUOUS_CLAUSES),
                builder.faults(SoundWorld.agreement("pair", Set.of("MISSION", "OFFICE"), pair.done())).stream()
                        .map(Fault::code)
                        .toList());
    }
}
