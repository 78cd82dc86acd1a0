package org.passerelle.core.impact;

import java.util.Optional;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;

/**
 * What one policy decides on a portion.
 *
 * @param cause code of why it is denied or held; {@code SCREENING} whatever the cause of screening, which is not for everybody
 * @param clause that was judged best
 * @param onward to whom the recipient may pass it on; nobody where it is denied
 */
public record Outcome(
        Verdict verdict, Optional<String> cause, Optional<String> clause, Obligations obligations, Audience onward) {

    static Outcome of(PortionDecision decision) {
        boolean denied = decision.verdict() == Verdict.DENY;
        return new Outcome(
                decision.verdict(),
                decision.primary().map(Outcome::cause),
                decision.clause(),
                decision.obligations(),
                denied ? Audience.nobody() : decision.onward());
    }

    static String cause(Code code) {
        return code.gate() == Gate.SCREENING ? Gate.SCREENING.name() : code.name();
    }

    /** Lets as much through, on the same terms; which clause says so does not matter. */
    boolean sameTerms(Outcome other) {
        return verdict == other.verdict && obligations.equals(other.obligations) && onward.equals(other.onward);
    }
}
