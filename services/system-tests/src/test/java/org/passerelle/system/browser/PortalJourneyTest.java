package org.passerelle.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.identity.OneTimeCode;
import org.passerelle.node.identity.PersonSecret;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** A liaison officer and an administrator at work in the portal, in a real browser, signed in by the real Keycloak. */
@Live
class PortalJourneyTest {
    private final LiveSystem system;

    PortalJourneyTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void officerReadsSearchesAndSubmits() throws CannotStart {
        String run = system.stage().run();
        try (Playwright playwright = playwright();
                Browser browser = browser(playwright)) {
            Page page = browser.newPage();
            signIn(page, "unowa.officer");
            assertThat(heading(page, "Inbox")).isVisible();
            assertAccessible(page);

            system.stage().submit("minusma-system", incident(run));
            assertThat(page.getByText("Journey incident " + run)).isVisible(patiently());

            switchLanguages(page);

            page.navigate(portal() + "#/search");
            page.locator("input[name=q]").fill("Journey incident " + run);
            page.locator("form.search button.strong").click();
            page.locator("tbody a").first().click();
            assertThat(page.getByText("Traders have left the weekly market.")).isVisible();
            assertThat(page.locator("#banner-top")).containsText("UN CONFIDENTIAL");
            assertAccessible(page);

            submit(page, "Portal report " + run);
        }
    }

    @Test
    void administratorSuspendsAndReinstates() throws CannotStart {
        try (Playwright playwright = playwright();
                Browser browser = browser(playwright)) {
            Page page = browser.newPage();
            signIn(page, "minusma.administrator");
            page.navigate(portal() + "#/agreements");
            Locator card = page.locator("[id='agreement-08-eucap-out']");
            assertThat(card.locator(".state")).hasAttribute("data-state", "ACTIVE");
            assertAccessible(page);
            change(card, "under review");
            assertThat(card.locator(".state")).hasAttribute("data-state", "SUSPENDED", attributePatiently());
            change(card, "review done");
            assertThat(card.locator(".state")).hasAttribute("data-state", "ACTIVE", attributePatiently());
        }
    }

    private void signIn(Page page, String person) throws CannotStart {
        PersonSecret secret = Secrets.of(system.home()).person(person);
        page.navigate(portal());
        page.locator("a[href='/portal/sign-in']").click();
        page.locator("#username").fill(person);
        page.locator("#password").fill(secret.password());
        page.locator("#kc-login").click();
        page.locator("input[name=otp]").fill(OneTimeCode.at(Instant.now(), secret.totpSecret()));
        page.locator("#kc-login").click();
        page.waitForURL(address -> address.contains("/portal/"));
    }

    private static void switchLanguages(Page page) {
        page.locator(".languages button[lang=ar]").click();
        assertThat(page.locator("html")).hasAttribute("dir", "rtl");
        page.locator(".languages button[lang=fr]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "fr");
        page.locator(".languages button[lang=en]").click();
        assertThat(page.locator("html")).hasAttribute("dir", "ltr");
    }

    private void submit(Page page, String title) {
        page.navigate(portal() + "#/submit");
        page.locator("select[name=marking]").first().selectOption("UN CONFIDENTIAL");
        page.locator("select[name=tlp]").first().selectOption("AMBER");
        page.locator("input[name=purposes][value=early-warning]").check();
        page.locator("textarea[name=portionText]").nth(0).fill(title);
        page.locator("textarea[name=portionText]").nth(1).fill("Written in the portal.");
        page.locator(".send button").click();
        assertThat(page.locator("main").getByRole(AriaRole.STATUS).first()).isVisible(patiently());
        assertThat(page.locator("main section.panel")).isVisible(patiently());
    }

    private static void change(Locator card, String reason) {
        Locator step = card.locator("details.step").last();
        step.locator("summary").click();
        step.locator("textarea[name=reason]").fill(reason);
        step.locator("button.strong").click();
    }

    private static Draft incident(String run) {
        return Draft.of("incident", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "early-warning"))
                .in("ML", "ML-7")
                .grading("B2")
                .portion("title", "Journey incident " + run)
                .portion("body", "Traders have left the weekly market.");
    }

    private String portal() {
        return system.gateways().getFirst() + "/portal/";
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    private static void assertAccessible(Page page) {
        List<String> violations = new AxeBuilder(page)
                .analyze().getViolations().stream().map(Rule::getId).toList();
        assertEquals(List.of(), violations);
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions patiently() {
        return new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions().setTimeout(20_000);
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions attributePatiently() {
        return new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions().setTimeout(20_000);
    }

    private static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private static Browser browser(Playwright playwright) {
        Path chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("chromium is missing; on Debian: apt install chromium"));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox")));
    }
}
