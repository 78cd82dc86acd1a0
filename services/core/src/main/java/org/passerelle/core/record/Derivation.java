package org.passerelle.core.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/** What a derived portion inherits from its sources; the submitter cannot choose it. */
public final class Derivation {

    private Derivation() {}

    /**
     * A portion that the submitter's party holds, whether cited or detected.
     *
     * @param recordType type of the record that contains it
     * @param releaser party that released that record
     * @param clause the clause under which the submitter's party holds it; empty without any
     * @param onward to whom that party may pass it on
     */
    public record Source(PortionFacts portion, String recordType, String releaser, String clause, Audience onward) {

        /** A portion held under a permit. */
        public Source(PortionFacts portion, String recordType, String releaser, PortionDecision permit) {
            this(portion, recordType, releaser, permit.clause().orElse(""), permit.onward());
        }
    }

    /** Label, source type and custody of the derived portion. */
    public record Inherited(Label label, String sourceType, List<Receipt> custody) {
        public Inherited {
            custody = List.copyOf(custody);
        }
    }

    /**
     * Joins the portion's own label with those of its sources, takes over their custody, and adds the receipt by which {@code holder},
     * the submitter's party, holds each foreign one; without sources the portion keeps its own label and type.
     *
     * @param bundle by which groups are judged as they were when each label was made
     * @param own the portion's label as submitted, the holder among its originators
     */
    public static Inherited inherit(Bundle bundle, Label own, String recordType, String holder, List<Source> sources) {
        List<Label> labels = Stream.concat(Stream.of(own), sources.stream().map(Derivation::label))
                .toList();
        Label joined = labels.stream().reduce(Label::join).orElseThrow();
        Label label = joined.barring(bundle.parties().keySet().stream()
                .filter(party ->
                        !party.equals(holder) && labels.stream().anyMatch(each -> leftOut(bundle, each, joined, party)))
                .collect(Collectors.toSet()));
        Set<Receipt> custody = new LinkedHashSet<>();
        for (Source source : sources) {
            // What comes home is own content again: nobody else has a say in it.
            if (label(source).originators().equals(Set.of(holder))) {
                continue;
            }
            custody.addAll(source.portion().custody());
            if (!source.releaser().equals(holder)) {
                custody.add(receipt(source, holder));
            }
        }
        return new Inherited(label, sourceType(recordType, sources), List.copyOf(custody));
    }

    /**
     * Whether a label leaves out a party that the join would not, as groups were when the label was made. The join is judged as groups
     * were at the earliest of these times, and cannot tell by which of its names a party was meant at another: whoever was not meant by
     * each that meant it first is left out.
     */
    private static boolean leftOut(Bundle bundle, Label label, Label joined, String party) {
        boolean barred = bundle.stand(label.notReleasableTo(), party, label.markedAt())
                && !bundle.stand(joined.notReleasableTo(), party, joined.markedAt());
        return barred
                || (label.releasableTo() instanceof Audience.Only
                        && joined.releasableTo() instanceof Audience.Only meant
                        && !meant.names().contains(party)
                        && meant.names().stream()
                                .anyMatch(name -> bundle.standsFor(name, party, joined.markedAt())
                                        && !bundle.standsFor(name, party, label.markedAt())));
    }

    private static Label label(Source source) {
        return source.portion()
                .label()
                .orElseThrow(() -> new IllegalArgumentException("a source without a label cannot be cited"));
    }

    private static Receipt receipt(Source source, String holder) {
        return new Receipt(source.releaser(), holder, source.clause(), source.recordType(), source.onward());
    }

    /** Sources of several types fit no single clause; then each receipt's own type decides, and this name covers none. */
    private static String sourceType(String recordType, List<Source> sources) {
        Set<String> types =
                sources.stream().map(source -> source.portion().sourceType()).collect(Collectors.toSet());
        return switch (types.size()) {
            case 0 -> recordType;
            case 1 -> types.iterator().next();
            default -> "mixed";
        };
    }
}
