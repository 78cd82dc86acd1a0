package org.passerelle.core.label;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * In what a label can restrict more than another. When a portion was marked is not among them: by itself it restricts nothing.
 */
public enum Dimension {
    LEVEL("level"),
    TLP("TLP"),
    ORIGINATORS("originators"),
    PURPOSES("purposes"),
    COMPARTMENTS("compartments"),
    RELEASABLE_TO("releasable to"),
    NOT_RELEASABLE_TO("not releasable to"),
    EYES_ONLY("eyes only"),
    ONWARD("onward"),
    FLAGS("flags"),
    EMBARGO("embargo"),
    RETENTION("retention");

    private final String words;

    Dimension(String words) {
        this.words = words;
    }

    /** As people write it. */
    public String words() {
        return words;
    }

    /**
     * In what {@code label} restricts more than {@code bound}: where their join (policy: "Join") is not the bound itself. Empty when the label is
     * at most the bound in the partial order of labels.
     */
    public static Set<Dimension> beyond(Label label, Label bound) {
        Label join = label.join(bound);
        EnumSet<Dimension> beyond = EnumSet.noneOf(Dimension.class);
        Arrays.stream(values())
                .filter(dimension -> !dimension.of(join).equals(dimension.of(bound)))
                .forEach(beyond::add);
        return Collections.unmodifiableSet(beyond);
    }

    private Object of(Label label) {
        return switch (this) {
            case LEVEL -> label.level();
            case TLP -> label.tlp();
            case ORIGINATORS -> label.originators();
            case PURPOSES -> label.purposes();
            case COMPARTMENTS -> label.compartments();
            case RELEASABLE_TO -> label.releasableTo();
            case NOT_RELEASABLE_TO -> label.notReleasableTo();
            case EYES_ONLY -> label.eyesOnly();
            case ONWARD -> label.onward();
            case FLAGS -> label.flags();
            case EMBARGO -> label.embargoUntil();
            case RETENTION -> label.retainUntil();
        };
    }
}
