package org.passerelle.agreements;

import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.bundle.Place;

/** What in a version of an agreement stands against an act. */
final class Pointers {
    private Pointers() {}

    static String of(Refusal refusal, AgreementEvent event, String party) {
        return switch (refusal) {
            case ABSENT, ROLE -> "";
            case STATE, NOT_DUE -> "/state";
            case OWN_TERMS -> "/party";
            case OWN_WORK -> "/writers";
            case SAME_PERSON -> Place.pointer("approvals", party);
            case NOT_SUSPENDED -> "/suspendedBy";
            case OVER -> "/terms/validUntil";
            case ALREADY -> already(event, party);
        };
    }

    private static String already(AgreementEvent event, String party) {
        return switch (event) {
            case APPROVED -> Place.pointer("approvals", party);
            case SIGNED -> Place.pointer("signatures", party);
            case SUSPENDED, REINSTATED -> "/suspendedBy";
            case NOTICED -> "/endsAt";
            case DRAFTED, REVISED, PROPOSED, COUNTERED, WITHDRAWN, AMENDED -> "/state";
            case ACTIVATED, SUPERSEDED, TERMINATED, EXPIRED -> "/state";
        };
    }
}
