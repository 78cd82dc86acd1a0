package org.passerelle.core.record;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.label.Audience;

/**
 * What is done to a record before it leaves: the clauses involved bind together, the most restrictive of each obligation.
 *
 * @param details names of the details that may leave
 * @param withheldTags predicates of the tags that may not
 */
record Transformation(Obligations obligations, Audience details, Set<String> withheldTags) {

    static Transformation of(Stream<PortionDecision> permitted) {
        Obligations obligations = Obligations.NONE;
        Audience details = Audience.unrestricted();
        Set<String> tags = new HashSet<>();
        for (PortionDecision decision : permitted.toList()) {
            obligations = obligations.join(decision.obligations());
            details = details.intersect(decision.details());
            tags.addAll(decision.withheldTags());
        }
        return new Transformation(obligations, details, Set.copyOf(tags));
    }

    boolean strips(PortionFacts portion, Content content) {
        return switch (content) {
            case Content.Head head -> false;
            case Content.Attachment file -> takesOut();
            case Content.Text text when portion.field().equals(PortionFacts.OBJECT) -> takesOut();
            case Content.Text text ->
                FieldGroup.ofText(portion.field())
                        .filter(obligations.strip()::contains)
                        .isPresent();
        };
    }

    /** Nothing can be taken out of a file or of somebody else's object: what would have to be makes it stay behind as a whole. */
    private boolean takesOut() {
        return !obligations.strip().isEmpty() || obligations.geometry() != GeometryTier.EXACT;
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
