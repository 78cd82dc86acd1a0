package org.passerelle.gateway.submission;

import com.ibm.icu.text.SpoofChecker;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.gateway.submission.Fault.Code;

/**
 * A closed vocabulary. A word that only looks like one of it (other scripts, invisible characters; Unicode TR 39) is told apart from
 * one that is merely unknown, because somebody may have meant to deceive.
 *
 * @param kind what each word is, for faults
 * @param listed whether a fault may tell all words that there are
 */
public record ClosedWords(String kind, Set<String> known, boolean listed) {
    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder().build();
    private static final int MOST_LISTED = 30;

    public ClosedWords {
        known = Set.copyOf(known);
    }

    /** One whose words are not told, but for the one that was meant. */
    public ClosedWords(String kind, Set<String> known) {
        this(kind, known, false);
    }

    /** One that everybody may read: a fault lists its words, where they are few. */
    public static ClosedWords listed(String kind, Set<String> known) {
        return new ClosedWords(kind, known, true);
    }

    /** Whether {@code word} is of the vocabulary; else adds the fault. */
    public boolean admits(String word, String pointer, Faults faults) {
        if (known.contains(word)) {
            return true;
        }
        String skeleton = skeleton(word);
        boolean plain = word.chars().allMatch(character -> character >= ' ' && character < 0x7f);
        if (!plain && known.stream().anyMatch(candidate -> skeleton(candidate).equals(skeleton))) {
            faults.add(
                    pointer,
                    Code.CONFUSABLE,
                    "only looks like a " + kind + ": it has look-alike or invisible characters");
        } else {
            faults.add(pointer, Code.UNKNOWN_WORD, "unknown " + kind + instead(word));
        }
        return false;
    }

    private String instead(String word) {
        String meant = Fields.meant(word, known);
        return meant.isEmpty() && listed && known.size() <= MOST_LISTED
                ? "; there are " + String.join(", ", new TreeSet<>(known))
                : meant;
    }

    private static String skeleton(String word) {
        StringBuilder visible = new StringBuilder();
        java.text.Normalizer.normalize(word, java.text.Normalizer.Form.NFKC)
                .codePoints()
                .filter(character -> !invisible(character))
                .forEach(visible::appendCodePoint);
        return SPOOFS.getSkeleton(visible.toString()).toUpperCase(java.util.Locale.ROOT);
    }

    private static boolean invisible(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT || type == Character.CONTROL || (type == Character.NON_SPACING_MARK);
    }
}
