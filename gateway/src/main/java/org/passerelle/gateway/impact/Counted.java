package org.passerelle.gateway.impact;

import java.time.Instant;
import org.passerelle.core.impact.Comparison;

/**
 * What was counted.
 *
 * @param allRecords false: there are more kinds of records, or live rulings, than are looked at
 * @param since from when on disclosures were replayed
 * @param allTraffic false: there are more different disclosures than are replayed
 */
record Counted(Comparison comparison, boolean allRecords, Instant since, boolean allTraffic) {}
