package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** What is refused, or of which nobody hears, is said so that an officer can go on, in a real browser. */
@Live
class PortalRefusalTest {
    /** As when the line breaks in the middle of an answer, once. */
    private static final String BREAK_OFF = """
            () => {
              const whole = Response.prototype.text;
              Response.prototype.text = function () {
                Response.prototype.text = whole;
                return Promise.reject(new TypeError("broken off"));
              };
            }""";

    private final PortalBrowser browser;

    PortalRefusalTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void anOfficerGoesOnAfterFaultsAndLostAnswers() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        page.click("nav a[href='#/submit']");
        Locator send = page.locator(".send button.strong");
        fill(page);
        halves(page, send);
        String stored = lost(page, send);
        kept(page, send, stored);
        brokenOff(page);
        assertEquals(List.of(), browser.complaints());
    }

    private static void fill(Page page) {
        page.selectOption("[name=type]", "weapon");
        page.selectOption("[name=marking]", "UN UNCLASSIFIED");
        page.selectOption("[name=tlp]", "GREEN");
        page.check("[name=purposes][value=early-warning]");
        page.fill("[name=portionText] >> nth=0", "A weapon w" + UUID.randomUUID());
        page.fill("[name=portionText] >> nth=1", "A rifle was found in a car.");
        page.selectOption("[name=detail-category]", "rifle");
        page.fill("[name=detail-serial]", "PX-40771_K");
    }

    /** Half a grading is a fault of its field; half a position has none, and stands in the list. */
    private static void halves(Page page, Locator send) {
        page.selectOption("[name=reliability]", "B");
        page.fill("[name=longitude]", "-3.5");
        send.click();
        assertThat(page.locator("[name=reliability]")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator(".faults")).containsText("/geometry/coordinates");
        assertThat(page.locator(".problem")).isVisible();
        assertThat(send).isEnabled();
        page.selectOption("[name=credibility]", "2");
        page.fill("[name=latitude]", "16.5");
    }

    /** The record is stored, and the answer does not arrive. */
    private static String lost(Page page, Locator send) {
        AtomicReference<String> answered = new AtomicReference<>("");
        page.route("**/api/v1/records", route -> {
            APIResponse answer = route.fetch();
            answered.set(answer.text());
            route.abort();
        });
        send.click();
        assertThat(page.locator(".problem")).containsText("nobody knows whether it was done");
        assertThat(page.locator(".problem")).not().containsText("Refused");
        assertThat(send).isEnabled();
        page.unroute("**/api/v1/records");
        return answered.get().replaceFirst("(?s).*?\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    /** Neither draft nor key is lost with the language: what is sent again is the same record. */
    private void kept(Page page, Locator send, String stored) {
        for (String language : List.of("fr", "en")) {
            page.click(".languages button[lang=" + language + "]");
            assertThat(page.locator("html")).hasAttribute("lang", language);
        }
        send.click();
        assertThat(page.locator("section.panel code").first()).hasText(stored);
        page.click("a.button.strong[href^='#/records/']");
        page.selectOption("#purpose", "early-warning");
        assertThat(page.locator("main dl.facts").first()).containsText("PX-40771_K");
        assertThat(page).hasTitle("weapon or ammunition " + stored.substring(0, 8) + " – Passerelle");
        assertEquals(List.of(), browser.faults(page));
    }

    private static void brokenOff(Page page) {
        page.evaluate(BREAK_OFF);
        page.click("nav a[href='#/agreements']");
        assertThat(page.locator(".problem")).containsText("Not available at the moment");
        page.locator(".problem button").click();
        assertThat(page.locator("article.card").first()).isVisible();
    }

    @Test
    void wordsSearchedForStayOutOfTheAddress() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.analyst");
        String title = "Sought w" + UUID.randomUUID().toString().replace("-", "");
        PortalJourneyTest.submit(page, title);
        page.click("nav a[href='#/search']");
        page.fill("#q", title.substring("Sought ".length()));
        page.click("form[role=search] button");
        assertThat(page.locator("table.list tbody tr")).hasCount(1);
        assertEquals(browser.address().resolve("/portal/#/search").toString(), page.url());
        page.click("table.list a");
        assertThat(page.locator("h1")).hasText(title);
        page.goBack();
        assertThat(page.locator("#q")).hasValue(title.substring("Sought ".length()));
        assertThat(page.locator("table.list tbody tr")).hasCount(1);
        page.reload();
        assertThat(page.locator("table.list tbody tr")).hasCount(1);
        page.click("nav a[href='#/search']");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whatIsRecalledLeavesTheInbox() throws CannotStart {
        Page page = browser.open(1280, 900);
        AtomicReference<String> events = new AtomicReference<>("""
                event: record
                id: first
                data: {"view": {"id": "r-1", "type": "alert", "language": "en", "releaser": "UNOWA", "portions": [
                data: {"field": "title", "text": "A rumour", "label": {"level": 1, "marking": "UN RESTRICTED", "tlp": "AMBER"}}],
                data: "label": {"level": 1, "marking": "UN RESTRICTED", "tlp": "AMBER"}}}

                event: notice
                id: second
                data: {"id": "n-1", "verb": "recalled", "record": "r-1", "disclosure": "d-1", "affected": [], "dueAt": "2015-01-20T09:00:00Z"}

                """);
        page.route("**/api/v1/feed/stream**", route -> told(route, events.getAndSet("")));
        browser.signIn(page, "minusma.analyst");
        assertThat(page.locator("li[data-key=n-1]")).containsText("recalled");
        assertThat(page.locator("li[data-key=r-1]")).hasCount(0);
        assertEquals(List.of(), browser.complaints());
    }

    private static void told(Route route, String events) {
        if (events.isEmpty()) {
            route.abort();
        } else {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody(events));
        }
    }
}
