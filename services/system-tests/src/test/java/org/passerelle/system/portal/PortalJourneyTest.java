package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** What an officer and an administrator do in a day, in three languages, in a real browser. */
@Live
class PortalJourneyTest {
    private final PortalBrowser browser;

    PortalJourneyTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void officerSubmitsSearchesAndReadsInThreeLanguages() throws CannotStart {
        Page page = browser.open(1280, 900);
        assertEquals(List.of(), browser.faults(page));
        browser.signInAnew(page, "minusma.officer");
        assertThat(page.locator(".account summary")).containsText("MINUSMA");
        speaks(page, "fr", "ltr");
        speaks(page, "ar", "rtl");
        speaks(page, "en", "ltr");

        String title = "Journey w" + UUID.randomUUID().toString().replace("-", "");
        submit(page, title);
        assertThat(page.locator(".portion")).hasCount(2);
        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator("#banner-top")).containsText("UN CONFIDENTIAL");
        assertEquals(List.of(), browser.faults(page));

        find(page, title);
        assertThat(page.locator("#banner-top")).containsText("UN CONFIDENTIAL");
        assertEquals(List.of(), browser.faults(page));
        page.setViewportSize(360, 740);
        assertEquals(0, sideways(page));
        page.click("table.list a");
        assertThat(page.locator("h1")).hasText(title);
        assertEquals(0, sideways(page));
        assertTrue(page.context().cookies().stream()
                .anyMatch(cookie -> cookie.name.equals("passerelle_session") && cookie.httpOnly));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void faultsStandAtTheirFields() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        page.click("nav a[href='#/submit']");
        page.fill("[name=portionText] >> nth=0", "A title");
        page.fill("[name=longitude]", "10");
        page.fill("[name=latitude]", "99");
        page.click(".send button");
        assertThat(page.locator(".problem")).isVisible();
        assertThat(page.locator("[name=marking]")).hasAttribute("aria-invalid", "true");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void administratorSuspendsAndReinstatesAnAgreement() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signInAnew(page, "minusma.administrator");
        page.click("nav a[href='#/agreements']");
        Locator agreement = page.locator("article.card", new Page.LocatorOptions().setHasText("08-eucap-out"));
        assertEquals(List.of(), browser.faults(page));
        changes(agreement, "Suspend", "Suspended");
        changes(agreement, "Reinstate", "Active");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whatSuspendingWouldCutOffIsSeenBeforeInThreeLanguages() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.analyst");
        String title = "Impact w" + UUID.randomUUID().toString().replace("-", "");
        submit(page, title);
        page.click("nav a[href='#/agreements']");
        for (String language : List.of("en", "fr", "ar")) {
            speaks(page, language, language.equals("ar") ? "rtl" : "ltr");
            Locator agreement = page.locator("#agreement-01-unowa");
            Locator impact = agreement.locator("details.step").nth(1);
            impact.locator("> summary").click();
            Locator row = impact.locator(".opened > .scroll tbody tr", new Locator.LocatorOptions().setHasText("UNOWA"))
                    .first();
            // All that the party released is counted, and other tests may have imported much.
            assertThat(row.locator("td[data-column=cutOff] strong"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(row.locator("td[data-column=disclosed]")).hasText("–");
            impact.locator(".trace > summary").first().click();
            assertThat(impact.locator(".trace a[href^='#/records/']").first()).isVisible();
            assertEquals(List.of(), browser.faults(page));
            page.setViewportSize(360, 740);
            assertEquals(0, sideways(page));
            page.setViewportSize(1280, 900);
        }
        speaks(page, "en", "ltr");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void theFocalPointSeesWhatIsDueAndTheOfficerThatSomethingIs() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.focal-point");
        page.click("nav a[href='#/tasks']");
        Locator renewal = page.locator("article.card", new Page.LocatorOptions().setHasText("has-mali-bn35"));
        // Dates are looked through every so often; a page may be told to come again after an outage.
        for (int look = 0; look < 100 && renewal.count() == 0; look++) {
            page.reload();
            assertThat(page.locator("article.card, .nothing, .problem").first()).isVisible();
        }
        assertThat(renewal.locator(".state").first()).hasText("overdue");
        assertThat(renewal.locator("h2").first()).hasText("renewal");
        assertEquals(List.of(), browser.faults(page));
        page.setViewportSize(360, 740);
        assertEquals(0, sideways(page));
        Page inbox = browser.open(1280, 900);
        browser.signIn(inbox, "minusma.analyst");
        inbox.click("nav a[href='#/inbox']");
        Locator reminder = inbox.locator("li.card", new Page.LocatorOptions().setHasText("human-rights focal point"));
        assertThat(reminder.first()).containsText("Something is due");
        assertThat(inbox.locator("ol.cards")).not().containsText("has-mali-bn35");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void readsTheTextOfAnAgreement() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        page.click("nav a[href='#/agreements']");
        Locator agreement = page.locator("article.card", new Page.LocatorOptions().setHasText("08-eucap-out"));
        Page text = page.waitForPopup(
                () -> agreement.locator("a[href*='form=html']").click());
        assertThat(text.locator("html")).hasAttribute("lang", "en");
        assertThat(text.locator("h2").first()).hasText("1. Identity and parties");
        // Its own policy lets no checker run; the same page without it is checked.
        Page copy = browser.open(1280, 900);
        copy.navigate("about:blank");
        copy.setContent(text.content());
        assertEquals(List.of(), browser.faults(copy));
        assertEquals(List.of(), browser.complaints());
        assertThat(agreement.locator("a[href*='form=pdf']")).hasText("Legal text as PDF");
    }

    @Test
    void signingOutEndsTheSession() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signInAnew(page, "minusma.auditor");
        page.click(".account summary");
        page.click(".account-body button");
        assertThat(page.locator("a[href='/portal/sign-in']")).isVisible();
        page.reload();
        assertThat(page.locator("a[href='/portal/sign-in']")).isVisible();
        page.click("a[href='/portal/sign-in']");
        assertThat(page.locator("#password")).isVisible();
    }

