package org.passerelle.gateway.records;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.View;
import org.passerelle.gateway.disclosure.Judgement;

/**
 * When a recipient's view came to look as it does: by versions that looked new, by the terms under which it leaves, and by the end of its validity.
 * Each is told by what the view shows, or by an agreement under which its reader has it (policy, "What the recipient can learn").
 */
final class ViewTimes {
    private ViewTimes() {}

    /** Oldest first: when it first looked like something, and when it changed; none when nothing is visible now. */
    static List<Instant> of(Bundle bundle, VisibleChanges.Seen seen) {
        List<Instant> versions = seen.changes().stream()
                .map(change -> change.record().versionAt())
                .toList();
        if (versions.isEmpty()) {
            return versions;
        }
        Judgement present = seen.versions().getLast();
        Predicate<Instant> later = versions.getFirst()::isBefore;
        Stream<Instant> others = present.view().stream()
                .flatMap(view -> Stream.concat(terms(bundle, present, view), ended(view).stream()))
                .filter(later);
        return Stream.concat(versions.stream(), others).sorted().toList();
    }

    /** When the agreements took effect under which something of the view leaves; of what is withheld none counts. */
    private static Stream<Instant> terms(Bundle bundle, Judgement present, View view) {
        Set<String> left = present.record().facts().portions().stream()
                .filter(portion -> view.left(portion).isPresent())
                .map(portion -> portion.id())
                .collect(Collectors.toUnmodifiableSet());
        Set<String> clauses = present.decision().portions().stream()
                .filter(decision -> left.contains(decision.portionId()))
                .map(PortionDecision::clause)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return bundle.agreements().stream()
                .filter(agreement -> clauses.stream()
                        .anyMatch(clause -> agreement.clause(clause).isPresent()))
                .map(Agreement::since);
    }

    private static Optional<Instant> ended(View view) {
        return view.stale() ? view.head().flatMap(Content.Head::validUntil) : Optional.empty();
    }
}
