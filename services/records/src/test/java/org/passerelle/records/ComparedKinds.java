package org.passerelle.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.impact.Comparison;
import org.passerelle.core.impact.Reach;
import org.passerelle.core.impact.RecordKind;
import org.passerelle.core.impact.Tally;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Grant;

/** Two policies compared over the stored records of a party, kind by kind and page by page, as the gateway does. */
record ComparedKinds(RecordsFixture records, StoredWorlds stored) {

    Map<Reach, Tally> tallies(Bundle before, Bundle after, String releaser, List<Reach> reaches, Instant at) {
        Comparison comparison = new Comparison(before, after, stored.catalogue(), releaser, reaches, at);
        Set<Integer> classes = comparison.classes();
        Optional<Long> next = Optional.of(0L);
        while (next.isPresent()) {
            Records.Kinds page = records.ask(
                    Records.KINDS,
                    new Records.KindsOf(
                            releaser,
                            classes,
                            comparison.distinctions(),
                            stored.grants().keySet(),
                            at,
                            next.get(),
                            500));
            page.kinds().forEach(kind -> comparison.add(kind, grants(kind)));
            next = page.next();
        }
        return comparison.tallies();
    }

    private Map<String, List<Grant>> grants(RecordKind kind) {
        Map<String, List<Grant>> byRecipient = new HashMap<>();
        stored.grants()
                .getOrDefault(kind.record().recordId(), List.of())
                .forEach(grant -> byRecipient
                        .computeIfAbsent(grant.recipient(), first -> new ArrayList<>())
                        .add(grant));
        return byRecipient;
    }
}
