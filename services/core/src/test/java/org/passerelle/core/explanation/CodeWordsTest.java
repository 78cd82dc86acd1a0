package org.passerelle.core.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes are called something in every language, and nothing that somebody wrote is taken for a code. */
final class CodeWordsTest {
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");

    @ParameterizedTest
    @EnumSource(Language.class)
    void haveWordsForTheSameInEveryLanguage(Language language) {
        CodeWords words = CodeWords.in(language);
        assertEquals(CodeWords.in(Language.EN).all().keySet(), words.all().keySet());
        words.all().forEach((key, word) -> assertFalse(word.isBlank(), key));
        assertEquals(words.area("ML-7").orElseThrow(), words.all().get("area.ML-7"));
    }

    @Test
    void arabicHasNoLatinLettersButThoseOfNamesAndThoseThatItIsolates() {
        CodeWords.in(Language.AR).all().forEach((key, word) -> {
            boolean name = key.startsWith("area.BF-");
            assertTrue(
                    name
                            || !LATIN.matcher(word.replaceAll("\u2066[^\u2066\u2069]*\u2069", ""))
                                    .find(),
                    key);
        });
    }

    @Test
    void aNameWithoutAnotherFormStandsAsItIs() {
        assertEquals(Optional.of("Tombouctou"), CodeWords.in(Language.FR).area("ML-6"));
        assertEquals(Optional.of("تمبكتو"), CodeWords.in(Language.AR).area("ML-6"));
        assertEquals(Optional.of("Cascades"), CodeWords.in(Language.AR).area("BF-02"));
        assertEquals(Optional.of("Tchad"), CodeWords.in(Language.FR).area("TD"));
    }

    @Test
    void aValueIsACodeInItsOwnFieldAlone() {
        CodeWords words = CodeWords.in(Language.FR);
        assertEquals(Optional.of("carburant"), words.value("seizure", "commodity", "fuel"));
        assertEquals(Optional.empty(), words.value("seizure", "concealment", "fuel"));
        assertEquals(Optional.empty(), words.value("movement", "cargo", "fuel"));
        assertEquals(Optional.empty(), words.detail("ofAnInstallation"));
        assertEquals(Optional.empty(), words.area("XX-1"));
    }
}
