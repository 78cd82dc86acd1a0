package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** An officer exports what a search finds, and reads what of an import was refused, in a real browser. */
@Live
class PortalTransferTest {
    private static final String OFFICER = "minusma.officer";

    private final PortalBrowser browser;
    private final Stage stage;
    private final GatewayClient gateway;
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    PortalTransferTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
        this.stage = system.stage();
        this.gateway = stage.gateway();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whatASearchFindsIsExportedAsTheApiExportsIt() throws CannotStart, IOException {
        for (String title : List.of("One", "Another", "A third")) {
            stage.submit(OFFICER, draft(title));
        }
        Page page = browser.open(1280, 900);
        browser.signIn(page, OFFICER);
        page.click("nav a[href='#/search']");
        page.selectOption("#purpose", "early-warning");
        page.fill("#q", word);
        page.press("#q", "Enter");
        assertThat(page.locator("table.list tbody tr")).hasCount(3);
        Locator exporting = page.locator(".results details.trace");
        exporting.locator("> summary").press("Enter");
        for (String format : List.of("ndjson", "csv", "geojson", "stix", "misp")) {
            exporting.locator("[name=format]").selectOption(format);
            exporting.locator("button").press("Enter");
            Locator link = exporting.locator("a[download='export." + format + "']");
            Download saved = page.waitForDownload(() -> link.click());
            assertEquals("export." + format, saved.suggestedFilename());
            assertThat(exporting.locator("[role=status]")).hasText("The file is complete.");
            assertEquals(ofTheApi(format), Files.readString(saved.path()), format);
        }
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("fr", "Exporter ce qui a été trouvé");
        titles.put("ar", "تصدير ما عُثر عليه");
        titles.put("en", "Export what was found");
        titles.forEach((language, title) -> {
            page.click(".languages button[lang=" + language + "]");
            assertThat(exporting.locator("> summary")).hasText(title);
            exporting.locator("> summary").press("Enter");
            looksGood(page);
        });
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void ownImportsTellWhatWasRefusedByLine() throws CannotStart, IOException {
        String path = imported();
        Page page = browser.open(1280, 900);
        browser.signIn(page, OFFICER);
        page.click("nav a[href='#/imports']");
        Locator card = page.locator("article.card", new Page.LocatorOptions().setHasText(word));
        assertThat(card.locator(".state")).hasText("Complete");
        assertThat(card.locator(".facts > div").nth(2)).hasText("Stored1");
        assertThat(card.locator(".facts > div").nth(3)).hasText("Refused1");
        JsonNode faults = gateway.get(OFFICER, path + "/faults?limit=1000")
                .orFail("the faults")
                .json();
        card.locator("details.step > summary").click();
        Locator rows = card.locator("tbody tr");
        assertThat(rows).hasCount(faults.path("items").size());
        JsonNode first = faults.path("items").get(0);
        assertThat(rows.first()).containsText(first.path("message").asText());
        assertThat(rows.first().locator("td[data-column=line]")).containsText("2");
        Download saved = page.waitForDownload(() -> card.locator("a[download]").click());
        assertEquals("faults.json", saved.suggestedFilename());
        assertEquals(faults, Json.tree(Files.readString(saved.path())));

        Map<String, String> states = new LinkedHashMap<>();
        states.put("fr", "Achevée");
        states.put("ar", "اكتملت");
        states.put("en", "Complete");
        states.forEach((language, state) -> {
            page.click(".languages button[lang=" + language + "]");
            assertThat(card.locator(".state")).hasText(state);
            card.locator("details.step > summary").click();
            assertThat(rows).hasCount(faults.path("items").size());
            looksGood(page);
        });
        assertEquals(List.of(), browser.complaints());
    }

    private void looksGood(Page page) {
        assertEquals(List.of(), browser.faults(page));
        page.setViewportSize(360, 740);
        assertEquals(0, PortalJourneyTest.sideways(page));
        page.setViewportSize(1280, 900);
    }

    private String ofTheApi(String format) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("purpose", "early-warning").put("q", word).put("format", format);
        String id = gateway.post(OFFICER, "/exports", order)
                .orFail("the order of an export")
                .json()
                .path("id")
                .asText();
        return gateway.get(OFFICER, "/exports/" + id + "/pages")
                .orFail("the export")
                .text();
    }

    /** A file of which the second line is no submission; tells where its import stands. */
    private String imported() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        String digest = (UUID.randomUUID().toString() + UUID.randomUUID().toString()).replace("-", "");
        order.put("name", word + ".ndjson").put("format", "ndjson").put("digest", digest);
        String path = "/imports/"
                + gateway.post(OFFICER, "/imports", order)
                        .orFail("opening an import")
                        .json()
                        .path("id")
                        .asText();
        ObjectNode piece = JsonNodeFactory.instance.objectNode().put("first", 1);
        var items = piece.putArray("items");
        items.addObject().put("line", 1).put("text", draft("Imported").toString());
        items.addObject().put("line", 2).put("text", "{\"type\":\"incident\"}");
        gateway.post(OFFICER, path + "/pieces", piece).orFail("the lines of an import");
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("items", 2);
        gateway.post(OFFICER, path + "/completions", whole).orFail("completing an import");
        return path;
    }

    private Draft draft(String title) {
        return Draft.of("incident", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "early-warning"))
                .in("ML", "ML-7")
                .at(0, 16.3)
                .eventTime("2015-01-20T09:00:00Z")
                .grading("B2")
                .portion("title", title + " " + word);
    }
}
