package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/**
 * Projects a portion to its label class: what policy reads of many rows alike, so that thousands of classes stand for millions of
 * records. Row-level facts (identity, state, times, custody, grants, named persons) are left out.
 */
public final class LabelClasses {

    private LabelClasses() {}

    /** The class of a portion, as facts of a record with that one portion; equal for all portions of the class. */
    public static RecordFacts classFacts(RecordFacts record, PortionFacts portion) {
        PortionFacts kind =
                new PortionFacts("", "", portion.label().map(LabelClasses::shared), portion.sourceType(), List.of());
        return new RecordFacts(
                "",
                0,
                record.type(),
                record.releaser(),
                "",
                RecordState.ACTIVE,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                record.areas(),
                record.tags(),
                List.of(kind),
                List.of());
    }

    /** A key that two portions share exactly when their classes are equal; records intern by it. */
    public static String key(RecordFacts record, PortionFacts portion) {
        return ClassKey.of(classFacts(record, portion));
    }

    private static Label shared(Label label) {
        return new Label(
                label.level(),
                label.tlp(),
                label.originators(),
                label.purposes(),
                label.compartments(),
                label.releasableTo(),
                label.notReleasableTo(),
                label.eyesOnly() instanceof Audience.Only ? new Audience.Only(Set.of()) : label.eyesOnly(),
                Audience.unrestricted(),
                label.flags(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }
}
