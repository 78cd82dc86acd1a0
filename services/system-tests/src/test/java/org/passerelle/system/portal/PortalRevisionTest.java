package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/**
 * An officer corrects a record in a real browser: what limits it stays, is asked about where the view tells nothing of it, and is lifted on purpose
 * alone.
 */
@Live
class PortalRevisionTest {
    private static final String AUTHOR = "minusma-system";
    private static final String LEFT_OUT = "unowa-system";
    private static final String TEXT = "[name=portionText] >> nth=1";

    private final PortalBrowser browser;
    private final GatewayClient gateway;

    PortalRevisionTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
        this.gateway = system.client();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aCorrectionLosesNoRestrictionThatIsNotLiftedOnPurpose() throws CannotStart {
        ObjectNode record = record();
        String id = gateway.post(AUTHOR, "/records", record)
                .orFail("storing a record")
                .json()
                .path("id")
                .asText();
        attach(id, "first.txt");
        attach(id, "second.txt");
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");

        revise(page, id);
        filled(page);
        page.fill(TEXT, "Three vehicles were seen.");
        page.uncheck("[name=files] >> nth=0");
        inThreeLanguages(page);
        overtaken(page, id, record);
        refusedUntilRestored(page);
        assertTrue(gateway.get(LEFT_OUT, path(id)).absent());
        corrected(id, "Three vehicles were seen.");

        revise(page, id);
        page.fill(TEXT, "Four vehicles were seen.");
        lifted(page);
        Answer let = gateway.get(LEFT_OUT, path(id)).orFail("reading what was lifted");
        assertEquals(1, let.json().path("portions").size());
        corrected(id, "Five vehicles were seen.");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void anOfficerStatesWhatLimitsARecordAndItsPortions() throws CannotStart {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        page.click("nav a[href='#/submit']");
        page.selectOption("[name=marking]", "UN UNCLASSIFIED");
        page.selectOption("[name=tlp]", "GREEN");
        page.check("[name=purposes][value=early-warning]");
        page.fill("[name=portionText] >> nth=0", "A road");
        page.fill(TEXT, "The road is closed.");
        page.locator(".restrictions > summary").first().click();
        page.check("[name=notReleasableTo][value=UNOWA]");
        page.check("[name=only-onward]");
        page.check("[name=flags][value=personal-data-risk]");
        page.fill("[name=embargoUntil]", "2098-01-01T00:00");
        page.fill("[name=retainUntil]", "2097-01-01T00:00");
        page.fill("[name=eyesOnly]", "minusma.officer nobody.at-all");
        page.locator(".restrictions > summary").nth(2).click();
        page.check("[name=own-only-releasableTo] >> nth=1");
        page.check("[name=own-releasableTo][value=UNODC] >> nth=1");
        page.locator(".restrictions > summary").first().click();
        send(page).click();
        assertThat(page.locator("[name=eyesOnly]")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("[name=eyesOnly]")).isVisible();
        page.fill("[name=eyesOnly]", "minusma.officer");
        send(page).click();
        assertThat(page.locator("[name=embargoUntil]")).hasAttribute("aria-invalid", "true");
        page.fill("[name=retainUntil]", "2099-01-01T00:00");
        send(page).click();
        page.click("a.button.strong[href^='#/records/']");
        page.selectOption("#purpose", "early-warning");

        String id = page.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        page.locator("a.button[href*='revise=']").click();
        assertThat(page.locator("[name=own-releasableTo][value=UNODC] >> nth=1"))
                .isChecked();
        assertThat(page.locator("[name=retainUntil]")).hasValue("2099-01-01T00:00");
        send(page).click();
        for (String member : List.of("notReleasableTo", "onward", "flags", "embargoUntil", "eyesOnly")) {
            assertThat(page.locator(".submit > .restrictions [data-pointer='/" + member + "'] .fault"))
                    .not()
                    .isEmpty();
        }
        assertThat(page.locator(".faults li")).hasCount(5);
        assertTrue(gateway.get(AUTHOR, path(id)).absent());
        assertEquals(List.of(), browser.faults(page));
        assertEquals(List.of(), browser.complaints());
    }

    private static ObjectNode record() {
        return (ObjectNode) Json.tree("""
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:37Z","grading":"B2",
                 "geometry":{"type":"LineString","coordinates":[[-0.3,16.2],[-0.1,16.3]]},"tags":["event:type=\\"air-strike\\""],
                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"],"notReleasableTo":["UNOWA"],"retainUntil":"2199-01-01T00:00:00Z"},
                 "portions":[{"field":"title","text":"Seen on the road","label":{"marking":"UN UNCLASSIFIED"}},
                             {"field":"body","text":"Two vehicles were seen.","label":{"releasableTo":["OHCHR"]}}]}""");
    }

    private void attach(String id, String name) {
        gateway.post(
                        AUTHOR,
                        "/records/" + id + "/attachments?name=" + name
                                + "&label=UN+UNCLASSIFIED%2F%2FTLP%3AAMBER%2F%2FNOT+UNOWA%2F%2FPURPOSE+early-warning",
                        Map.of("Content-Type", "text/plain"),
                        "counted for " + name + "\n")
                .orFail("attaching a file");
    }

    private static String path(String id) {
        return "/records/" + id + "?purpose=early-warning";
    }

    private static void revise(Page page, String id) {
        page.evaluate("to => { location.hash = to; }", "#/records/" + id + "?purpose=early-warning");
        page.locator("a.button[href*='revise=" + id + "']").click();
        assertThat(page.locator("h1")).hasText("New version");
    }

    /** With all that the view tells. */
    private static void filled(Page page) {
        assertThat(page.locator("[name=marking]")).hasValue("UN CONFIDENTIAL");
        assertThat(page.locator("[name=portionMarking] >> nth=0")).hasValue("UN UNCLASSIFIED");
        assertThat(page.locator("[name=portionMarking] >> nth=1")).hasValue("");
        assertThat(page.locator(TEXT)).hasValue("Two vehicles were seen.");
        assertThat(page.locator("[name=own-releasableTo][value=OHCHR] >> nth=1"))
                .isChecked();
        assertThat(page.locator("[name=only-releasableTo]")).not().isChecked();
        assertThat(page.locator("[name=retainUntil]")).hasValue("2199-01-01T00:00");
        assertThat(page.locator("[name=eventTime]")).hasValue("2015-01-20T09:00:37");
        assertThat(page.locator("[name=shape]")).isChecked();
        assertThat(page.locator(".tags [data-tag]")).hasCount(1);
        assertThat(page.locator("[name=files]:checked")).hasCount(2);
    }

    private void inThreeLanguages(Page page) {
        for (String language : List.of("fr", "ar", "en")) {
            page.click(".languages button[lang=" + language + "]");
            assertThat(page.locator("html")).hasAttribute("lang", language);
            assertThat(page.locator(TEXT)).hasValue("Three vehicles were seen.");
            assertThat(page.locator("[name=files]:checked")).hasCount(1);
            assertEquals(List.of(), browser.faults(page));
            page.setViewportSize(360, 740);
            assertEquals(0, PortalJourneyTest.sideways(page));
            page.setViewportSize(1280, 900);
        }
    }

    /** Somebody else is faster; what was written stays, on top of theirs. */
    private void overtaken(Page page, String id, ObjectNode record) {
        String tag = gateway.get(AUTHOR, path(id)).header("ETag").orElseThrow();
        record.put("grading", "C3");
        gateway.put(AUTHOR, "/records/" + id, Map.of("If-Match", tag), record.toString())
                .orFail("a correction of somebody else");
        send(page).click();
        assertThat(page.locator(".problem")).isVisible();
        page.locator(".page-head a").click();
        assertThat(page.locator("article.record")).containsText("C3");
        page.locator("a.button[href*='revise=']").click();
        assertThat(page.locator(TEXT)).hasValue("Three vehicles were seen.");
        send(page).click();
        assertThat(page.locator(".problem")).isVisible();
        page.locator(".outcome button").last().click();
        assertThat(page.locator(".problem")).hasCount(0);
        assertThat(page.locator(TEXT)).hasValue("Three vehicles were seen.");
    }

    private void refusedUntilRestored(Page page) {
        send(page).click();
        refused(page);
        assertEquals(List.of(), browser.faults(page));
        page.check("[name=notReleasableTo][value=UNOWA]");
        send(page).click();
        assertThat(page.locator("h1")).hasText("Stored");
    }

    /** At its field, and by its name. */
    private static void refused(Page page) {
        Locator field = page.locator(".submit > .restrictions fieldset[data-pointer='/notReleasableTo']");
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).isVisible();
        assertThat(page.locator(".faults li")).hasCount(1);
        assertThat(page.locator(".faults")).containsText("no longer leaves out UNOWA");
        assertThat(page.locator(".faults")).not().containsText("lifting=");
    }

