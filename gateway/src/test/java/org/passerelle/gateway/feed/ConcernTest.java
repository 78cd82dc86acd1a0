package org.passerelle.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Grading;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.world.World;

class ConcernTest {

    /** A stream that ended at that moment would tell a former member that somebody has joined or left. */
    @Test
    void whoElseBelongsToAGroupEndsNobodysStream() {
        assertEquals(concern("MARSH"), concern("MARSH", "LAKE"));
        assertEquals(concern("LAKE", "MARSH"), concern("LAKE", "MARSH", "RIVER"));
    }

    @Test
    void theOwnMembershipEndsTheStream() {
        assertNotEquals(concern("LAKE"), concern("LAKE", "MARSH"));
    }

    /** What else is alleged and what becomes of it would tell whoever it is against that somebody looks at them. */
    @Test
    void anAllegationEndsTheStreamOnlyWhenItBeginsOrCeasesToHold() {
        Concern nothing = against();
        assertEquals(nothing, against(allegation("D4", Allegation.Status.OPEN)));
        assertEquals(nothing, against(allegation("C3", Allegation.Status.DISMISSED)));
        Concern held = against(allegation("C3", Allegation.Status.OPEN));
        assertNotEquals(nothing, held);
        assertEquals(held, against(allegation("B2", Allegation.Status.UNDER_REVIEW)));
        assertEquals(held, against(allegation("C3", Allegation.Status.SUBSTANTIATED)));
    }

    /** What was ruled on the first lifts nothing of the second. */
    @Test
    void asDoesAnotherAllegationOfTheSameParty() {
        Allegation first = allegation("C3", Allegation.Status.OPEN);
        Allegation second = allegation("al2", "C3", Allegation.Status.OPEN);
        assertNotEquals(against(first), against(first, second));
    }

    private static Allegation allegation(String grading, Allegation.Status status) {
        return allegation("al1", grading, status);
    }

    private static Allegation allegation(String id, String grading, Allegation.Status status) {
        return new Allegation(
                id,
                "RIVER",
                Optional.of("MARSH-1"),
                Optional.empty(),
                World.BEGIN,
                World.BEGIN,
                new Grading(grading),
                status);
    }

    private static Concern against(Allegation... allegations) {
        Bundle bundle = World.bundle(1);
        Unit unit = new Unit("MARSH-1", "MARSH", "First", Optional.empty(), List.of());
        return concern(new Bundle(
                1,
                bundle.issuedAt(),
                bundle.parties(),
                Map.of(unit.id(), unit),
                bundle.accounts(),
                bundle.groups(),
                bundle.agreements(),
                bundle.assessments(),
                List.of(allegations),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings()));
    }

    private static Concern concern(String... members) {
        Bundle bundle = World.bundle(1);
        List<Group.Membership> memberships = Arrays.stream(members)
                .map(party -> new Group.Membership(party, Instant.EPOCH, Optional.empty()))
                .toList();
        return concern(new Bundle(
                1,
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                bundle.accounts(),
                Map.of("cell", new Group("cell", Optional.of("RIVER"), memberships)),
                bundle.agreements(),
                bundle.assessments(),
                bundle.allegations(),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings()));
    }

    private static Concern concern(Bundle bundle) {
        Caller caller = new Caller(
                Objects.requireNonNull(bundle.accounts().get("marsh.officer")),
                Strength.SECOND_FACTOR,
                World.BEGIN,
                World.BEGIN);
        return Concern.of(bundle, caller);
    }
}
