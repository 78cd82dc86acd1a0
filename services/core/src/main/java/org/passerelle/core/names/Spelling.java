package org.passerelle.core.names;

/**
 * Folds spellings of one sound together: English {@code sh} and French {@code ch}, {@code ou}, {@code w} and {@code u}, {@code dj} and
 * {@code j}, {@code q}, {@code c} and {@code k}, {@code gh} and the {@code rh} of Tamasheq in French writing. The soft {@code di} of West
 * African French is {@code j}: Diallo is Jallow. What remains are three vowels and the consonants, none doubled; {@code x} stands for
 * {@code sh}, {@code c} for {@code th}, {@code q} for {@code dh}.
 */
final class Spelling {
    // Longest first; the first that fits is taken. What stands after "+" must follow, but is not consumed.
    private static final String[][] RULES = {
        {"tch", "x"},
        {"tsh", "x"},
        {"sch", "x"},
        {"aou", "au"},
        {"sh", "x"},
        {"ch", "x"},
        {"kh", "h"},
        {"gh", "g"},
        {"rh+V", "g"},
        {"rh", "r"},
        {"dia", "ja"},
        {"dio", "ju"},
        {"dj", "j"},
        {"dg+I", "j"},
        {"dh", "q"},
        {"th", "c"},
        {"ph", "f"},
        {"zh", "j"},
        {"ck", "k"},
        {"qu", "k"},
        {"gu+I", "g"},
        {"tz", "z"},
        {"ou", "u"},
        {"oo", "u"},
        {"ee", "i"},
        {"ai", "ai"},
        {"ay", "ai"},
        {"ei", "ai"},
        {"ey", "ai"},
        {"ao", "au"},
        {"aw", "au"},
        {"au", "au"},
        {"ow", "u"},
        {"c+I", "s"},
        {"c", "k"},
        {"q", "k"},
        {"w", "u"},
        {"o", "u"},
        {"y", "i"},
        {"e", "i"},
        {"\u00e9", "i"},
        {"x", "ks"},
    };

    private Spelling() {}

    /** The sounds of a part in small Latin letters. */
    static String fold(String latin) {
        StringBuilder sounds = new StringBuilder(latin.length());
        int at = 0;
        int end = withoutMuteEnding(latin);
        while (at < end) {
            at += append(sounds, latin, at, end);
        }
        return sounds.toString();
    }

    private static int withoutMuteEnding(String latin) {
        int end = latin.length();
        if (end > 3 && latin.charAt(end - 1) == 'h' && latin.charAt(end - 2) == 'a') {
            return end - 1;
        }
        if (end > 3 && latin.charAt(end - 1) == 'e' && !vowel(latin.charAt(end - 2))) {
            return end - 1;
        }
        return end;
    }

    private static int append(StringBuilder sounds, String latin, int at, int end) {
        for (String[] rule : RULES) {
            String pattern = rule[0];
            int plus = pattern.indexOf('+');
            String written = plus < 0 ? pattern : pattern.substring(0, plus);
            int after = at + written.length();
            if (after <= end && latin.startsWith(written, at) && (plus < 0 || follows(latin, after, end, pattern))) {
                put(sounds, rule[1]);
                return written.length();
            }
        }
        put(sounds, latin.substring(at, at + 1));
        return 1;
    }

    private static boolean follows(String latin, int at, int end, String pattern) {
        if (at >= end) {
            return false;
        }
        char next = latin.charAt(at);
        return pattern.endsWith("I") ? "eiy\u00e9".indexOf(next) >= 0 : vowel(next);
    }

    private static void put(StringBuilder sounds, String sound) {
        for (int i = 0; i < sound.length(); i++) {
            if (sounds.isEmpty() || sounds.charAt(sounds.length() - 1) != sound.charAt(i)) {
                sounds.append(sound.charAt(i));
            }
        }
    }

    private static boolean vowel(char letter) {
        return "aeiouy\u00e9".indexOf(letter) >= 0;
    }

    /** The consonants of folded sounds, with those that writers mix up taken as one: the key by which candidates are found. */
    static String skeleton(String sounds) {
        StringBuilder bones = new StringBuilder(sounds.length());
        for (int i = 0; i < sounds.length(); i++) {
            char bone = bone(sounds.charAt(i));
            if (bone != 0 && (bones.isEmpty() || bones.charAt(bones.length() - 1) != bone)) {
                bones.append(bone);
            }
        }
        return bones.isEmpty() ? sounds : bones.toString();
    }

    private static char bone(char sound) {
        return switch (sound) {
            case 'a', 'i', 'u', 'h' -> 0;
            case 'b' -> 'p';
            case 'd', 'c', 'q' -> 't';
            case 'g', 'j' -> 'k';
            case 'z', 'x' -> 's';
            case 'v' -> 'f';
            case 'n' -> 'm';
            default -> sound;
        };
    }
}
