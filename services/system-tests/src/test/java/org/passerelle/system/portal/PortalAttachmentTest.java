package org.passerelle.system.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.node.process.CannotStart;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** An officer attaches a file to a record and saves it again, in a real browser. */
@Live
class PortalAttachmentTest {
    private static final byte[] NOTE = "seven lorries, counted twice\n".getBytes(StandardCharsets.UTF_8);

    private final PortalBrowser browser;

    PortalAttachmentTest(LiveSystem system) {
        this.browser = new PortalBrowser(system);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aFileIsAttachedListedAndSaved() throws CannotStart, IOException {
        Page page = browser.open(1280, 900);
        browser.signIn(page, "minusma.officer");
        PortalJourneyTest.submit(
                page, "Attached w" + UUID.randomUUID().toString().replace("-", ""));
        Locator step = page.locator("details.step", new Page.LocatorOptions().setHasText("Attach a file"));
        step.locator("> summary").click();
        Locator label = step.locator("[name=label]");
        assertThat(label).hasValue(Pattern.compile("UN CONFIDENTIAL//TLP:AMBER.*"));

        step.locator("[name=file]").setInputFiles(new FilePayload("count.pdf", "application/pdf", NOTE));
        step.locator("button.strong").click();
        assertThat(step.locator(".problem")).containsText("The file was refused");
        assertThat(page.locator(".attachment")).hasCount(0);

        step.locator("[name=file]").setInputFiles(new FilePayload("count.txt", "text/plain", NOTE));
        label.fill("UN CONFIDENTAIL//TLP:AMBER");
        step.locator("button.strong").click();
        assertThat(label).hasAttribute("aria-invalid", "true");
        label.fill("UN UNCLASSIFIED//TLP:AMBER//PURPOSE early-warning");
        step.locator("button.strong").click();

        Locator attachment = page.locator(".attachment");
        assertThat(attachment).hasCount(1);
        assertThat(attachment.locator("h3")).containsText("count.txt");
        assertThat(attachment.locator(".badge")).containsText("UN UNCLASSIFIED");
        Download saved = page.waitForDownload(() -> attachment.locator("a").click());
        assertEquals("count.txt", saved.suggestedFilename());
        assertArrayEquals(NOTE, Files.readAllBytes(saved.path()));
        for (String language : List.of("fr", "ar", "en")) {
            page.click(".languages button[lang=" + language + "]");
            assertThat(page.locator("html")).hasAttribute("lang", language);
            assertThat(attachment).hasCount(1);
            assertEquals(List.of(), browser.faults(page));
            page.setViewportSize(360, 740);
            assertEquals(0, PortalJourneyTest.sideways(page));
            page.setViewportSize(1280, 900);
        }
        assertEquals(List.of(), browser.complaints());
    }
}
