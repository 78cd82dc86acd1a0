package org.passerelle.gateway.quarantine;

import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Reviewers;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.party.Party;
import org.passerelle.gateway.disclosure.Caller;

/** Who may flag and who may review what, among those whose role lets them in. */
final class Reviewing {
    private Reviewing() {}

    /** The cases that a reviewer may know: of records that their party reviews, or flagged. */
    static ListOf cases(Bundle bundle, Caller caller) {
        return new ListOf(Reviewers.releasers(bundle, caller.party()), caller.party());
    }

    /**
     * Whether the caller, a focal point, may flag what a party released, and they can read: one of the releaser, of whoever assesses the releaser,
     * or of a UN entity that received it.
     */
    static boolean mayFlag(Bundle bundle, Caller caller, String releaser) {
        boolean bound = Optional.ofNullable(bundle.parties().get(caller.party()))
                .map(Party::type)
                .filter(bundle.settings().screeningReleasers()::contains)
                .isPresent();
        return bound || Reviewers.of(bundle, releaser).contains(caller.party());
    }
}
