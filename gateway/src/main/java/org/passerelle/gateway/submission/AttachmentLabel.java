package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Label;

/**
 * The label of what comes as bytes, in one line. It inherits nothing: a file says nothing of itself that a reader would see before opening
 * it.
 *
 * @param marking as it was stated
 */
public record AttachmentLabel(Label label, String marking) {

    /** Empty where there are faults; their pointer is the parameter {@code label}. */
    public static Optional<AttachmentLabel> read(String line, Bundle bundle, String party, Instant now, Faults faults) {
        Faults found = new Faults();
        Optional<StatedLabel> stated = Fields.of(
                        JsonNodeFactory.instance.objectNode().put("label", line), "", Set.of("label"), found)
                .flatMap(new LabelReader(bundle, party, now)::ofQuestion);
        Optional<Label> label = stated.flatMap(one -> one.resolve(party, now));
        label.ifPresent(resolved -> LabelReader.contradictions(stated.orElseThrow(), resolved, found));
        found.list().forEach(fault -> faults.add("label", fault.code(), fault.message()));
        return label.map(resolved -> new AttachmentLabel(
                resolved,
                stated.flatMap(StatedLabel::marking)
                        .map(StatedLabel.Marking::words)
                        .orElse("")));
    }
}
