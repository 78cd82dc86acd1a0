package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** An officer writes the tear-line of a record and finds each from the other, in a real browser. */
@Live
class PortalTearLineTest {
    private final PortalBrowser browser;

    PortalTearLineTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aTearLineIsWrittenAndLeadsToItsRecordAndBack() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        String title = "Torn w" + UUID.randomUUID().toString().replace("-", "");
        PortalJourneyTest.submit(page, title);
        assertThat(page.locator("h1")).hasText(title);
        String record = page.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");

        section(page).locator("a.button").click();
        assertThat(page.locator("[name=tearLineOf]")).hasValue(record);
        assertThat(page.locator("[name=country]")).hasValue("ML");
        assertThat(page.locator("[name=portionText] >> nth=0")).hasValue("");
        page.selectOption("[name=marking]", "UN CONFIDENTIAL");
        page.selectOption("[name=tlp]", "AMBER");
        page.check("[name=purposes][value=early-warning]");
        page.fill("[name=portionText] >> nth=0", "Traffic");
        page.fill("[name=portionText] >> nth=1", "There is traffic on the road at night.");
        page.click(".languages button[lang=fr]");
        assertThat(page.locator("h1")).hasText("Soumettre");
        page.click(".languages button[lang=en]");
        assertThat(page.locator("h1")).hasText("Submit");
        assertThat(page.locator("[name=portionText] >> nth=1")).hasValue("There is traffic on the road at night.");
        page.click(".send button");
        assertThat(page.locator("[name=tearLineOf]")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator(".faults")).containsText("not below it");
        page.selectOption("[name=marking]", "UN UNCLASSIFIED");
        page.click(".send button");
        page.click("a.button.strong[href^='#/records/']");
        page.selectOption("#purpose", "early-warning");

        Locator source = section(page).locator("dd a[href='#/records/" + record + "']");
        for (String language : List.of("fr", "ar", "en")) {
            page.click(".languages button[lang=" + language + "]");
            assertThat(page.locator("html")).hasAttribute("lang", language);
            page.setViewportSize(360, 740);
            assertEquals(0, PortalJourneyTest.sideways(page));
            assertEquals(List.of(), browser.faults(page));
            page.setViewportSize(1280, 900);
        }
        section(page);
        source.click();
        assertThat(page.locator("h1")).hasText(title);
        assertThat(section(page).locator("dd a")).hasCount(1);
        section(page).locator("dd a").click();
        assertThat(page.locator("h1")).hasText("Traffic");
        section(page);
        source.click();
        assertThat(page.locator("h1")).hasText(title);
        recall(page);
        assertThat(page.locator("article header [role=status]")).containsText("recalled");
        page.locator("article header [role=status] a").click();
        assertThat(page.locator("h1")).hasText("Traffic");
        assertThat(page.locator("article header [role=status]")).isEmpty();
        assertEquals(List.of(), browser.complaints());
    }

    private static void recall(Page page) {
        Locator step = page.locator("details.step", new Page.LocatorOptions().setHasText("Recall this record"));
        step.locator("> summary").click();
        step.locator("textarea").fill("It was a rumour.");
        step.locator("button.strong").click();
    }

    private static Locator section(Page page) {
        Locator section = page.locator(
                "details.step",
                new Page.LocatorOptions()
                        .setHas(page.locator(
                                "summary", new Page.LocatorOptions().setHasText(Pattern.compile("^Tear-lines$")))));
        if (section.getAttribute("open") == null) {
            section.locator("> summary").click();
        }
        return section;
    }
}
