package org.passerelle.core.names;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Runs of words in a text that may be a name: two or more words that begin with a capital, with particles between them. Only for scripts that have
 * capitals; a sentence's first word may come along, which costs the likeness little.
 */
public final class NamesInText {
    private static final int LONGEST = 8;
    private static final Pattern ENDS = Pattern.compile("(?<=[.,;:!?()\"«»“”\\n])|(?=[.,;:!?()\"«»“”\\n])");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private NamesInText() {}

    /** The runs, in order, each once. */
    public static Set<String> in(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String piece : ENDS.split(text, -1)) {
            List<String> run = new ArrayList<>();
            for (String word : SPACE.split(piece.strip(), -1)) {
                if (capital(word) || (!run.isEmpty() && particle(word))) {
                    run.add(word);
                } else {
                    end(run, names);
                }
            }
            end(run, names);
        }
        return names;
    }

    private static void end(List<String> run, Set<String> names) {
        while (!run.isEmpty() && !capital(run.getLast())) {
            run.removeLast();
        }
        long capitals = run.stream().filter(NamesInText::capital).count();
        if (capitals > 1 && run.size() <= LONGEST) {
            names.add(String.join(" ", run));
        }
        run.clear();
    }

    private static boolean capital(String word) {
        String bare = word.replaceFirst("^(?:[Aa]l|[Ee]l|[dDlL])[-'’]", "");
        return !bare.isEmpty() && Character.isUpperCase(bare.codePointAt(0));
    }

    private static boolean particle(String word) {
        String latin = Latin.of(word);
        return Vocabulary.DESCENT.contains(latin)
                // Not the assimilated ones: as, at and an are English words.
                || (Vocabulary.ARTICLE.contains(latin) && latin.endsWith("l"))
                || Vocabulary.FATHER.contains(latin)
                || Vocabulary.LINK.contains(latin)
                || Vocabulary.JOINED.contains(latin)
                || Vocabulary.SERVANT.contains(latin)
                || Vocabulary.FAITH.contains(latin);
    }
}
