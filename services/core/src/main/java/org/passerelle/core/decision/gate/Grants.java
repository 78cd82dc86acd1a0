package org.passerelle.core.decision.gate;

import java.util.function.Predicate;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.Grant;

/** Grants lift their own HOLD code in their own matter, for exactly what they bind; never a DENY, never by somebody who gains from it (HRDDP H8). */
final class Grants {

    private Grants() {}

    /** @param matter {@link Detail#matter()} of the finding */
    static boolean lifts(Situation situation, Code code, String matter, Predicate<Grant> ruled) {
        return situation.record().grants().stream()
                .anyMatch(grant -> grant.code() == code
                        && grant.matter().equals(matter)
                        && binds(grant, situation)
                        && separated(grant, situation)
                        && ruled.test(grant));
    }

    private static boolean binds(Grant grant, Situation situation) {
        return grant.recordId().equals(situation.record().recordId())
                && situation.record().unchangedSince(grant.version(), situation.portion())
                && grant.portionId().equals(situation.portion().id())
                && grant.recipient().equals(situation.account().party())
                && grant.recipientUnit().equals(situation.account().unit())
                && grant.purpose().equals(situation.request().purpose())
                && grant.action() == situation.request().action()
                && situation.at().isBefore(grant.expiresAt());
    }

    private static boolean separated(Grant grant, Situation situation) {
        Account ruler = situation.bundle().accounts().get(grant.ruler());
        return ruler != null
                && ruler.party().equals(grant.rulerParty())
                && !grant.ruler().equals(situation.record().submitter())
                && !grant.ruler().equals(situation.record().author(situation.portion()))
                // The requester is of the party that gains.
                && !grant.rulerParty().equals(situation.account().party());
    }
}
