package org.passerelle.core.reference;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.record.Receipt;

/** One step on the way of a portion that must be allowed now. */
record Transfer(Kind kind, String giver, String taker, String type) {

    enum Kind {
        /** Own members read what their party alone originated. */
        OWN,
        /** The releaser gives it to the requester. */
        RELEASE,
        /** The requester's party was given it and has it in a record of its own. */
        RECEIVED,
        /** Somebody before was given it; the requester has no part in that. */
        EARLIER
    }

    boolean towardsRequester() {
        return kind != Kind.EARLIER;
    }

    /** POLICY.md, "Derived portions", and decision 0012. */
    static List<Transfer> of(Case one) {
        if (one.ownContent()) {
            return List.of(new Transfer(
                    Kind.OWN, one.party(), one.party(), one.record().type()));
        }
        String releaser = one.record().releaser();
        boolean ownRecord = releaser.equals(one.party());
        List<Transfer> transfers = new ArrayList<>();
        if (!ownRecord) {
            transfers.add(new Transfer(
                    Kind.RELEASE, releaser, one.party(), one.record().type()));
        }
        boolean received = false;
        for (Receipt receipt : one.portion().custody()) {
            boolean byUs = ownRecord && receipt.holder().equals(one.party());
            received |= byUs;
            transfers.add(new Transfer(
                    byUs ? Kind.RECEIVED : Kind.EARLIER, receipt.releaser(), receipt.holder(), receipt.type()));
        }
        for (String originator : one.label().originators()) {
            boolean unreceipted = one.portion().custody().stream()
                    .noneMatch(receipt -> receipt.releaser().equals(originator));
            // In a record of one's own somebody must have given it: without a receipt it was each originator.
            boolean mustHaveGiven = unreceipted || (ownRecord && !received);
            if (!originator.equals(releaser) && mustHaveGiven) {
                transfers.add(new Transfer(
                        ownRecord ? Kind.RECEIVED : Kind.EARLIER,
                        originator,
                        releaser,
                        one.portion().sourceType()));
            }
        }
        return transfers;
    }
}
