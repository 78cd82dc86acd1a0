package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** Whoever has gone leaves nothing on the screen of whoever comes next, in a real browser. */
@Live
class PortalSignOutTest {
    private static final String SIGN_IN = "a[href='/portal/sign-in']";

    private final PortalBrowser browser;
    private final GatewayClient gateway;

    PortalSignOutTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
        this.gateway = system.client();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static void signOut(Page page) {
        page.click(".account summary");
        page.click(".account-body button");
    }

    @Test
    void signingOutClearsTheOtherTabsAndWhatLiesBehind() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signInAnew(page, "minusma.officer");
        String title = "Left w" + UUID.randomUUID().toString().replace("-", "");
        PortalJourneyTest.submit(page, title);
        assertThat(page.locator("h1")).hasText(title);
        Page other = page.context().newPage();
        other.navigate(page.url());
        assertThat(other.locator("header")).containsText("MINUSMA");
        other.selectOption("#purpose", "early-warning");
        assertThat(other.locator("h1")).hasText(title);

        page.route("**/portal/sign-out", Route::abort);
        signOut(page);
        assertThat(page.locator(".account-body .warning")).containsText("still signed in");
        assertThat(page.locator("h1")).hasText(title);
        page.unroute("**/portal/sign-out");
        page.click(".account-body button");

        assertThat(page.locator(SIGN_IN)).isVisible();
        assertThat(other.locator(SIGN_IN)).isVisible();
        assertThat(other.locator("main")).not().containsText(title);
        for (Page left : List.of(page, other)) {
            assertEquals(0, left.evaluate("() => sessionStorage.length"));
        }
        page.goBack();
        assertThat(page.locator(SIGN_IN)).isVisible();
        assertThat(page.locator("main")).not().containsText(title);
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whoeverSignsInInAnotherTabTakesOverTheFirst() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signInAnew(page, "minusma.approver");
        page.click("nav a[href='#/agreements']");
        Page other = page.context().newPage();
        page.context().clearCookies();
        other.navigate(browser.address().resolve("/portal/").toString());
        browser.signInAnew(other, "minusma.auditor");
        assertThat(page.locator(".account-body code").first()).hasText("minusma.auditor");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whoeverComesNextIsAskedWhenTheGatewayKnewNoSession() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signInAnew(page, "minusma.signatory");
        // The inbox asks on its own, and would find out before anybody signs out.
        page.click("nav a[href='#/search']");
        assertThat(page.locator("form.search")).isVisible();
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("passerelle_session"));
        signOut(page);
        page.click(SIGN_IN);
        assertThat(page.locator("#password")).isVisible();
        page.click("#reset-login");
        browser.prove(page, "minusma.approver");
        assertThat(page.locator(".account-body code").first()).hasText("minusma.approver");
    }

    @Test
    void whatWasTypedStaysAloneWhenTheSessionEnds() throws CannotStart {
        String what = "What was said w" + UUID.randomUUID().toString().replace("-", "");
        Page page = browser.open(1280, 900);
        browser.signInAnew(page, "minusma.focal-point");
        page.evaluate("id => { location.hash = `#/allegations/${id}`; }", allegation(what));
        Locator statement = page.locator("article.card", new Page.LocatorOptions().setHasText(what));
        assertThat(statement.last()).isVisible();
        assertThat(page.locator("#banner-top")).containsText("UN CONFIDENTIAL // SOURCE");
        assertThat(page.locator(".badge").first()).hasText("UN UNCLASSIFIED");
        assertEquals(List.of(), browser.faults(page));

        Locator form = page.locator("form[data-keep]");
        page.locator("details.step.card > summary").click();
        form.locator("[name=reliability]").selectOption("B");
        form.locator("[name=summaryText]").fill("A second witness");
        form.locator("button.strong").click();
        assertThat(form.locator("[name=reliability]")).hasAttribute("aria-invalid", "true");
        assertThat(form.locator(".faults")).isVisible();
        assertThat(form.locator("button.strong")).isEnabled();

        page.context().clearCookies();
        form.locator("button.strong").click();
        assertThat(page.locator("main > h1")).hasText("The session has ended");
        assertThat(form.locator("[name=summaryText]")).hasValue("A second witness");
        assertThat(page.locator("main")).not().containsText(what);
        assertThat(page.locator("#banner-top")).containsText("Nothing marked");
        page.reload();
        assertThat(page.locator(SIGN_IN)).isVisible();
        assertEquals(List.of(), browser.complaints());
    }

    /** An allegation against somebody whom nothing else is about. */
    private String allegation(String what) {
        Answer answer = gateway.post("minusma.focal-point", "/allegations", """
                {"commander": "Colonel Wade Harrowgate", "allegedAt": "2015-01-20T09:00:00Z", "grading": "E5", "category": "torture",
                 "summary": {"text": "%s", "marking": "UN UNCLASSIFIED"},
                 "source": {"text": "The cook.", "marking": "UN CONFIDENTIAL", "compartments": ["SOURCE"]}}""".formatted(what));
        assertEquals(201, answer.status(), answer::text);
        return answer.json().path("id").asText();
    }
}
