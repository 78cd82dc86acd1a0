package org.passerelle.core.agreement.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.explanation.Catalogue;
import org.passerelle.core.explanation.Language;

/** Every sentence stands in every language, with the same places. */
final class SentencesTest {
    private static final Pattern ARABIC = Pattern.compile("\\p{IsArabic}");
    private static final Pattern LEFT_TO_RIGHT = Pattern.compile("\\p{IsLatin}");

    private static Catalogue sentences(Language language) {
        return Wording.in(language).sentences();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysTheSameWithTheSamePlaces(Language language) {
        Catalogue english = sentences(Language.EN);
        Catalogue other = sentences(language);
        assertEquals(english.keys(), other.keys());
        for (String key : english.keys()) {
            assertEquals(Catalogue.places(english.text(key)), Catalogue.places(other.text(key)), key);
            assertFalse(other.text(key).isBlank(), key);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasAWordForEveryState(Language language) {
        for (AgreementState state : AgreementState.values()) {
            assertTrue(sentences(language).word("state", state.name()).isPresent(), state.name());
        }
    }

    @Test
    void arabicIsArabicAndIsolatesWhatIsNot() {
        Catalogue arabic = sentences(Language.AR);
        for (String key : arabic.keys()) {
            String bare = arabic.text(key).replaceAll("\u2066[^\u2066\u2069]*\u2069|\\{[a-z_]+}", "");
            assertTrue(ARABIC.matcher(bare).find() || key.equals("coded"), key);
            assertFalse(LEFT_TO_RIGHT.matcher(bare).find(), key);
        }
    }
}
