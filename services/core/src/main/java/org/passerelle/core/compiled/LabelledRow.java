package org.passerelle.core.compiled;

import java.util.List;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** A record with one of its portions only. */
final class LabelledRow {

    private LabelledRow() {}

    static RecordFacts of(RecordFacts record, PortionFacts portion) {
        return new RecordFacts(
                record.recordId(),
                record.version(),
                record.type(),
                record.releaser(),
                record.submitter(),
                record.state(),
                record.createdAt(),
                record.eventTime(),
                record.validUntil(),
                record.areas(),
                record.tags(),
                List.of(portion),
                record.grants());
    }
}
