package org.passerelle.core.explanation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * What codes in records are called in a language: details, the values of their closed lists, countries and their regions. A code that has no
 * word, as of a type that an installation has added, stands as it is written.
 */
public final class CodeWords {
    private static final String AREA = "area";
    /** Names of regions are proper names: one stands for every language that has none of its own. */
    private static final ResourceBundle REGIONS =
            ResourceBundle.getBundle(CodeWords.class.getPackageName() + ".regions", Locale.ROOT);

    private final Catalogue words;

    private CodeWords(Catalogue words) {
        this.words = words;
    }

    /** The words of a language. */
    public static CodeWords in(Language language) {
        return new CodeWords(Catalogue.beside(CodeWords.class, "codes", language));
    }

    /** What a detail is called. */
    public Optional<String> detail(String name) {
        return words.word("detail", name);
    }

    /** What a value is called; only members of a closed list have words, so that nothing that somebody wrote is ever taken for a code. */
    public Optional<String> value(String type, String detail, String value) {
        return words.word("value." + type + "." + detail, value);
    }

    /** What a country or one of its regions is called. */
    public Optional<String> area(String code) {
        return words.word(AREA, code)
                .or(() -> REGIONS.containsKey(code) ? Optional.of(REGIONS.getString(code)) : Optional.empty());
    }

    /** Every word by its key: {@code detail.NAME}, {@code value.TYPE.NAME.VALUE} or {@code area.CODE}. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        REGIONS.keySet().forEach(code -> all.put(AREA + "." + code, REGIONS.getString(code)));
        words.keys().forEach(key -> all.put(key, words.text(key)));
        return all;
    }
}
