package org.passerelle.core.label;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What restricts a portion. Level, TLP, originators and purposes are mandatory; absent sets are
 * {@link Audience.Unrestricted}.
 *
 * @param originators parties whose information this is; never empty, immutable through derivation
 * @param purposes purposes that the originator allows
 * @param releasableTo parties or groups; judged as they were at {@code markedAt} and as they are now
 * @param notReleasableTo parties or groups; either then or now suffices to refuse
 * @param eyesOnly persons; anything but Unrestricted makes the portion eyes-only, and TLP:RED needs it
 * @param onward to whom a recipient may pass it on; {@code Only(∅)} is originator-controlled
 * @param flags screening flags, e.g. {@code personal-data-risk} (HRDDP H6), {@code possible-mistreatment} (H10)
 */
public record Label(
        Level level,
        Tlp tlp,
        Set<String> originators,
        Audience purposes,
        Set<String> compartments,
        Audience releasableTo,
        Set<String> notReleasableTo,
        Audience eyesOnly,
        Audience onward,
        Set<String> flags,
        Optional<Instant> embargoUntil,
        Optional<Instant> retainUntil,
        Instant markedAt) {

    public Label {
        originators = sorted(originators);
        compartments = sorted(compartments);
        notReleasableTo = sorted(notReleasableTo);
        flags = sorted(flags);
        if (originators.isEmpty()) {
            throw new IllegalArgumentException("a label names at least one originator");
        }
    }

    /**
     * The least label that restricts at least as much as both (policy: "Join"), for groups as they are now, and as they were when the
     * earlier was made: what a group was when the later was made, only a bundle knows.
     */
    public Label join(Label other) {
        return new Label(
                level.max(other.level),
                tlp.max(other.tlp),
                union(originators, other.originators),
                purposes.intersect(other.purposes),
                union(compartments, other.compartments),
                releasableTo.intersect(other.releasableTo),
                union(notReleasableTo, other.notReleasableTo),
                eyesOnly.intersect(other.eyesOnly),
                onward.intersect(other.onward),
                union(flags, other.flags),
                latest(embargoUntil, other.embargoUntil),
                earliest(retainUntil, other.retainUntil),
                markedAt.isBefore(other.markedAt) ? markedAt : other.markedAt);
    }

    /** The same label, not releasable to these either. */
    public Label barring(Set<String> parties) {
        return new Label(
                level,
                tlp,
                originators,
                purposes,
                compartments,
                releasableTo,
                union(notReleasableTo, parties),
                eyesOnly,
                onward,
                flags,
                embargoUntil,
                retainUntil,
                markedAt);
    }

    /** The same label, retained until then at the latest. */
    public Label retainedUntil(Instant until) {
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
                embargoUntil,
                earliest(retainUntil, Optional.of(until)),
                markedAt);
    }

    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && one.get().isBefore(other.get()) ? other : one.or(() -> other);
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && other.get().isBefore(one.get()) ? other : one.or(() -> other);
    }
}
