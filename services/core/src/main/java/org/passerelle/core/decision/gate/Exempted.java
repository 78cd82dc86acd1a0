package org.passerelle.core.decision.gate;

import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Diligence.Exempting;
import org.passerelle.core.screening.Exemption;

/**
 * Whether an exemption stands in for the assessment of a unit (HRDDP H7): for the very record, purpose and unit, within its time, by
 * somebody who gains nothing from it, and only for what its code lets pass.
 */
final class Exempted {

    private Exempted() {}

    /** Only what nobody has assessed; what somebody has refused, suspended or withdrawn stays so. */
    static boolean liftable(Code code) {
        return switch (code) {
            case NOT_ASSESSED, EXPIRED_ASSESSMENT, OUT_OF_ASSESSMENT -> true;
            default -> false;
        };
    }

    static Optional<Exemption> of(Situation situation, Unit unit) {
        return situation.bundle().exemptions().stream()
                .filter(exemption -> binds(exemption, situation, unit))
                .filter(exemption -> separated(exemption, situation, unit))
                .filter(exemption -> lets(exemption, situation))
                .findFirst();
    }

    private static boolean binds(Exemption exemption, Situation situation, Unit unit) {
        return situation.leg().kind() == Leg.Kind.RELEASE
                && exemption.grantor().equals(situation.record().releaser())
                && exemption.unit().equals(unit.id())
                && exemption.recordId().equals(situation.record().recordId())
                && situation.record().unchangedSince(exemption.version(), situation.portion())
                && exemption.purpose().equals(situation.request().purpose())
                && exemption.live(situation.at());
    }

    /** H8. */
    private static boolean separated(Exemption exemption, Situation situation, Unit unit) {
        Account approver = situation.bundle().accounts().get(exemption.approver());
        return approver != null
                && approver.party().equals(exemption.grantor())
                && !approver.party().equals(unit.party())
                && !exemption.approver().equals(exemption.requester())
                && !exemption.approver().equals(situation.record().submitter())
                && !exemption.approver().equals(situation.record().author(situation.portion()));
    }

    /** What the code allows today counts, not what it allowed when the exemption was given. */
    private static boolean lets(Exemption exemption, Situation situation) {
        Bundle bundle = situation.bundle();
        Exempting exempting =
                bundle.settings().diligence().exempting(exemption.code()).orElse(null);
        return exempting != null
                && situation.at().isBefore(exemption.from().plus(exempting.lasts()))
                && exempting.fields().contains(situation.portion().field())
                && situation.label().level().atMost(exempting.ceiling())
                && !situation.label().flags().contains(bundle.settings().atRiskFlag());
    }
}
