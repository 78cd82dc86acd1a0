package org.passerelle.gateway.submission;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Label;

/**
 * What policy would read of a record that does not exist, as strictly as of one that does.
 *
 * @param label absent only beside faults
 */
public record Hypothesis(
        String type, Optional<Label> label, Set<String> areas, Set<String> policyTags, Optional<Instant> eventTime) {

    /** Reads type, label, place, tags and event time; {@code originator} is the party that would submit it. */
    public static Hypothesis read(Fields fields, Bundle bundle, String originator, Instant now) {
        if (!fields.has("record")) {
            fields.require("type");
            fields.require("label");
        }
        Optional<String> type = fields.word(
                "type",
                new ClosedWords("record type", bundle.vocabulary().recordTypes().keySet()));
        Optional<StatedLabel> stated = new LabelReader(bundle, originator, now).ofQuestion(fields);
        Optional<Label> label = stated.flatMap(one -> one.resolve(originator, now));
        label.ifPresent(resolved -> LabelReader.contradictions(stated.orElseThrow(), resolved, fields.faults()));
        Tags tags = new Tags(bundle.vocabulary());
        return new Hypothesis(
                type.orElse(""),
                label,
                new Places(bundle.vocabulary()).areas(fields).policyAreas(),
                tags.policyRelevant(tags.read(fields)),
                fields.time("eventTime"));
    }
}
