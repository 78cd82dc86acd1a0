package org.passerelle.core.names;

/**
 * How alike two folded parts sound, from 0 to 1: one less the weighted edit distance over the length of the longer. Vowels and sounds that
 * writers mix up cost less than other consonants. Where one side comes from a script that leaves vowels out, a vowel that only the other
 * side has costs next to nothing.
 */
final class Likeness {
    /** Nobody asks how unlike two parts are below this. */
    static final float LEAST = 0.74f;

    private static final float CONSONANT = 1f;
    private static final float VOWEL = 0.45f;
    private static final float FIRST_VOWEL = 0.7f;
    private static final float MIXED_UP = 0.4f;
    private static final float BREATH = 0.4f;
    private static final float SWAPPED = 0.8f;
    private static final float UNWRITTEN = 0.06f;
    private static final int SHORT = 3;
    private static final int NEVER_MIXED_UP = 1 << ('l' & 31) | 1 << ('r' & 31);
    private static final int LETTERS = 128;
    private static final float[] EXCHANGE = exchange();

    private Likeness() {}

    private static float[] exchange() {
        float[] costs = new float[LETTERS * LETTERS];
        java.util.Arrays.fill(costs, CONSONANT);
        String vowels = "aiu";
        for (int i = 0; i < vowels.length(); i++) {
            for (int j = 0; j < vowels.length(); j++) {
                costs[vowels.charAt(i) * LETTERS + vowels.charAt(j)] = VOWEL;
            }
        }
        for (String pair : "bp dt gk gj jx sz sx ct cs qd qz fv mn bv hk gh jz".split(" ", -1)) {
            costs[pair.charAt(0) * LETTERS + pair.charAt(1)] = MIXED_UP;
            costs[pair.charAt(1) * LETTERS + pair.charAt(0)] = MIXED_UP;
        }
        return costs;
    }

    /** 0 where it is below {@link #LEAST}. */
    static float of(String one, String other, boolean consonantal) {
        if (one.equals(other)) {
            return 1f;
        }
        int longer = Math.max(one.length(), other.length());
        if (longer == 0 || Math.abs(one.length() - other.length()) > longer / 2 + 1) {
            return 0f;
        }
        float most = (1f - LEAST) * longer;
        if (!consonantal && atLeast(one, other) > most) {
            return 0f;
        }
        float distance = distance(one, other, consonantal, most);
        return distance > most ? 0f : 1f - distance / longer;
    }

    /**
     * What the distance is at least, found quickly: a letter that only one side has must go, or become one that only the other side has,
     * and no exchange costs less than 0.4.
     */
    private static float atLeast(String one, String other) {
        int odd = letters(one) ^ letters(other);
        float byLetters = MIXED_UP / 2 * Integer.bitCount(odd)
                + (CONSONANT - MIXED_UP) / 2 * Integer.bitCount(odd & NEVER_MIXED_UP);
        return Math.max(byLetters, BREATH * Math.abs(one.length() - other.length()));
    }

    private static int letters(String sounds) {
        int letters = 0;
        for (int at = 0; at < sounds.length(); at++) {
            letters |= 1 << (sounds.charAt(at) & 31);
        }
        return letters;
    }

    /** More than {@code most} as soon as it must be. */
    private static float distance(String one, String other, boolean consonantal, float most) {
        int width = other.length();
        boolean brief = one.length() <= SHORT || width <= SHORT;
        float[] alone = new float[width];
        float[] before = new float[width + 1];
        float[] above = new float[width + 1];
        float[] row = new float[width + 1];
        for (int j = 0; j < width; j++) {
            alone[j] = alone(other, j, consonantal);
            above[j + 1] = above[j] + alone[j];
        }
        float leastBefore = 0f;
        for (int i = 1; i <= one.length(); i++) {
            char left = one.charAt(i - 1);
            float missing = alone(one, i - 1, consonantal);
            row[0] = above[0] + missing;
            float least = row[0];
            for (int j = 1; j <= width; j++) {
                char right = other.charAt(j - 1);
                float best = above[j - 1] + (left == right ? 0f : exchange(left, right, brief || i == 1 || j == 1));
                best = Math.min(best, above[j] + missing);
                best = Math.min(best, row[j - 1] + alone[j - 1]);
                if (i > 1 && j > 1 && left == other.charAt(j - 2) && one.charAt(i - 2) == right) {
                    best = Math.min(best, before[j - 2] + SWAPPED);
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            // Two rows, since swapped letters reach back beyond one.
            if (least > most && leastBefore > most) {
                return least;
            }
            leastBefore = least;
            float[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[width];
    }

    private static float alone(String sounds, int at, boolean consonantal) {
        char sound = sounds.charAt(at);
        if (vowel(sound)) {
            return consonantal ? UNWRITTEN : sounds.length() <= SHORT ? FIRST_VOWEL : VOWEL;
        }
        return sound == 'h' ? BREATH : CONSONANT;
    }

    private static float exchange(char left, char right, boolean strict) {
        if (left >= LETTERS || right >= LETTERS) {
            return CONSONANT;
        }
        float cost = EXCHANGE[left * LETTERS + right];
        return strict && cost == VOWEL ? FIRST_VOWEL : cost;
    }

    private static boolean vowel(char sound) {
        return sound == 'a' || sound == 'i' || sound == 'u';
    }
}
