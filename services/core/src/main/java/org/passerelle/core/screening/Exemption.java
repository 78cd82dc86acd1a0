package org.passerelle.core.screening;

import java.time.Instant;

/**
 * Leave to release one version of one record to one unit although no assessment covers it (HRDDP H7). It never lifts a refusal, a
 * suspension or a withdrawal, and lets only the little pass that its code allows.
 *
 * @param id begins with {@link #PREFIX}
 * @param code under which it was given; what the code allows is configuration
 * @param grantor the UN entity that released the record and answers for it
 * @param unit of a non-UN security force
 * @param requester account that asked for it; neither they nor the record's submitter approve it (H8)
 * @param from when it was approved
 * @param until when it ends at the latest
 */
public record Exemption(
        String id,
        String code,
        String grantor,
        String unit,
        String recordId,
        int version,
        String purpose,
        String requester,
        String approver,
        Instant from,
        Instant until) {

    /** How ids begin, so that a ledger which keeps them beside those of assessments can tell them apart. */
    public static final String PREFIX = "exemption-";

    public boolean live(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
