package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** Codes are read in the reader's language, a preview shows what would leave, and a party keeps tags of its own, in a real browser. */
@Live
class PortalWordsTest {
    private static final String TAG = "case:number=\"12\"";

    private final PortalBrowser browser;

    PortalWordsTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aViolationIsWrittenPreviewedReadAndTaggedInWords() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        speaks(page, "fr");
        write(page);
        assertThat(page.locator("[name=detail-violation] option[value=obstruction]"))
                .hasText("entrave");
        assertThat(page.locator("label", new Page.LocatorOptions().setHas(page.locator("[value=ML-7]"))))
                .hasText("Gao");

        page.click("button.preview");
        Locator foreseen = page.locator("section.preview details.trace").first();
        foreseen.locator("> summary").click();
        for (String fact :
                List.of("violation du cessez-le-feu", "Mali · Gao", "entrave", "B2", "event:type=\"other\"")) {
            assertThat(foreseen).containsText(fact);
        }

        page.click(".send button.strong");
        page.click("a.button.strong[href^='#/records/']");
        page.selectOption("#purpose", "early-warning");
        Locator told = page.locator("article.record dl.facts").first();
        // English first, for it comes again at the end: only other words tell that a page has been written anew.
        Map<String, List<String>> said = new LinkedHashMap<>();
        said.put("en", List.of("Mali · Gao", "Violation", "obstruction"));
        said.put("fr", List.of("Mali · Gao", "Violation", "entrave"));
        said.put("ar", List.of("مالي · غاو", "الانتهاك", "عرقلة"));
        said.forEach((language, facts) -> {
            speaks(page, language);
            facts.forEach(fact -> assertThat(told).containsText(fact));
            page.setViewportSize(360, 740);
            assertEquals(0, PortalJourneyTest.sideways(page));
            assertEquals(List.of(), browser.faults(page));
            page.setViewportSize(1280, 900);
        });
        speaks(page, "en");
        assertThat(told).containsText("obstruction");
        tags(page);
        assertEquals(List.of(), browser.complaints());
    }

    private static void write(Page page) {
        page.click("nav a[href='#/submit']");
        page.selectOption("[name=type]", "ceasefire-violation");
        page.selectOption("[name=marking]", "UN UNCLASSIFIED");
        page.selectOption("[name=tlp]", "AMBER");
        page.check("[name=purposes][value=early-warning]");
        page.fill("[name=portionText] >> nth=0", "Blocked w" + UUID.randomUUID());
        page.fill("[name=portionText] >> nth=1", "A road was closed to patrols.");
        page.selectOption("[name=country]", "ML");
        page.check("[name=admin1][value=ML-7]");
        page.selectOption("[name=reliability]", "B");
        page.selectOption("[name=credibility]", "2");
        page.selectOption("[name=detail-violation]", "obstruction");
        page.fill("[name=tag]", "event:type=\"other\"");
    }

    /** By the keyboard alone. */
    private void tags(Page page) {
        Locator entry = page.locator("[name=localTag]");
        Locator tags = page.locator("section:has(> form [name=localTag]) .tags li");
        entry.fill("event:type=\"ied\"");
        entry.press("Enter");
        assertThat(entry).hasAttribute("aria-invalid", "true");
        entry.fill(TAG);
        entry.press("Enter");
        assertThat(tags).hasCount(1);
        assertThat(entry).isFocused();
        page.reload();
        assertThat(tags).containsText(TAG);
        assertEquals(List.of(), browser.faults(page));
        tags.locator("button").press("Enter");
        assertThat(tags).hasCount(0);
        assertThat(entry).isFocused();
    }

    private static void speaks(Page page, String language) {
        page.click(".languages button[lang=" + language + "]");
        assertThat(page.locator("html")).hasAttribute("lang", language);
    }
}
