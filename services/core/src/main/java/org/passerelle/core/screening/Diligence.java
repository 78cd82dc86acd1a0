package org.passerelle.core.screening;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;

/**
 * How strictly recipients are looked at: the values of the HRDDP rules that an operator may choose.
 *
 * @param approvals who approves an assessment, by its overall risk; a risk without an entry is approved by nobody
 * @param allegationFrom a pending allegation that is graded so or better holds releases (H9)
 * @param allegationReview from the report of an allegation until its review is overdue
 * @param mitigationGrace from the date of a condition of approval until it holds releases while not done (H5)
 * @param atRiskLevels by how many levels personal data that enables arrest, detention or targeting raises the risk (H6)
 * @param exemptions by code, under what releases without an assessment may be asked for (H7)
 * @param lookBack how far back releases are listed for review when the status of their recipient drops
 * @param releaseReview until the review of those releases is overdue
 * @param quarantineReview until the review of a quarantined record is overdue (H10)
 */
public record Diligence(
        Map<Risk, Approval> approvals,
        Grading allegationFrom,
        Duration allegationReview,
        Duration mitigationGrace,
        int atRiskLevels,
        Map<String, Exempting> exemptions,
        Duration lookBack,
        Duration releaseReview,
        Duration quarantineReview) {

    private static final List<Risk> RISING = List.of(Risk.values());

    private static final Approval ONE_APPROVER = new Approval(Set.of("approver"), 1);

    /** What holds where nothing is configured: one approver whatever the risk, C3 holds at once, no exemptions. */
    public static final Diligence DEFAULT = new Diligence(
            Map.of(Risk.LOW, ONE_APPROVER, Risk.MEDIUM, ONE_APPROVER, Risk.HIGH, ONE_APPROVER),
            new Grading("C3"),
            Duration.ofDays(7),
            Duration.ZERO,
            1,
            Map.of(),
            Duration.ofDays(365),
            Duration.ofDays(14),
            Duration.ofDays(14));

    public Diligence {
        approvals = Map.copyOf(approvals);
        exemptions = Map.copyOf(exemptions);
        if (mitigationGrace.isNegative() || atRiskLevels < 0) {
            throw new IllegalArgumentException("a grace period and a rise of risk are not negative");
        }
    }

    /**
     * Who approves.
     *
     * @param roles of which one is enough
     * @param persons how many different persons must approve
     */
    public record Approval(Set<String> roles, int persons) {
        public Approval {
            roles = Set.copyOf(roles);
            if (persons < 1) {
                throw new IllegalArgumentException("somebody must approve");
            }
        }

        /** Whether who holds these roles may approve. */
        public boolean allows(Set<String> held) {
            return roles.stream().anyMatch(held::contains);
        }
    }

    /**
     * What a named exemption allows (H7).
     *
     * @param enabled whether releases may be asked for under it; off unless the operator says otherwise
     * @param lasts from its approval on
     * @param fields portions of a record that may leave under it
     * @param ceiling highest level of such a portion
     * @param reviewWithin from its end until the after-review is overdue
     */
    public record Exempting(boolean enabled, Duration lasts, Set<String> fields, Level ceiling, Duration reviewWithin) {
        public Exempting {
            fields = Set.copyOf(fields);
        }
    }

    /** What this code allows, where there is such an exemption and it is enabled (H7). */
    public Optional<Exempting> exempting(String code) {
        return Optional.ofNullable(exemptions.get(code)).filter(Exempting::enabled);
    }

    /** The risk once personal data at risk is in it; empty above the highest (H6). */
    public Optional<Risk> raised(Risk risk) {
        int raised = RISING.indexOf(risk) + atRiskLevels;
        return raised < RISING.size() ? Optional.of(RISING.get(raised)) : Optional.empty();
    }
}
