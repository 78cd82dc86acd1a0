package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/**
 * Projects a portion to its label class: what policy reads of many rows alike, so that thousands of classes stand for millions of
 * records. Row-level facts (identity, state, times, grants, named persons) are left out.
 */
public final class LabelClasses {

    /**
     * So many classes are told apart at most; portions that come later are decided one by one. Each class costs every table of the
     * compiled policy an entry, and whoever submits can invent labels.
     */
    public static final int MOST = 100_000;

    /** Of these, so many are of one releaser: nobody's labels use up the classes of all. */
    public static final int SHARE = 10_000;

    private LabelClasses() {}

    /** The class of a portion, as facts of a record with that one portion; equal for all portions of the class. */
    public static RecordFacts classFacts(RecordFacts record, PortionFacts portion) {
        PortionFacts kind = new PortionFacts(
                "", "", portion.label().map(LabelClasses::shared), portion.sourceType(), custody(portion));
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

    /** The clause of a receipt says where it came from, and decides nothing. */
    private static List<Receipt> custody(PortionFacts portion) {
        return portion.custody().stream()
                .map(receipt -> new Receipt(receipt.releaser(), receipt.holder(), "", receipt.type(), receipt.onward()))
                .toList();
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
                label.onward(),
                label.flags(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }
}
