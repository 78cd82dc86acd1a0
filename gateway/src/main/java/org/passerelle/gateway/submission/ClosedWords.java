package org.passerelle.gateway.submission;

import com.ibm.icu.text.SpoofChecker;
import java.util.Set;
import org.passerelle.gateway.submission.Fault.Code;

/**
 * A closed vocabulary. A word that only looks like one of it (other scripts, invisible characters; Unicode TR 39) is told apart from
 * one that is merely unknown, because somebody may have meant to deceive.
 */
public record ClosedWords(String kind, Set<String> known) {
    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder().build();

    public ClosedWords {
        known = Set.copyOf(known);
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
            faults.add(pointer, Code.UNKNOWN_WORD, "unknown " + kind + Fields.meant(word, known));
        }
        return false;
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
