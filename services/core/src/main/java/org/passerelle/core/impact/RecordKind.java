package org.passerelle.core.impact;

import java.util.List;
import org.passerelle.core.record.RecordFacts;

/**
 * Records that a comparison cannot tell apart: whatever is decided on one of them is decided on all.
 *
 * @param record one of them, with those of its portions that may be released
 * @param classes the label classes of its portions, in their order
 * @param records how many they are
 * @param examples ids of some of them
 */
public record RecordKind(RecordFacts record, List<Integer> classes, long records, List<String> examples) {
    public RecordKind {
        classes = List.copyOf(classes);
        examples = List.copyOf(examples);
    }
}
