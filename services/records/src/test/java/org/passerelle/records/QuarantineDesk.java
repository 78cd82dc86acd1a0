package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.message.Quarantines.QuarantineOutcome;
import org.passerelle.core.message.Quarantines.RuleOutcome;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.record.RecordState;

/** Where records of the mission are put into quarantine, and ruled. */
record QuarantineDesk(RecordsFixture records) {
    static final Set<String> REVIEWED = Set.of("MINUSMA");
    static final String FOCAL_POINT = "minusma.focal-point";
    static final String APPROVER = "minusma.approver";

    Case flag(String record) {
        return assertInstanceOf(
                        QuarantineOutcome.Quarantined.class,
                        records.ask(
                                Quarantines.QUARANTINE,
                                new Quarantines.Quarantine(record, "MINUSMA", FOCAL_POINT, "obtained in custody")))
                .opened();
    }

    RuleOutcome rule(Case one, Ruling ruling, String subject) {
        return records.ask(
                Quarantines.RULE,
                new Quarantines.Rule(one.id(), REVIEWED, "MINUSMA", subject, ruling, "the source was heard again"));
    }

    static Case ruled(RuleOutcome outcome) {
        return assertInstanceOf(RuleOutcome.Done.class, outcome).ruled();
    }

    List<Case> cases(String record) {
        return records.ask(Quarantines.LIST, new ListOf(REVIEWED, "MINUSMA")).cases().stream()
                .filter(one -> one.recordId().equals(record))
                .toList();
    }

    RecordState state(String record) {
        return records.found(record).facts().state();
    }

    List<String> events(String record) {
        List<String> kinds = new ArrayList<>();
        long after = 0;
        while (true) {
            List<Event> page = records.ask(Records.EVENTS, new Records.EventsAfter(after, 500))
                    .events();
            if (page.isEmpty()) {
                return kinds;
            }
            page.stream()
                    .filter(event -> event.recordId().equals(record))
                    .forEach(event -> kinds.add(event.kind() + " " + event.version()));
            after = page.getLast().sequence();
        }
    }
}
