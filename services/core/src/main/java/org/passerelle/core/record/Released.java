package org.passerelle.core.record;

import java.util.Optional;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/** A portion that its decision lets leave; its label and content are known to be there. */
record Released(PortionFacts portion, Label label, Content content, PortionDecision decision) {

    Obligations obligations() {
        return decision.obligations();
    }

    /** What binds a recipient: own members get their portions under no clause, and no terms. */
    Audience onward() {
        return decision.clause().isPresent() ? decision.onward() : Audience.unrestricted();
    }

    /** Nothing can be taken out of a file or of somebody else's object: what would have to be makes it stay behind as a whole. */
    boolean whole() {
        return content instanceof Content.Attachment || portion.field().equals(PortionFacts.OBJECT);
    }

    /** The group with which it is taken out; none for a head or title, which nothing takes out, and for what stays whole. */
    Optional<FieldGroup> group() {
        return content instanceof Content.Text && !whole() ? FieldGroup.ofText(portion.field()) : Optional.empty();
    }

    boolean strippedBy(Obligations bound) {
        return whole()
                ? bound.takesOut()
                : group().filter(bound.strip()::contains).isPresent();
    }
}
