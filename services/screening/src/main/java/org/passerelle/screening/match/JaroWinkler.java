package org.passerelle.screening.match;

/** Jaro's similarity with Winkler's bonus for a common beginning of up to four letters. */
final class JaroWinkler {
    private static final int LONGEST_BEGINNING = 4;
    private static final double BONUS = 0.1;

    private JaroWinkler() {}

    static double of(String one, String other) {
        int reach = Math.max(0, Math.max(one.length(), other.length()) / 2 - 1);
        boolean[] metOne = new boolean[one.length()];
        boolean[] metOther = new boolean[other.length()];
        int met = 0;
        for (int i = 0; i < one.length(); i++) {
            int last = Math.min(other.length() - 1, i + reach);
            for (int j = Math.max(0, i - reach); j <= last && !metOne[i]; j++) {
                if (!metOther[j] && one.charAt(i) == other.charAt(j)) {
                    metOne[i] = true;
                    metOther[j] = true;
                    met++;
                }
            }
        }
        if (met == 0) {
            return 0;
        }
        double jaro = ((double) met / one.length()
                        + (double) met / other.length()
                        + (met - turned(one, metOne, other, metOther) / 2.0) / met)
                / 3;
        return jaro + BONUS * beginning(one, other) * (1 - jaro);
    }

    /** Letters that met out of order. */
    private static int turned(String one, boolean[] metOne, String other, boolean[] metOther) {
        int turned = 0;
        int j = 0;
        for (int i = 0; i < one.length(); i++) {
            if (metOne[i]) {
                while (!metOther[j]) {
                    j++;
                }
                turned += one.charAt(i) == other.charAt(j) ? 0 : 1;
                j++;
            }
        }
        return turned;
    }

    private static int beginning(String one, String other) {
        int most = Math.min(LONGEST_BEGINNING, Math.min(one.length(), other.length()));
        int common = 0;
        while (common < most && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }
}
