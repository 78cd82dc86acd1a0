package org.passerelle.core.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.passerelle.core.label.Dimension;
import org.passerelle.core.label.Label;

/**
 * What makes a record the tear-line of another: a summary at a lower level that its author writes of a record of their own party. It inherits
 * nothing from there, so it may say no more than its own label covers: the rules are those of a new record, not of a derived one.
 */
public final class TearLine {
    private TearLine() {}

    /** A portion as far as the rules read it. */
    public record Portion(Label label, Content content) {}

    /** Why a record is no tear-line of another. */
    public sealed interface Fault {

        /** The source has content of others: what comes of it is derived. */
        record Foreign() implements Fault {}

        /** @param beyond in what the label restricts more than that of the source; empty: the two are the same */
        record NotBelow(Set<Dimension> beyond) implements Fault {}

        /**
         * A portion says word for word what one of the source says, which is marked higher.
         *
         * @param portion index among those that were written
         */
        record Repeats(int portion) implements Fault {}
    }

    /**
     * Judges a tear-line, every fault of it.
     *
     * <p>A repeated portion must be marked at least as in the source. Repeated is one whose text, but for its form, is or contains that of the
     * source (where that has at least {@value Fingerprint#LEAST_LETTERS} letters and digits: fewer are found in many a text), and what has a
     * {@link Fingerprint} in common with it: a file, an exact observation, a detail in words.
     *
     * @param author the party of both
     * @param source what the author may read of the record; at least one portion
     * @param overall the join of all portions of the tear-line
     * @param written portions that are stored with it now
     */
    public static List<Fault> faults(String author, List<Portion> source, Label overall, List<Portion> written) {
        List<Fault> faults = new ArrayList<>();
        if (!source.stream().allMatch(portion -> portion.label().originators().equals(Set.of(author)))) {
            faults.add(new Fault.Foreign());
        }
        Label bound = source.stream().map(Portion::label).reduce(Label::join).orElseThrow();
        Set<Dimension> beyond = Dimension.beyond(overall, bound);
        if (!beyond.isEmpty() || Dimension.beyond(bound, overall).isEmpty()) {
            faults.add(new Fault.NotBelow(beyond));
        }
        for (int index = 0; index < written.size(); index++) {
            Portion portion = written.get(index);
            Words words = Words.of(portion.content());
            if (source.stream()
                    .anyMatch(original -> words.repeat(Words.of(original.content()))
                            && !Dimension.beyond(original.label(), portion.label())
                                    .isEmpty())) {
                faults.add(new Fault.Repeats(index));
            }
        }
        return List.copyOf(faults);
    }
}
