package org.passerelle.core.record;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A text in few numbers, of which texts that say nearly the same share some: bands of minima over the text's pieces of {@value #PIECE}
 * letters (MinHash). Of texts that have half of their pieces in common 99 in a hundred share a band, of those with a tenth one in seven.
 */
public final class Sketch {
    static final int PIECE = 8;

    private static final int BANDS = 16;
    private static final int ROWS = 2;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Sketch() {}

    /** The bands of a text; none for one that is too short to be told from others ({@link Fingerprint#LEAST_LETTERS}). */
    public static List<Integer> of(String text) {
        Set<Long> pieces = pieces(text);
        return pieces.isEmpty()
                ? List.of()
                : IntStream.range(0, BANDS).mapToObj(band -> band(pieces, band)).toList();
    }

    /** Hashes of what the text consists of, overlapping; none for a short one. */
    static Set<Long> pieces(String text) {
        int[] letters = CanonicalText.of(text).codePoints().toArray();
        Set<Long> pieces = new HashSet<>();
        if (letters.length >= Fingerprint.LEAST_LETTERS) {
            for (int from = 0; from + PIECE <= letters.length; from++) {
                long hash = 0;
                for (int at = from; at < from + PIECE; at++) {
                    hash = mixed(hash + letters[at] + STEP);
                }
                pieces.add(hash);
            }
        }
        return pieces;
    }

    private static int band(Set<Long> pieces, int band) {
        long value = band;
        for (int row = 0; row < ROWS; row++) {
            long seed = mixed(STEP * (band * ROWS + row + 1));
            value = mixed(value + least(pieces, seed));
        }
        return (int) value;
    }

    private static long least(Set<Long> pieces, long seed) {
        long least = Long.MAX_VALUE;
        for (long piece : pieces) {
            least = Math.min(least, mixed(piece ^ seed));
        }
        return least;
    }

    // The finaliser of SplitMix64.
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
