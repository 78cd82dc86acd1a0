package org.passerelle.core.decision.gate;

import org.passerelle.core.label.Audience;

/** Whether the requester is named on the portion. */
final class Named {

    private Named() {}

    /** Eyes-only is unrestricted, names the person, or the person wrote it. */
    static boolean eyesOnly(Situation situation) {
        return situation.label().eyesOnly().admits(situation.request().subject()) || author(situation);
    }

    /** The person is named one by one, or wrote it. */
    static boolean byName(Situation situation) {
        return author(situation)
                || switch (situation.label().eyesOnly()) {
                    case Audience.Unrestricted unrestricted -> false;
                    case Audience.Only only ->
                        only.names().contains(situation.request().subject());
                };
    }

    /** Own content only: whoever submits a foreign portion is not its author. */
    private static boolean author(Situation situation) {
        return situation.leg().own()
                && situation
                        .record()
                        .author(situation.portion())
                        .equals(situation.request().subject());
    }
}