    /** What was changed since the refusal was not named there, and is not lifted with it. */
    private static void lifted(Page page) {
        Locator lift = page.locator(".outcome button", new Page.LocatorOptions().setHasText("Lift them"));
        send(page).click();
        refused(page);
        assertThat(lift).isDisabled();
        page.check(".faults input");
        page.fill(TEXT, "Five vehicles were seen.");
        lift.click();
        refused(page);
        assertThat(lift).isDisabled();
        page.check(".faults input");
        lift.click();
        assertThat(page.locator("h1")).hasText("Stored");
    }

    private void corrected(String id, String text) {
        JsonNode view =
                gateway.get(AUTHOR, path(id)).orFail("reading a new version").json();
        assertEquals(text, view.at("/portions/1/text").asText());
        assertEquals("[\"OHCHR\"]", view.at("/portions/1/label/releasableTo").toString());
        assertEquals(0, view.at("/portions/0/label/level").asInt());
        assertEquals("2199-01-01T00:00:00Z", view.path("retainUntil").asText());
        assertEquals("LineString", view.at("/geometry/type").asText());
        assertEquals("2015-01-20T09:00:37Z", view.path("eventTime").asText());
        assertEquals(1, view.path("attachments").size());
        assertEquals("second.txt", view.at("/attachments/0/name").asText());
    }

    private static Locator send(Page page) {
        return page.locator(".send button.strong");
    }
}
