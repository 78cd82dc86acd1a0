package org.passerelle.system.portal;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.identity.OneTimeCode;
import org.passerelle.node.identity.PersonSecret;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.LiveSystem;

/**
 * Chromium as it is installed, one for all tests, and one context for each person; remembers what the pages complain about. Not
 * thread-safe: all tests run on one thread.
 */
final class PortalBrowser implements AutoCloseable {
    private static final List<Path> CHROMIUM = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final String SIGN_IN = "a[href='/portal/sign-in']";
    private static final int PATIENCE = 30_000;

    private static final int TURNS = 4;

    /** Keycloak's cookies of those who have signed in before, by account: only the first time takes a one-time code. */
    private static final Map<String, List<Cookie>> KNOWN = new ConcurrentHashMap<>();

    /** Its driver ends when this process does, and takes the browser along. */
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

    private static @Nullable Browser running;

    private final Browser browser = chromium();
    private final LiveSystem system;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    static {
        // A slow machine is no fault of a page.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    PortalBrowser(LiveSystem system) {
        this.system = system;
    }

    private static Browser chromium() {
        Browser browser = running;
        if (browser == null || !browser.isConnected()) {
            browser = launch();
            running = browser;
        }
        return browser;
    }

    private static Browser launch() {
        return PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM.stream()
                                .filter(Files::exists)
                                .findFirst()
                                .orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--no-first-run")));
    }

    /** A page of the portal in which nobody is signed in. */
    Page open(int width, int height) {
        Page page = page(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale("en-GB"));
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.navigate(address().resolve("/portal/").toString());
        return page;
    }

    /** A page with nothing in it, that is not the portal's. */
    Page blank() {
        return page(new Browser.NewContextOptions());
    }

    private Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        contexts.add(context);
        return context.newPage();
    }

    /** Signs a person in through Keycloak, which asks whom it does not know any more for password and one-time code. */
    void signIn(Page page, String account) throws CannotStart {
        page.context().addCookies(KNOWN.getOrDefault(account, List.of()));
        page.click(SIGN_IN);
        shown(page, "#username, #otp, .account");
        if (page.querySelector("#username") != null) {
            prove(page, account);
        } else if (page.querySelector("#otp") != null) {
            secondFactor(page, Secrets.of(system.home()).person(account));
        }
        KNOWN.put(
                account,
                page.context().cookies().stream()
                        .filter(cookie -> cookie.name.startsWith("KEYCLOAK_"))
                        .toList());
    }

    /** Signs a person in by password and one-time code, whoever signed in before. */
    void signInAnew(Page page, String account) throws CannotStart {
        page.click(SIGN_IN);
        prove(page, account);
    }

    /** Shows Keycloak's pages, which ask for them, the password and one-time code of a person. */
    void prove(Page page, String account) throws CannotStart {
        PersonSecret secret = Secrets.of(system.home()).person(account);
        page.fill("#username", account);
        page.fill("#password", secret.password());
        page.click("#kc-login");
        secondFactor(page, secret);
    }

    private static void secondFactor(Page page, PersonSecret secret) {
        // A code is good for one use, and other tests may have used those of now: then the next ones are waited for.
        Set<Instant> tried = new HashSet<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (int shift : List.of(0, 30, -30)) {
                Instant at = Instant.now().plusSeconds(shift);
                if (tried.add(OneTimeCode.end(at)) && accepted(page, OneTimeCode.at(at, secret.totpSecret()))) {
                    return;
                }
            }
            Waiting.until(() -> !tried.contains(OneTimeCode.end(Instant.now().plusSeconds(30))), Duration.ofMinutes(1));
        }
        throw new IllegalStateException("keycloak accepts no one-time code any more");
    }

    private static boolean accepted(Page page, String code) {
        page.fill("#otp", code);
        page.click("#kc-login");
        shown(page, "#otp, .account");
        return page.querySelector("#otp") == null;
    }

    private static void shown(Page page, String either) {
        page.waitForSelector(either, new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /** Serious faults that axe finds in the page as it stands. */
    List<String> faults(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(String.valueOf(rule.getImpact())))
                        .map(Rule::toString)
                        .toList();
    }

    /** What scripts threw and what the content security policy refused. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    URI address() {
        return system.gateways().getFirst();
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }
}
