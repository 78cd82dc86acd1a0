package org.passerelle.benchmarks.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;

/** Bilateral agreements with a clause in each direction; one clause in twenty speaks to a group. */
final class AgreementDraw {
    /** Ordered by inclusion, as a bundle's obligations must be; a clause that holds every release carries the strictest. */
    private static final List<Obligations> OBLIGATIONS = List.of(
            Obligations.NONE,
            obligations(Set.of(), GeometryTier.KM_10, false, Optional.empty()),
            obligations(Set.of(FieldGroup.SOURCE), GeometryTier.KM_50, true, Optional.empty()),
            obligations(
                    Set.of(FieldGroup.SOURCE, FieldGroup.PERSON_IDENTIFIERS),
                    GeometryTier.ADMIN_1,
                    true,
                    Optional.of(Duration.ofHours(1))));

    private final Draw draw;
    private final Instant at;

    AgreementDraw(Draw draw, Instant at) {
        this.draw = draw;
        this.at = at;
    }

    List<Agreement> agreements(int count) {
        List<Agreement> agreements = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            agreements.add(agreement("agreement-%05d".formatted(number)));
        }
        return agreements;
    }

    private Agreement agreement(String id) {
        List<String> two = new ArrayList<>(draw.some(PartyDraw.names(), 2));
        draw.shuffle(two);
        List<Clause> clauses = List.of(clause(id, 0, two.get(0), two.get(1)), clause(id, 1, two.get(1), two.get(0)));
        int lot = draw.between(0, 99);
        AgreementState state =
                lot < 90 ? AgreementState.ACTIVE : lot < 95 ? AgreementState.SUSPENDED : AgreementState.TERMINATED;
        boolean over = draw.percent(4);
        Instant from = at.minus(PartyDraw.days(!over && draw.percent(3) ? -5 : draw.between(10, 300)));
        Instant until = at.plus(PartyDraw.days(over ? -5 : draw.between(10, 300)));
        return new Agreement(
                id,
                Map.of("en", id),
                Set.copyOf(two),
                state,
                1,
                from,
                until,
                clauses,
                "%064x".formatted(id.hashCode() & 0xffff_ffffL),
                Map.of(),
                state == AgreementState.SUSPENDED ? Set.of(two.getFirst()) : Set.of());
    }

    private Clause clause(String agreement, int number, String releaser, String recipient) {
        int rank = draw.between(0, OBLIGATIONS.size() - 1);
        return new Clause(
                agreement + "-clause-" + number,
                agreement,
                releaser,
                draw.percent(5) ? draw.oneOf(List.of("united-nations", "sahel-forces", "partners")) : recipient,
                Optional.empty(),
                draw.some(Words.TYPES, draw.between(2, 5)),
                draw.some(Words.TAGS, draw.percent(50) ? 0 : 1),
                areas(),
                draw.percent(20) ? Optional.of(at.minus(PartyDraw.days(60))) : Optional.empty(),
                draw.percent(10) ? Optional.of(at.minus(PartyDraw.days(1))) : Optional.empty(),
                Level.of(draw.between(1, 3)),
                draw.some(Words.COMPARTMENTS, draw.between(3, 8)),
                draw.some(Words.PURPOSES, draw.between(3, 5)),
                draw.percent(70) ? Set.of(Action.READ, Action.EXPORT, Action.PUSH) : Set.of(Action.READ),
                draw.percent(80) ? Tlp.AMBER : Tlp.GREEN,
                Audience.nobody(),
                Set.of(),
                Optional.of(Words.SUPPORT),
                rank == OBLIGATIONS.size() - 1 && draw.percent(40),
                OBLIGATIONS.get(rank),
                Optional.empty());
    }

    private Audience areas() {
        if (draw.percent(40)) {
            return Audience.unrestricted();
        }
        return new Audience.Only(draw.some(Words.countries(), draw.between(1, 3)));
    }

    private static Obligations obligations(
            Set<FieldGroup> strip, GeometryTier tier, boolean marked, Optional<Duration> delay) {
        return new Obligations(strip, tier, marked, marked, delay, marked, Optional.empty(), Set.of());
    }
}