    private static void speaks(Page page, String language, String direction) {
        page.click(".languages button[lang=" + language + "]");
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("html")).hasAttribute("dir", direction);
        assertThat(page.locator("h1"))
                .hasText(Objects.requireNonNull(
                        page.locator("nav a[aria-current]").textContent()));
    }

    static void submit(Page page, String title) {
        page.click("nav a[href='#/submit']");
        page.selectOption("[name=marking]", "UN CONFIDENTIAL");
        page.selectOption("[name=tlp]", "AMBER");
        page.check("[name=purposes][value=early-warning]");
        page.fill("[name=portionText] >> nth=0", title);
        page.selectOption("[name=portionMarking] >> nth=0", "UN UNCLASSIFIED");
        page.fill("[name=portionText] >> nth=1", "Two vehicles were seen on the road.");
        page.selectOption("[name=country]", "ML");
        page.selectOption("[name=reliability]", "B");
        page.selectOption("[name=credibility]", "2");
        assertThat(page.locator("#banner-top")).containsText("UN CONFIDENTIAL");
        page.click(".send button");
        page.click("a.button.strong[href^='#/records/']");
        page.selectOption("#purpose", "early-warning");
    }

    private static void find(Page page, String title) {
        page.click("nav a[href='#/search']");
        page.fill("#q", title.substring("Journey ".length()));
        page.click("form[role=search] button");
        assertThat(page.locator("table.list tbody tr")).hasCount(1);
        assertThat(page.locator("table.list tbody")).containsText(title);
    }

    private static void changes(Locator agreement, String step, String state) {
        agreement
                .locator("summary", new Locator.LocatorOptions().setHasText(Pattern.compile("^" + step + "$")))
                .click();
        agreement.locator("textarea").fill("A test of the portal");
        agreement
                .locator("button", new Locator.LocatorOptions().setHasText(step))
                .click();
        assertThat(agreement.locator(".state")).hasText(state);
        assertThat(agreement.locator(".done")).isVisible();
    }

    /** By how much the page is wider than the screen. */
    static int sideways(Page page) {
        return (int) page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}
