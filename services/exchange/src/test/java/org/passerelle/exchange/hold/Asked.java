package org.passerelle.exchange.hold;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Exchange;

/** What rulers are asked about: a portion that a battalion would be sent, of which there is an allegation. */
final class Asked {
    private Asked() {}

    static Exchange.OpenHold about(String allegation, int version, Ruler... rulers) {
        return new Exchange.OpenHold(
                Code.ALLEGATION,
                allegation,
                "record",
                version,
                "portion",
                "MINUSMA",
                "MALI-FORCES",
                Optional.of("mali-bn33"),
                "mali-bn33-system",
                "force-protection",
                Action.PUSH,
                List.of(rulers));
    }
}
