package org.passerelle.core.decision.gate;

/**
 * One transfer on a portion's way that must be allowed now.
 *
 * @param from who gives it
 * @param to who gets it
 * @param type the record type by which the transfer is judged
 */
public record Leg(Kind kind, String from, String to, String type) {

    /** What a leg is in relation to the request. */
    public enum Kind {
        /** The requester's party is the only originator. */
        OWN,
        /** Releaser to requester, by the type of the containing record. */
        RELEASE,
        /** Giver to requester, who reads the foreign portion inside the own party's record. */
        INTERNAL,
        /** Giver to holder, judged again before the holder passes it on; the requester is not concerned. */
        HOLDING
    }

    boolean own() {
        return kind == Kind.OWN;
    }

    boolean holding() {
        return kind == Kind.HOLDING;
    }
}
