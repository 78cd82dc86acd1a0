package org.passerelle.core.diligence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.passerelle.core.agreement.text.Drafting;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.Wording;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.label.Level;

/** The sentences of this package in one language, and words for what they name. */
record Phrases(Wording wording) {
    /** [D] What any focal point and approver may see, however they sign in. */
    private static final Level MARKING = Level.RESTRICTED;

    static Phrases in(Language language) {
        return new Phrases(Wording.beside(Phrases.class, language));
    }

    Language language() {
        return wording.language();
    }

    Drafting draft(int article) {
        return new Drafting(wording, article);
    }

    String marking() {
        return wording.level(MARKING);
    }

    String page() {
        return say("page", Map.of("page", LegalText.PAGE, "pages", LegalText.PAGES));
    }

    String text(String key) {
        return wording.sentences().text(key);
    }

    String say(String key, Map<String, String> values) {
        return wording.say(key, values);
    }

    String id(String given) {
        return wording.id(given);
    }

    String ids(Collection<String> given) {
        return wording.ids(given);
    }

    String coded(String family, Collection<String> codes) {
        return wording.coded(family, codes);
    }

    String list(List<String> words) {
        return wording.words().list(words);
    }

    String instant(Instant instant) {
        return wording.words().exactly(instant);
    }

    String number(long number) {
        return id(Long.toString(number));
    }

    /** The word of this package or of the policy for a member of a list; the member where neither has one. */
    String word(String family, String member) {
        return wording.sentences()
                .word(family, member)
                .or(() -> wording.words().catalogue().word(family, member))
                .orElseGet(() -> id(member));
    }

    String quoted(String text) {
        return wording.quoted(text);
    }
}
