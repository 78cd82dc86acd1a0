package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** A releaser sees in a real browser what the API tells of its records: what was recalled and lifted, what is related, and who would get what. */
@Live
class PortalReleaserTest {
    private static final String AUTHOR = "minusma-system";
    private static final String READER = "minusma.officer";
    private static final String PURPOSE = "purpose=early-warning";

    private final PortalBrowser browser;
    private final Stage stage;
    private final GatewayClient gateway;
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    PortalReleaserTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
        this.stage = system.stage();
        this.gateway = stage.gateway();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whatTheApiTellsOfRecordsStandsOnTheirPages() throws CannotStart {
        String kept = stage.submit(AUTHOR, draft("Kept", marking().only("releasableTo", "UNOWA")));
        lift(kept);
        String taken = stage.submit(AUTHOR, draft("Taken back", marking()));
        relate(taken, kept);
        stage.because(AUTHOR, "/records/" + taken + "/recalls", "It was a rumour.")
                .orFail("the recall");

        Page page = browser.open(1280, 900);
        browser.signIn(page, READER);
        page.click("nav a[href='#/search']");
        page.selectOption("#purpose", "early-warning");
        page.fill("#q", word);
        page.press("#q", "Enter");
        Locator rows = page.locator(".results tbody tr");
        assertThat(rows).hasCount(2);
        assertThat(row(page, "Taken back").locator(".state")).hasText("recalled");
        assertThat(row(page, "Kept").locator(".state")).hasCount(0);
        assertEquals(List.of(), browser.faults(page));

        row(page, "Kept").locator("a").click();
        assertThat(page.locator("h1")).hasText("Kept " + word);
        Locator lifted = opened(page, "Versions").locator(".liftings li");
        assertThat(lifted).containsText(AUTHOR);
        assertThat(lifted).containsText("Releasable to");
        theAudienceIsThatOfTheApi(page, kept);
        isRelatedInThreeLanguages(page, taken);

        opened(page, "Related records").locator("a").click();
        assertThat(page.locator("h1")).hasText("Taken back " + word);
        assertThat(opened(page, "Related records").locator("li")).hasText("follows " + kept);
        assertThat(opened(page, "Versions").locator("ol li")).hasCount(1);
        assertThat(page.locator(".liftings")).hasCount(0);
        assertEquals(List.of(), browser.complaints());
    }

    /** The same recipients get it, and the others do not for the same reasons. */
    private void theAudienceIsThatOfTheApi(Page page, String record) {
        Locator audience = opened(page, "What each party would get");
        Locator getting = audience.locator("> .opened > details.trace");
        Locator first =
                getting.filter(new Locator.FilterOptions().setHasText("UNOWA")).first();
        first.locator("> summary").click();
        assertThat(first).containsText("Kept " + word);

        List<JsonNode> outcomes = gateway.get(READER, "/records/" + record + "/audience?" + PURPOSE)
                .orFail("the audience")
                .json()
                .path("recipients")
                .valueStream()
                .filter(recipient -> !recipient.path("party").asText().equals("MINUSMA"))
                .flatMap(recipient -> recipient.path("outcomes").valueStream())
                .toList();
        List<JsonNode> without =
                outcomes.stream().filter(one -> !one.path("gets").asBoolean()).toList();
        assertTrue(!without.isEmpty() && without.size() < outcomes.size());
        // One more is folded: the others.
        assertThat(getting).hasCount(outcomes.size() - without.size() + 1);
        getting.last().locator("> summary").click();
        assertThat(getting.last().locator("tbody tr")).hasCount(without.size());
        JsonNode denied =
                without.stream().filter(one -> !one.has("because")).findFirst().orElseThrow();
        assertThat(getting.last().locator("tbody tr").nth(without.indexOf(denied)))
                .containsText(denied.path("why").path("headline").asText());
    }

    private void isRelatedInThreeLanguages(Page page, String other) {
        Map<String, List<String>> said = Map.of(
                "fr", List.of("Fiches liées", "fait suite à cette fiche", "Ce que chaque partie recevrait"),
                "ar", List.of("السجلات المرتبطة", "يلي هذا السجل", "ما سيحصل عليه كل طرف"),
                "en", List.of("Related records", "follows this record", "What each party would get"));
        for (String language : List.of("fr", "ar", "en")) {
            page.click(".languages button[lang=" + language + "]");
            assertThat(page.locator("html")).hasAttribute("lang", language);
            List<String> words = said.getOrDefault(language, List.of());
            assertThat(opened(page, words.get(0)).locator("li")).hasText(other + " " + words.get(1));
            assertThat(opened(page, words.get(2)).locator("details.trace").first())
                    .isVisible();
            assertEquals(List.of(), browser.faults(page));
            page.setViewportSize(360, 740);
            assertEquals(0, PortalJourneyTest.sideways(page));
            page.setViewportSize(1280, 900);
        }
    }

    /** The folded section of that title, once it is there, unfolded. */
    private static Locator opened(Page page, String title) {
        Locator section = page.locator(
                "details.step",
                new Page.LocatorOptions()
                        .setHas(page.locator(
                                "summary", new Page.LocatorOptions().setHasText(Pattern.compile("^" + title + "$")))));
        if (section.getAttribute("open") == null) {
            section.locator("> summary").click();
        }
        return section;
    }

    private static Locator row(Page page, String title) {
        return page.locator(".results tbody tr", new Page.LocatorOptions().setHasText(title));
    }

    private static Marking marking() {
        return Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "early-warning");
    }

    private Draft draft(String title, Marking marking) {
        return Draft.of("incident", marking)
                .in("ML", "ML-7")
                .eventTime("2015-01-20T09:00:00Z")
                .grading("B2")
                .portion("title", title + " " + word)
                .portion("body", "Seen once, on the road to " + UUID.randomUUID());
    }

    private void lift(String record) {
        String tag = gateway.get(AUTHOR, "/records/" + record + "?" + PURPOSE)
                .orFail("reading it")
                .header("ETag")
                .orElseThrow();
        gateway.put(
                        AUTHOR,
                        "/records/" + record + "?lifting=true",
                        Map.of("If-Match", tag),
                        draft("Kept", marking()).toString())
                .orFail("the lifting");
    }

    private void relate(String from, String to) {
        gateway.post(
                        AUTHOR,
                        "/records/" + from + "/related?" + PURPOSE,
                        Map.of(),
                        "{\"add\":[{\"record\":\"" + to + "\",\"relation\":\"FOLLOWS\"}]}")
                .orFail("the link");
    }
}
