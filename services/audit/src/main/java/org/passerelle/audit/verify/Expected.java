package org.passerelle.audit.verify;

import java.time.Instant;
import java.util.Set;

/**
 * What a verifier knows from elsewhere than the source. The operator's word that an entry is closed is not believed against it.
 *
 * @param closed whether entries may be closed: to an auditor none is
 * @param receipts disclosures that the verifier received: the entry of each is opened to them
 */
public record Expected(boolean closed, Set<Receipt> receipts) {

    /** Every entry open, and nothing more. */
    public static final Expected EVERYTHING_OPEN = new Expected(false, Set.of());

    public Expected {
        receipts = Set.copyOf(receipts);
    }

    /** The envelope of a disclosure, as answers have it. */
    public record Receipt(String id, Instant at, String salt) {}
}
