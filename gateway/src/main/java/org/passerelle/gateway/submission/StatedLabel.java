package org.passerelle.gateway.submission;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;

/**
 * A label as a submitter states it; what it does not state, it inherits.
 *
 * @param pointer where it stands
 */
record StatedLabel(
        String pointer,
        Optional<Marking> marking,
        Optional<Tlp> tlp,
        Optional<Audience> purposes,
        Optional<Set<String>> compartments,
        Optional<Audience> releasableTo,
        Optional<Set<String>> notReleasableTo,
        Optional<Audience> eyesOnly,
        Optional<Audience> onward,
        Optional<Set<String>> flags,
        Optional<Instant> embargoUntil,
        Optional<Instant> retainUntil) {

    /** The marking's own words, kept, and the level that they round up to. */
    record Marking(String words, Level level) {}

    static StatedLabel nothing(String pointer) {
        return new StatedLabel(
                pointer,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** This label where it states something, else {@code general}. */
    StatedLabel over(StatedLabel general) {
        return new StatedLabel(
                pointer,
                marking.or(general::marking),
                tlp.or(general::tlp),
                purposes.or(general::purposes),
                compartments.or(general::compartments),
                releasableTo.or(general::releasableTo),
                notReleasableTo.or(general::notReleasableTo),
                eyesOnly.or(general::eyesOnly),
                onward.or(general::onward),
                flags.or(general::flags),
                embargoUntil.or(general::embargoUntil),
                retainUntil.or(general::retainUntil));
    }

    /** The label; empty while what is mandatory is missing. Absent sets are unrestricted. */
    Optional<Label> resolve(String originator, Instant markedAt) {
        if (marking.isEmpty() || tlp.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Label(
                marking.get().level(),
                tlp.get(),
                Set.of(originator),
                purposes.orElse(Audience.unrestricted()),
                compartments.orElse(Set.of()),
                releasableTo.orElse(Audience.unrestricted()),
                notReleasableTo.orElse(Set.of()),
                eyesOnly.orElse(Audience.unrestricted()),
                onward.orElse(Audience.unrestricted()),
                flags.orElse(Set.of()),
                embargoUntil,
                retainUntil,
                markedAt));
    }
}
