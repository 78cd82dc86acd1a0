package org.passerelle.core.reference;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;

/** The label of several portions, component by component (POLICY.md, "Label join"). */
public final class Joins {

    private Joins() {}

    /** The join of at least one label. */
    public static Label of(List<Label> labels) {
        Level level = Level.UNCLASSIFIED;
        Tlp tlp = Tlp.CLEAR;
        Set<String> originators = new HashSet<>();
        Audience purposes = Audience.unrestricted();
        Set<String> compartments = new HashSet<>();
        Audience releasableTo = Audience.unrestricted();
        Set<String> notReleasableTo = new HashSet<>();
        Audience eyesOnly = Audience.unrestricted();
        Audience onward = Audience.unrestricted();
        Set<String> flags = new HashSet<>();
        Optional<Instant> embargo = Optional.empty();
        Optional<Instant> retention = Optional.empty();
        Instant marked = Instant.MAX;
        for (Label label : labels) {
            level = label.level().number() > level.number() ? label.level() : level;
            tlp = label.tlp().compareTo(tlp) > 0 ? label.tlp() : tlp;
            originators.addAll(label.originators());
            purposes = Vetting.both(purposes, label.purposes());
            compartments.addAll(label.compartments());
            releasableTo = Vetting.both(releasableTo, label.releasableTo());
            notReleasableTo.addAll(label.notReleasableTo());
            eyesOnly = Vetting.both(eyesOnly, label.eyesOnly());
            onward = Vetting.both(onward, label.onward());
            flags.addAll(label.flags());
            if (embargo.isEmpty()
                    || (label.embargoUntil().isPresent()
                            && Case.reached(embargo, label.embargoUntil().get()))) {
                embargo = label.embargoUntil();
            }
            if (retention.isEmpty() || Case.reached(label.retainUntil(), retention.get())) {
                retention = label.retainUntil();
            }
            marked = Case.reached(label.markedAt(), marked) ? label.markedAt() : marked;
        }
        return new Label(
                level,
                tlp,
                originators,
                purposes,
                compartments,
                releasableTo,
                notReleasableTo,
                eyesOnly,
                onward,
                flags,
                embargo,
                retention,
                marked);
    }
}
