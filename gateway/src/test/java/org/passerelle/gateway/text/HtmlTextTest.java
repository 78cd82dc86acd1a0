package org.passerelle.gateway.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.agreement.text.AgreementText;
import org.passerelle.core.agreement.text.Examples;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.world.With;

/** A shown text says all that it is given to say, as text. */
final class HtmlTextTest {

    private static LegalText text(Language language) {
        return AgreementText.of(Examples.full(), language);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysEveryProvisionInOrder(Language language) {
        LegalText text = text(language);
        String said = HtmlText.of(text)
                .html()
                .replaceAll("<style>[^<]*</style>|<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        int from = 0;
        for (LegalText.Article article : text.articles()) {
            for (LegalText.Provision provision : article.provisions()) {
                for (String words : new String[] {provision.number() + " " + provision.term(), provision.text()}) {
                    from = said.indexOf(Run.plain(words), from);
                    assertTrue(from >= 0, words);
                }
            }
        }
        assertEquals(2, said.split("\n" + text.marking() + "\n", -1).length - 1);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void runsInTheDirectionOfItsLanguage(Language language) {
        String html = HtmlText.of(text(language)).html();
        assertTrue(html.contains(
                "<html lang=\"" + language.tag() + "\" dir=\"" + (language == Language.AR ? "rtl" : "ltr") + "\">"));
        assertTrue(html.contains(
                language == Language.AR
                        ? "<bdi dir=\"ltr\">River and lake</bdi>"
                        : "<bdi dir=\"rtl\">النهر والبحيرة</bdi>"));
    }

    @Test
    void allowsItsOwnStyleAndNothingElse() throws Exception {
        HtmlText page = HtmlText.of(text(Language.FR));
        String style = page.html()
                .substring(page.html().indexOf("<style>") + 7, page.html().indexOf("</style>"));
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "default-src 'none'; style-src 'sha256-" + digest
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
                page.policy());
        assertFalse(page.html().contains("<script") || page.html().contains("style="));
    }

    @Test
    void markupInTermsIsText() {
        String html = HtmlText.of(AgreementText.of(
                        With.with(Examples.full(), "titles", Map.of("en", "</title><script>1</script>&")), Language.EN))
                .html();
        assertFalse(html.contains("<script"));
        assertTrue(html.contains("<h1>&lt;/title&gt;&lt;script&gt;1&lt;/script&gt;&amp;</h1>"), html);
    }
}
