package org.passerelle.core.agreement.text;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.core.explanation.Catalogue;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Words;
import org.passerelle.core.label.Level;

/** The sentences of one language, and words for what terms name. */
public record Wording(Language language, Catalogue sentences, Words words) {

    static Wording in(Language language) {
        return beside(Wording.class, language);
    }

    /** The sentences in the files {@code sentences-LANGUAGE.properties} beside a class. */
    public static Wording beside(Class<?> home, Language language) {
        return new Wording(language, Catalogue.beside(home, "sentences", language), Words.in(language));
    }

    /** A sentence with its places filled. */
    public String say(String key, Map<String, String> values) {
        return sentences.fill(key, values);
    }

    /** An identifier or code as it was given. */
    public String id(String given) {
        return words.id(visible(given));
    }

    /** Identifiers in their order. */
    public String ids(Collection<String> given) {
        return words.list(given.stream().sorted().map(this::id).toList());
    }

    /** Members of an open vocabulary: the word where there is one, and the code that is signed. */
    public String coded(String family, Collection<String> codes) {
        return words.list(
                codes.stream().sorted().map(code -> coded(family, code)).toList());
    }

    private String coded(String family, String code) {
        return coded(words.catalogue().word(family, code), code);
    }

    /** A code with its word before it, where it has one that says more. */
    public String coded(Optional<String> word, String code) {
        return word.filter(known -> !known.equals(code))
                .map(known -> say("coded", Map.of("word", known, "code", id(code))))
                .orElseGet(() -> id(code));
    }

    /** Members of a closed list, in its order. */
    String closed(String family, Collection<? extends Enum<?>> members) {
        return words.list(members.stream()
                .sorted()
                .map(member -> words.catalogue().text(family + "." + member.name()))
                .toList());
    }

    /** The word for a level. */
    public String level(Level level) {
        return words.catalogue().text("level." + level);
    }

    /** A title, which runs in the direction of its own language. */
    String title(String tag, String title) {
        boolean rightToLeft = tag.equals(Language.AR.tag());
        if (rightToLeft == language.rightToLeft()) {
            return visible(title);
        }
        return (rightToLeft ? Words.RIGHT_TO_LEFT : Words.LEFT_TO_RIGHT) + visible(title) + Words.END;
    }

    /** What somebody wrote, in the direction of its first letter that has one. */
    public String quoted(String text) {
        String written = visible(text);
        boolean rightToLeft = written.codePoints()
                .map(Character::getDirectionality)
                .filter(way -> way == Character.DIRECTIONALITY_LEFT_TO_RIGHT || rightToLeft(way))
                .mapToObj(Wording::rightToLeft)
                .findFirst()
                .orElse(language.rightToLeft());
        return rightToLeft == language.rightToLeft()
                ? written
                : (rightToLeft ? Words.RIGHT_TO_LEFT : Words.LEFT_TO_RIGHT) + written + Words.END;
    }

    private static boolean rightToLeft(int way) {
        return way == Character.DIRECTIONALITY_RIGHT_TO_LEFT || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** What would not show, or would turn what stands around it, shows as its code point. */
    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(point -> shows(point) ? Character.toString(point) : "[U+%04X]".formatted(point))
                .collect(Collectors.joining());
    }

    private static boolean shows(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
