package org.passerelle.agreements;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;

/**
 * A version of an agreement as it was entered.
 *
 * @param agreement terms with hash and signatures, in the state in which it was entered
 * @param party whose terms; empty for those of the first configuration
 * @param basis the version that it revises, answers or amends
 * @param position order of entry among all agreements
 */
record AgreementVersion(Agreement agreement, String party, Optional<Integer> basis, long position, Instant at) {
    int number() {
        return agreement.version();
    }
}
