package org.passerelle.core.impact;

import org.passerelle.core.record.RecordFacts;

/**
 * What changes for portions of a label class.
 *
 * @param labelClass facts of {@link org.passerelle.core.record.LabelClasses#classFacts}
 */
public record ClassChange(RecordFacts labelClass, Outcome before, Outcome after) {}
