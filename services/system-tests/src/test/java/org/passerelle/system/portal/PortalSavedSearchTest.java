package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** An officer names a search, runs it later and deletes it, in a real browser. */
@Live
class PortalSavedSearchTest {
    private final PortalBrowser browser;

    PortalSavedSearchTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aSearchIsKeptRunAndDeleted() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        PortalJourneyTest.submit(page, "Kept " + word);
        page.click("nav a[href='#/search']");
        page.fill("#q", word);
        Locator kept = page.locator("details.step", new Page.LocatorOptions().setHasText("Saved searches"));
        kept.locator("> summary").click();
        kept.locator("[name=name]").fill("What we kept");
        kept.locator("form button").click();
        Locator entry = kept.locator("li", new Locator.LocatorOptions().setHasText("What we kept"));
        assertThat(entry).hasCount(1);

        page.fill("#q", "nothingsaysthis");
        page.click("form[role=search] button");
        assertThat(page.locator(".nothing")).isVisible();
        entry.locator("button.strong").click();
        assertThat(page.locator("table.list tbody tr")).hasCount(1);
        assertThat(page.locator("table.list tbody")).containsText(word);
        assertThat(page.locator("#q")).hasValue(word);
        for (String language : List.of("fr", "ar", "en")) {
            page.click(".languages button[lang=" + language + "]");
            assertThat(page.locator("html")).hasAttribute("lang", language);
            page.locator("details.step > summary").click();
            assertThat(page.locator(".saved-searches li")).hasCount(1);
            assertEquals(List.of(), browser.faults(page));
            page.setViewportSize(360, 740);
            assertEquals(0, PortalJourneyTest.sideways(page));
            page.setViewportSize(1280, 900);
        }
        entry.locator("button:not(.strong)").click();
        assertThat(kept.locator("li")).hasText("None yet.");
        assertEquals(List.of(), browser.complaints());
    }
}
