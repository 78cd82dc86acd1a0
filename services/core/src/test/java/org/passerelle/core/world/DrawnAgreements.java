package org.passerelle.core.world;

import java.time.Duration;
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
import org.passerelle.core.label.Tlp;

/** Agreements: one or several ways from releaser to recipient, the ways by which content came, and others. */
record DrawnAgreements(Plot plot) {

    private static final List<Tlp> USUAL_TLP = List.of(Tlp.AMBER, Tlp.AMBER, Tlp.RED, Tlp.RED, Tlp.GREEN);
    private static final List<AgreementState> OTHER_STATES = List.of(AgreementState.values());
    static final List<String> AREAS = List.of("ML", "ML-7", "ML-8", "NE", "NE-6", "LY");
    static final List<String> TAGS = List.of("release:state=\"published\"", "corridor:name=\"east\"");

    /** Each asks at least as much as the one before, so that the most permissive of several is well defined. */
    private static final List<Obligations> LADDER = List.of(
            Obligations.NONE,
            duties(Set.of(), GeometryTier.EXACT, true, Optional.empty(), Optional.empty()),
            duties(Set.of(FieldGroup.SOURCE), GeometryTier.KM_10, true, Optional.empty(), Optional.empty()),
            duties(
                    Set.of(FieldGroup.SOURCE),
                    GeometryTier.KM_10,
                    true,
                    Optional.of(Duration.ofHours(2)),
                    Optional.of(Duration.ofDays(90))),
            duties(
                    Set.of(FieldGroup.SOURCE, FieldGroup.PERSON_IDENTIFIERS),
                    GeometryTier.ADMIN_1,
                    true,
                    Optional.of(Duration.ofHours(3)),
                    Optional.of(Duration.ofDays(30))));

    private static Obligations duties(
            Set<FieldGroup> strip,
            GeometryTier geometry,
            boolean statement,
            Optional<Duration> delay,
            Optional<Duration> retention) {
        boolean most = geometry == GeometryTier.ADMIN_1;
        return new Obligations(
                strip, geometry, statement, false, delay, false, retention, most ? Set.of("no-copies") : Set.of());
    }

    List<Agreement> agreements() {
        Dice dice = plot.dice();
        List<Agreement> agreements = new ArrayList<>();
        String out = dice.percent(70) ? plot.recipient() : "coalition";
        agreements.add(agreement("1-out", 1 + dice.below(3), plot.releaser(), out, plot.type()));
        if (dice.percent(30)) {
            agreements.add(agreement("2-more", 1 + dice.below(2), plot.releaser(), dice.one(Plot.NAMES), plot.type()));
        }
        agreements.add(agreement(
                "3-in", 1, plot.third(), dice.percent(60) ? "coalition" : plot.releaser(), plot.sourceType()));
        agreements.add(agreement("4-steps", 1, plot.third(), plot.step(), plot.sourceType()));
        agreements.add(agreement(
                "5-steps", 1, plot.step(), dice.percent(60) ? "coalition" : plot.releaser(), plot.sourceType()));
        if (dice.percent(50)) {
            agreements.add(agreement("6-back", 1, plot.recipient(), plot.releaser(), plot.type()));
        }
        if (dice.quirk()) {
            agreements.clear();
        }
        return agreements;
    }

    private Agreement agreement(String id, int count, String releaser, String recipient, String type) {
        Dice dice = plot.dice();
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clauses.add(0, clause(id + "-" + i, id, releaser, recipient, type));
        }
        return new Agreement(
                id,
                Map.of(),
                Set.of(),
                dice.usually(AgreementState.ACTIVE, OTHER_STATES),
                1,
                dice.percent(8)
                        ? Moments.NOW.minus(Moments.SKEW)
                        : plot.moments().begun(),
                dice.percent(8)
                        ? Moments.NOW.plus(Moments.SKEW).plusNanos(1)
                        : plot.moments().open(),
                clauses,
                "hash-of-" + id,
                Map.of(),
                dice.quirk() ? Set.of(releaser) : Set.of());
    }

    private Clause clause(String id, String agreement, String releaser, String recipient, String type) {
        Dice dice = plot.dice();
        Set<Action> actions = dice.with(plot.action(), Plot.ACTIONS);
        return new Clause(
                id,
                agreement,
                dice.usually(releaser, Plot.NAMES),
                dice.usually(recipient, Plot.NAMES),
                recipientUnit(recipient),
                dice.with(type, Plot.RECORD_TYPES),
                dice.percent(10) ? Set.of(TAGS.getFirst()) : Set.of(),
                areas(),
                dice.percent(10) ? Optional.of(plot.moments().begun()) : Optional.empty(),
                dice.percent(10) ? Optional.of(plot.moments().open()) : Optional.empty(),
                plot.ceiling(),
                dice.quirk() ? dice.some(Plot.COMPARTMENTS) : Set.copyOf(Plot.COMPARTMENTS),
                dice.with(plot.purpose(), Plot.PURPOSES),
                actions,
                dice.usually(dice.one(USUAL_TLP), List.of(Tlp.values())),
                onward(),
                endUsers(),
                dice.quirk() ? Optional.empty() : Optional.of("operational-information"),
                dice.percent(12),
                dice.one(LADDER),
                Optional.empty());
    }

    private Optional<String> recipientUnit(String recipient) {
        Dice dice = plot.dice();
        if (!Plot.PARTIES.contains(recipient) || !DrawnParties.force(recipient) || dice.percent(60)) {
            return dice.rarely(() -> Plot.unit(dice.one(Plot.PARTIES)));
        }
        return Optional.of(Plot.unit(recipient));
    }

    private Audience areas() {
        Dice dice = plot.dice();
        if (dice.percent(60)) {
            return Audience.unrestricted();
        }
        return new Audience.Only(dice.usually(Set.of("ML", "NE-6"), List.of(Set.of(), Set.of("ML-7"), Set.of("LY"))));
    }

    Audience onward() {
        Dice dice = plot.dice();
        return switch (dice.below(4)) {
            case 0 -> Audience.unrestricted();
            case 1 -> new Audience.Only(dice.some(Plot.NAMES));
            default -> Audience.nobody();
        };
    }

    Set<String> endUsers() {
        Dice dice = plot.dice();
        if (!dice.percent(8)) {
            return Set.of();
        }
        List<String> known = List.of(Plot.unit("MALI-FORCES"), Plot.unit("JAITF"), "UNOWA");
        return Set.of(dice.usually(dice.one(known), List.of("MALI-FORCES", "EUCAP", "nobody-knows")));
    }
}
