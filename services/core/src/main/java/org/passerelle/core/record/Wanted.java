package org.passerelle.core.record;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody looks for in words, as {@code websearch_to_tsquery} reads it: alternatives, of words and phrases that are wanted and others that are not. Told
 * apart because a text is kept in the words of one language and asked for in those of each: what is wanted has to stand there as one of them says,
 * what is not as none of them.
 */
public record Wanted(List<Alternative> alternatives) {
    /** What PostgreSQL takes for a mark of HTML or XML: no word. */
    private static final Pattern MARK = Pattern.compile("<[^>]*>|&[^;\\s]*;");

    public Wanted {
        alternatives = List.copyOf(alternatives);
    }

    /**
     * @param wanted words and phrases, as they were written; empty for none
     * @param unwanted a word or phrase each
     */
    public record Alternative(String wanted, List<String> unwanted) {
        public Alternative {
            unwanted = List.copyOf(unwanted);
        }

        private boolean hasWords() {
            return MARK.matcher(wanted).replaceAll(" ").codePoints().anyMatch(Character::isLetterOrDigit);
        }
    }

    public static Wanted of(String text) {
        return new Reader(text).read();
    }

    /** Whether each alternative wants a word: what only is not wanted is missing nearly everywhere, and nowhere more than elsewhere. */
    public boolean ranks() {
        return alternatives.stream().allMatch(Alternative::hasWords);
    }

    private static final class Reader {
        private static final char NOT = '-';
        private static final char QUOTE = '"';
        private static final String OR = "or";

        private final String text;
        private final List<Alternative> alternatives = new ArrayList<>();
        private List<String> wanted = new ArrayList<>();
        private List<String> unwanted = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Wanted read() {
            while (skipped()) {
                boolean not = negated();
                if (!skipped()) {
                    break;
                }
                String term = term();
                boolean between =
                        !not && term.equalsIgnoreCase(OR) && !(wanted.isEmpty() && unwanted.isEmpty()) && skipped();
                if (between) {
                    end();
                } else {
                    (not ? unwanted : wanted).add(term);
                }
            }
            end();
            return new Wanted(alternatives);
        }

        private void end() {
            alternatives.add(new Alternative(String.join(" ", wanted), unwanted));
            wanted = new ArrayList<>();
            unwanted = new ArrayList<>();
        }

        /** Whether there is anything behind blanks. */
        private boolean skipped() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length();
        }

        private boolean negated() {
            boolean negated = false;
            while (skipped() && text.charAt(at) == NOT) {
                negated = !negated;
                at++;
            }
            return negated;
        }

        /** A phrase to its closing quote, or to the end where there is none; else a word. */
        private String term() {
            int begin = at;
            boolean phrase = text.charAt(at) == QUOTE;
            at++;
            while (at < text.length() && !ends(phrase, text.charAt(at))) {
                at++;
            }
            if (!phrase) {
                return text.substring(begin, at);
            }
            String said = text.substring(begin + 1, at);
            at = Math.min(at + 1, text.length());
            return QUOTE + said + QUOTE;
        }

        private static boolean ends(boolean phrase, char one) {
            return one == QUOTE || (!phrase && Character.isWhitespace(one));
        }
    }
}
