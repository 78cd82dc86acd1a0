package org.passerelle.core.record;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.label.Audience;

/**
 * What is done to a record before it leaves: the clauses under which its portions leave bind together, the most restrictive of each obligation.
 *
 * @param details names of the details that may leave
 * @param withheldTags predicates of the tags that may not
 */
record Transformation(Obligations obligations, Audience details, Set<String> withheldTags) {

    static Transformation of(Stream<PortionDecision> leaving) {
        Obligations obligations = Obligations.NONE;
        Audience details = Audience.unrestricted();
        Set<String> tags = new HashSet<>();
        for (PortionDecision decision : leaving.toList()) {
            obligations = obligations.join(decision.obligations());
            details = details.intersect(decision.details());
            tags.addAll(decision.withheldTags());
        }
        return new Transformation(obligations, details, Set.copyOf(tags));
    }

    Content.Head reduced(Content.Head whole) {
        Map<String, Object> kept = new HashMap<>(whole.details());
        kept.keySet().removeIf(name -> !details.admits(name));
        List<String> tags = whole.tags().stream().filter(this::leaves).toList();
        return new Content.Head(
                whole.type(),
                whole.language(),
                whole.eventTime(),
                whole.validUntil(),
                whole.country(),
                whole.admin1(),
                whole.geometry().flatMap(geometry -> Grid.coarsened(geometry, obligations.geometry())),
                whole.grading(),
                tags,
                kept);
    }

    private boolean leaves(String tag) {
        return !withheldTags.contains(Content.Head.predicate(tag));
    }
}
