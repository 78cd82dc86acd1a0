package org.passerelle.core.decision.gate;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.record.Receipt;

/** The originators are the releaser, or every receipt's onward terms cover the recipient, or the originators have consented. */
public final class OriginGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.ORIGIN;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        return switch (situation.leg().kind()) {
            case HOLDING -> List.of();
            case OWN -> List.of(Finding.pass(gate(), "own content"));
            case INTERNAL ->
                List.of(Finding.pass(gate(), "received by " + situation.leg().to()));
            case RELEASE -> List.of(release(situation));
        };
    }

    private Finding release(Situation situation) {
        Set<String> owed = new TreeSet<>(situation.label().originators());
        owed.remove(situation.record().releaser());
        // A party needs nobody's consent to read what it originated itself.
        owed.remove(situation.leg().to());
        if (owed.isEmpty()) {
            return Finding.pass(gate(), "originated by the releaser");
        }
        if (onwardCovers(situation)) {
            // Who gave nothing under a receipt has not said to whom it may go on.
            situation.portion().custody().forEach(receipt -> owed.remove(receipt.releaser()));
        }
        owed.removeIf(originator -> Grants.lifts(
                situation,
                Code.ORIGINATOR_CONSENT,
                new Detail.None().matter(),
                grant -> grant.rulerParty().equals(originator)));
        return owed.isEmpty()
                ? Finding.pass(gate(), "the onward terms or the originators allow it")
                : Finding.hold(gate(), Code.ORIGINATOR_CONSENT, "originated by " + owed, rulers(owed));
    }

    private static boolean onwardCovers(Situation situation) {
        List<Receipt> custody = situation.portion().custody();
        return !custody.isEmpty()
                && custody.stream()
                        .allMatch(receipt -> situation
                                .bundle()
                                .admits(receipt.onward(), situation.leg().to(), situation.at()));
    }

    private static List<Ruler> rulers(Set<String> originators) {
        return originators.stream()
                .map(originator -> new Ruler(originator, Rulers.LIAISON_OFFICER, ""))
                .toList();
    }
}
