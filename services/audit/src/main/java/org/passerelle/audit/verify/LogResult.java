package org.passerelle.audit.verify;

import java.util.Optional;

/**
 * What the verification of one log came to.
 *
 * @param size and root of the checkpoint; 0 and empty when its note is not genuine
 * @param note the signed note of that checkpoint
 * @param entries recomputed
 * @param closed of these, not the reader's to open: taken by their hashes
 * @param openings of the operator's log that were checked
 */
public record LogResult(
        String log,
        long size,
        String root,
        String note,
        long entries,
        long closed,
        long openings,
        Optional<Fault> fault) {

    public boolean agrees() {
        return fault.isEmpty();
    }
}
