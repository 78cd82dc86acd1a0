package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** An officer asks for all that a search can ask for, counts what there is and narrows it, in a real browser. */
@Live
class PortalSearchTest {
    /** What stands where a sentence is missing. */
    private static final Pattern KEY = Pattern.compile("\\b(?:search|column|level|area|view)\\.[a-z]");

    private final PortalBrowser browser;
    private final Stage stage;
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> counts = new ArrayList<>();

    PortalSearchTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
        this.stage = system.stage();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void levelReleaserGradingAndPlaceNarrowTogetherAndAreKept() throws CannotStart {
        submitOnePerFilter();
        Page page = search();
        assertThat(rows(page)).hasCount(5);
        page.press("form[role=search] summary", "Enter");
        narrows(page, "#localTag", "case:number=\"12\"", "Theirs");
        narrows(page, "#polygon", "POLYGON((-5 14, -4 14, -4 15, -5 15, -5 14))", "Elsewhere");
        page.selectOption("#level", "2");
        page.selectOption("#originator", "MINUSMA");
        page.selectOption("#grading", "C3");
        narrows(page, "#bbox", "-2, 15, 3, 20", "Meant");
        page.fill("#bbox", "-2, 15, 3, 20");
        keep(page, "Meant");
        assertThat(page.locator(".saved-searches button.strong")).hasText("Meant");

        page.fill("#bbox", "3, 15, -2, 20");
        page.press("#bbox", "Enter");
        isRefusedAtItsField(page);
        keep(page, "Never kept");
        assertThat(page.locator("details.step .faults")).containsText("is west, south, east, north in degrees");
        isRefusedAtItsField(page);
        assertThat(page.locator(".saved-searches li")).hasCount(1);

        page.reload();
        assertThat(page.locator("#bbox")).hasValue("3, 15, -2, 20");
        page.locator("details.step > summary").click();
        page.locator(".saved-searches button.strong").click();
        assertThat(rows(page)).hasCount(1);
        Map<String, String> kept =
                Map.of("level", "2", "originator", "MINUSMA", "grading", "C3", "bbox", "-2, 15, 3, 20", "q", word);
        kept.forEach((field, value) -> assertThat(page.locator("#" + field)).hasValue(value));
        assertThat(page.locator("form[role=search] details")).hasAttribute("open", "");
        page.locator(".saved-searches button:not(.strong)").click();
        assertThat(page.locator(".saved-searches li")).hasText("None yet.");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whatIsCountedWhenAskedForNarrowsTheSearchInThreeLanguages() throws CannotStart {
        submitOnePerFilter();
        Page page = search();
        assertThat(rows(page)).hasCount(5);
        assertEquals(List.of(), counts);
        count(page);
        assertThat(page.locator(".results")).containsText("Records that match: 5");
        assertEquals(1, counts.size());
        counted(page, "Type", "incident5");
        counted(page, "Level", "Confidential4", "Unclassified1");
        counted(page, "Country", "Mali4", "Niger1");
        counted(page, "Region", "Gao3", "Mopti1", "Tillabéri1");
        counted(page, "Tag", "event:type=\"ied\"4", "event:type=\"clash\"1");
        Locator graded = facet(page, "Grading, no worse than");
        assertThat(graded.nth(0)).containsText(Pattern.compile("^D4 .*5$"));
        assertThat(graded.nth(1)).containsText(Pattern.compile("^B2 .*4$"));

        facet(page, "Region").nth(0).locator("button").press("Enter");
        assertThat(page.locator("#area")).isFocused();
        assertThat(page.locator("#area")).hasValue("ML-7");
        assertThat(rows(page)).hasCount(3);
        assertThat(page.locator(".results dl")).hasCount(0);
        assertEquals(1, counts.size());
        speaks(page, "fr", "Fiches trouvées : 3", "Confidentiel", "incident", "généralement fiable");
        speaks(page, "ar", "السجلات المطابقة: 3", "سري", "حادث", "موثوق عادةً");
        speaks(page, "en", "Records that match: 3", "Confidential", "incident", "usually reliable");
        assertThat(facet(page, "Region")).hasCount(0);
        facet(page, "Tag").nth(1).locator("button").press("Enter");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("Unmarked " + word);
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whoeverReadsARecordOfOthersIsToldToWhomItMayBePassedOn() throws CannotStart {
        submit("unowa.officer", "Theirs", "UN CONFIDENTIAL", "B2", 2, 15.1, "NE", "NE-6");
        Page page = search();
        rows(page).locator("a").first().click();
        assertThat(page.locator("h1")).hasText("Theirs " + word);
        Locator undertaken = page.locator(".columns > section:nth-child(2) li");
        Map.of(
                        "fr",
                        "Transmission à entités des Nations Unies",
                        "ar",
                        "النقل إلى كيانات الأمم المتحدة",
                        "en",
                        "Onward to UN entities")
                .forEach((language, words) -> {
                    page.click(".languages button[lang=" + language + "]");
                    assertThat(undertaken).hasText(words);
                });
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void aPageThatIsNotAllSaysSo() throws CannotStart {
        for (int i = 0; i < 21; i++) {
            submit("minusma.officer", "Many", "UN UNCLASSIFIED", "B2", 0, 16, "ML", "ML-7");
        }
        Page page = search();
        assertThat(rows(page)).hasCount(20);
        assertThat(page.locator(".results-end")).containsText("Records shown: 20. There are more.");
        assertThat(page.locator("#announcement")).hasText("Records shown: 20. There are more.");
        count(page);
        assertThat(page.locator(".results")).containsText("Records that match: 21");
        page.locator(".results-end > button").click();
        assertThat(rows(page)).hasCount(21);
        assertThat(page.locator(".results-end")).containsText("Records shown: 21. There are no more.");
        page.press("form[role=search] summary", "Enter");
        page.selectOption("#order", "relevance");
        page.press("#q", "Enter");
        assertThat(page.locator(".results-end")).containsText("There are more.");
        page.fill("#q", "");
        page.press("#q", "Enter");
        assertThat(page.locator("#order")).hasAttribute("aria-invalid", "true");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void whoHasTooManySearchesUnderWayHasTheAnswerToTheLastAllTheSame() throws CannotStart {
        submit("minusma.officer", "Meant", "UN CONFIDENTIAL", "B2", 0, 16.3, "ML", "ML-7");
        Page page = search();
        AtomicInteger refusals = new AtomicInteger(1);
        AtomicInteger asked = new AtomicInteger();
        page.route("**/api/v1/records?**", route -> {
            asked.incrementAndGet();
            refuse(route, refusals.getAndDecrement() > 0);
        });
        page.press("#q", "Enter");
        page.waitForCondition(() -> asked.get() == 2);
        assertThat(page.locator(".results")).not().hasAttribute("aria-busy", "true");
        assertThat(page.locator(".problem")).hasCount(0);
        assertThat(rows(page)).containsText("Meant " + word);
        refusals.set(2);
        page.press("#q", "Enter");
        assertThat(page.locator(".problem")).containsText("Refused");
        assertEquals(4, asked.get());
        page.locator(".problem button").click();
        assertThat(rows(page)).hasCount(1);
        assertEquals(List.of(), browser.complaints());
    }

    private static void refuse(Route route, boolean refused) {
        if (refused) {
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(429)
                    .setHeaders(Map.of("Retry-After", "1", "Content-Type", "application/problem+json"))
                    .setBody("{\"status\":429}"));
        } else {
            route.resume();
        }
    }

    /** One that is meant, and one beside it in each respect. */
    private void submitOnePerFilter() {
        submit("minusma.officer", "Meant", "UN CONFIDENTIAL", "B2", 0, 16.3, "ML", "ML-7");
        submit("minusma.officer", "Unmarked", "UN UNCLASSIFIED", "B2", 0, 16.3, "ML", "ML-7");
        String theirs = submit("unowa.officer", "Theirs", "UN CONFIDENTIAL", "B2", 2, 15.1, "NE", "NE-6");
        String tag = "{\"add\":[\"case:number=\\\"12\\\"\"]}";
        assertEquals(
                200,
                stage.gateway()
                        .post("minusma.officer", "/records/" + theirs + "/tags", Map.of(), tag)
                        .status());
        submit("minusma.officer", "Doubtful", "UN CONFIDENTIAL", "D4", 0, 16.3, "ML", "ML-7");
        submit("minusma.officer", "Elsewhere", "UN CONFIDENTIAL", "B2", -4.2, 14.5, "ML", "ML-5");
    }

    private String submit(
            String account,
            String title,
            String marking,
            String grading,
            double longitude,
            double latitude,
            String country,
            String area) {
        Marking label = Marking.of(marking).tlp("AMBER").only("purposes", "early-warning");
        return stage.submit(
                account,
                Draft.of("incident", label)
                        .in(country, area)
                        .at(longitude, latitude)
                        .eventTime("2015-01-20T09:00:00Z")
                        .grading(grading)
                        .tag("event:type=\"" + (title.equals("Unmarked") ? "clash" : "ied") + "\"")
                        .portion("title", title + " " + word));
    }

    /** The search page, asked for all that was submitted here. */
    private Page search() throws CannotStart {
        Page page = browser.open(1280, 900);
        page.onRequest(request -> {
            if (request.url().contains("count=")) {
                counts.add(request.url());
            }
        });
        browser.signIn(page, "minusma.officer");
        page.click("nav a[href='#/search']");
        page.selectOption("#purpose", "early-warning");
        page.fill("#q", word);
        page.click("form[role=search] button");
        // What the page found when it opened may look the same: the answer is to this question.
        assertThat(page.locator(".results")).not().hasAttribute("aria-busy", "true");
        return page;
    }

    private static Locator rows(Page page) {
        return page.locator("table.list tbody tr");
    }

    private void narrows(Page page, String field, String value, String title) {
        page.fill(field, value);
        page.press(field, "Enter");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(title + " " + word);
        page.fill(field, "");
    }

    private static void keep(Page page, String name) {
        Locator kept = page.locator("details.step");
        if (kept.getAttribute("open") == null) {
            kept.locator("> summary").click();
        }
        kept.locator("[name=name]").fill(name);
        kept.locator("form button").click();
    }

    private static void isRefusedAtItsField(Page page) {
        assertThat(page.locator("#bbox")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#bbox ~ .fault")).containsText("is west, south, east, north in degrees");
        assertThat(page.locator(".faults button").first()).hasText("West, south, east, north");
        page.locator(".faults button").first().press("Enter");
        assertThat(page.locator("#bbox")).isFocused();
    }

    private static void count(Page page) {
        page.locator(".results > div:first-child > button").press("Enter");
    }

    private static Locator facet(Page page, String name) {
        return page.locator(
                        ".results dl > div",
                        new Page.LocatorOptions()
                                .setHas(page.locator("dt", new Page.LocatorOptions().setHasText(name))))
                .locator("li");
    }

    private static void counted(Page page, String name, String... values) {
        assertThat(facet(page, name)).hasText(values);
    }

    private void speaks(Page page, String language, String... said) {
        page.click(".languages button[lang=" + language + "]");
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(rows(page)).hasCount(3);
        assertThat(page.locator("form[role=search] details")).hasAttribute("open", "");
        count(page);
        for (String one : said) {
            assertThat(page.locator(".results > div").first()).containsText(one);
        }
        assertFalse(
                KEY.matcher(String.valueOf(page.locator("#main").textContent())).find());
        assertEquals(List.of(), browser.faults(page));
        page.setViewportSize(360, 740);
        assertEquals(0, PortalJourneyTest.sideways(page));
        page.setViewportSize(1280, 900);
    }
}
