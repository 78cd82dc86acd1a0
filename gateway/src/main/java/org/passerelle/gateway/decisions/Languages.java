package org.passerelle.gateway.decisions;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.explanation.Language;

/** The language that a caller prefers among those that are spoken here (RFC 9110, Accept-Language). */
public final class Languages {
    private Languages() {}

    /** English unless another is preferred; a header that makes no sense prefers nothing. */
    public static Language preferred(Optional<String> acceptLanguage) {
        return acceptLanguage.stream()
                .flatMap(header -> ranges(header).stream())
                .filter(range -> range.getWeight() > 0)
                .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight)
                        .reversed())
                .flatMap(range -> spoken(range).stream())
                .findFirst()
                .orElse(Language.EN);
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException senseless) {
            return List.of();
        }
    }

    private static Optional<Language> spoken(Locale.LanguageRange range) {
        return named(range.getRange().split("-", 2)[0]);
    }

    /** The language of a tag such as {@code fr}, where it is spoken here. */
    public static Optional<Language> named(String tag) {
        return Arrays.stream(Language.values())
                .filter(one -> tag.equals(one.tag()))
                .findFirst();
    }
}
