package org.passerelle.core.names;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Writes a name in small Latin letters, letter by letter and without marks. Tables stand in {@code scripts.properties}: Arabic, Tifinagh,
 * Cyrillic, Greek, Georgian; Hangul is computed (Unicode §3.12). Letters of any other script stay as they are, and so meet only themselves.
 */
final class Latin {
    private static final Map<Character, String> TABLE = table();
    private static final String[] HANGUL_FIRST = "g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h".split(",", -1);
    private static final String[] HANGUL_MIDDLE =
            "a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i".split(",", -1);
    private static final String[] HANGUL_LAST =
            ",k,k,k,n,n,n,t,l,l,l,l,l,l,l,l,m,p,p,t,t,ng,t,t,k,t,p,t".split(",", -1);
    private static final int HANGUL_BASE = 0xAC00;
    private static final int HANGUL_END = 0xD7A3;

    private Latin() {}

    private static Map<Character, String> table() {
        ResourceBundle scripts = ResourceBundle.getBundle("org.passerelle.core.names.scripts", Locale.ROOT);
        Map<Character, String> table = new HashMap<>();
        scripts.keySet().forEach(letter -> table.put(letter.charAt(0), scripts.getString(letter)));
        return Map.copyOf(table);
    }

    /** Small Latin letters; what is neither letter nor digit is kept for the reader to judge. */
    static String of(String text) {
        StringBuilder latin = new StringBuilder(text.length());
        // Composed first: Arabic alef with hamza and the like are letters of the table.
        for (char letter : Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .toCharArray()) {
            append(latin, letter);
        }
        return latin.toString();
    }

    private static void append(StringBuilder latin, char letter) {
        if (letter < 128) {
            latin.append(letter);
            return;
        }
        String written = TABLE.get(letter);
        if (written != null) {
            latin.append(written);
        } else if (letter >= HANGUL_BASE && letter <= HANGUL_END) {
            int syllable = letter - HANGUL_BASE;
            latin.append(HANGUL_FIRST[syllable / (21 * 28)])
                    .append(HANGUL_MIDDLE[syllable / 28 % 21])
                    .append(HANGUL_LAST[syllable % 28]);
        } else if (Character.getType(letter) == Character.NON_SPACING_MARK
                || Character.getType(letter) == Character.FORMAT) {
            return;
        } else {
            String bare = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKD);
            if (bare.length() > 1 && bare.charAt(0) != letter) {
                append(latin, bare.charAt(0));
            } else {
                latin.append(letter);
            }
        }
    }

    /** Whether a letter belongs to a script that mostly leaves vowels out. */
    static boolean consonantal(char letter) {
        Character.UnicodeScript script = Character.UnicodeScript.of(letter);
        return script == Character.UnicodeScript.ARABIC
                || script == Character.UnicodeScript.HEBREW
                || script == Character.UnicodeScript.TIFINAGH;
    }
}
