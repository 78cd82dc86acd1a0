package org.passerelle.screening.match;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.codec.language.DoubleMetaphone;

/** Single measures of likeness, to compare with. Each is given the names in small Latin letters, by ICU, from any script. */
public enum PlainMeasure {
    /** Jaro-Winkler over the sorted words. */
    JARO_WINKLER {
        @Override
        double score(List<String> one, List<String> other) {
            return JaroWinkler.of(String.join(" ", one), String.join(" ", other));
        }
    },

    /** Common trigrams of the words, as pg_trgm counts them. */
    TRIGRAM {
        @Override
        double score(List<String> one, List<String> other) {
            return common(trigrams(one), trigrams(other));
        }
    },

    /** Common Double Metaphone codes of the words. */
    PHONETIC {
        @Override
        double score(List<String> one, List<String> other) {
            return common(codes(one), codes(other));
        }
    };

    private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");
    private static final DoubleMetaphone METAPHONE = new DoubleMetaphone();

    abstract double score(List<String> one, List<String> other);

    /** From 0 to 1. */
    public double score(String one, String other) {
        return score(words(one), words(other));
    }

    private static List<String> words(String name) {
        return Arrays.stream(LATIN.transliterate(name)
                        .replaceAll("[^a-z0-9 \\-]", "")
                        .split("[ \\-]+", -1))
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    private static Set<String> trigrams(List<String> words) {
        Set<String> trigrams = new HashSet<>();
        for (String word : words) {
            String padded = "  " + word + " ";
            for (int at = 0; at + 3 <= padded.length(); at++) {
                trigrams.add(padded.substring(at, at + 3));
            }
        }
        return trigrams;
    }

    private static Set<String> codes(List<String> words) {
        Set<String> codes = new HashSet<>();
        for (String word : words) {
            String code = Objects.requireNonNullElse(METAPHONE.doubleMetaphone(word), "");
            codes.add(code.isEmpty() ? word : code);
        }
        return codes;
    }

    private static double common(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all.isEmpty() ? 0 : (double) (one.size() + other.size() - all.size()) / all.size();
    }
}
