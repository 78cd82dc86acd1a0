package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.text.Examples;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Version;
import org.passerelle.core.world.With;
import org.passerelle.gateway.text.PrintedPages;
import org.passerelle.platform.json.Json;

/** The text of an agreement at the door: for its parties, in their language, made from the bytes that are signed. */
class AgreementTextDoorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TEXT = "/agreements/river-lake/text?version=2";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private String hash;

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        shown(Examples.full());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** What the owner of agreements would answer about this one. */
    private void shown(Agreement agreement) throws Exception {
        ObjectNode terms = (ObjectNode) Json.tree(agreement);
        terms.remove(Set.of("state", "suspendedBy", "hash", "signatures"));
        byte[] canonical = Json.canonical(terms);
        hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        gateway.answers.terms = new Agreements.TermsRead(Optional.of(
                new Agreements.Terms(agreement.version(), hash, new String(canonical, StandardCharsets.UTF_8))));
        looked(With.with(agreement, "hash", hash));
    }

    private void looked(Agreement agreement) {
        gateway.answers.looked = new Agreements.Looked(List.of(new Agreements.View(
                agreement.id(),
                agreement.version(),
                List.of(new Version(agreement, "LAKE", Optional.empty(), AT, Map.of(), Map.of(), Map.of())),
                List.of(),
                Set.of(),
                Optional.empty(),
                "seen")));
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = gateway.request(path).header("Test-Account", "lake.officer");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return DocumentedAnswers.held(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void isAPageInTheLanguageAskedFor() throws Exception {
        HttpResponse<byte[]> answer = get(TEXT + "&lang=ar", "Accept-Language", "fr");
        assertEquals(200, answer.statusCode(), text(answer));
        assertEquals("text/html; charset=utf-8", header(answer, "Content-Type"));
        assertEquals("ar", header(answer, "Content-Language"));
        assertEquals("Accept, Accept-Language", header(answer, "Vary"));
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertEquals(1, answer.headers().allValues("Content-Security-Policy").size());
        assertTrue(header(answer, "Content-Security-Policy").contains("sandbox"));
        assertTrue(text(answer).contains("dir=\"rtl\""));
        assertTrue(text(answer).contains(hash));
        assertEquals("fr", header(get(TEXT, "Accept-Language", "de, fr;q=0.5"), "Content-Language"));
        assertEquals("en", header(get(TEXT), "Content-Language"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar"})
    void pageAndPdfBearTheHashOfTheTerms(String language) throws Exception {
        HttpResponse<byte[]> pdf = get(TEXT + "&lang=" + language, "Accept", "application/pdf");
        assertEquals(200, pdf.statusCode(), text(pdf));
        assertEquals("application/pdf", header(pdf, "Content-Type"));
        assertEquals("inline; filename=\"river-lake-v2-" + language + ".pdf\"", header(pdf, "Content-Disposition"));
        assertTrue(PrintedPages.of(pdf.body()).unbroken().contains(hash));
        assertTrue(text(get(TEXT + "&lang=" + language)).contains(hash));
        assertArrayEquals(
                pdf.body(),
                get(TEXT + "&lang=" + language, "Accept", "application/pdf").body());
    }

    @Test
    void theTagChangesWithLanguageFormStateAndSignatures() throws Exception {
        String tag = header(get(TEXT), "ETag");
        HttpResponse<byte[]> held = get(TEXT, "If-None-Match", tag);
        assertEquals(304, held.statusCode());
        assertEquals(tag, header(held, "ETag"));
        assertEquals(200, get(TEXT + "&lang=fr", "If-None-Match", tag).statusCode());
        assertEquals(
                200,
                get(TEXT, "If-None-Match", tag, "Accept", "application/pdf").statusCode());
        looked(With.with(With.with(Examples.full(), "hash", hash), "signatures", Map.of()));
        assertNotEquals(tag, header(get(TEXT), "ETag"));
    }

    @Test
    void whatIsNotSeenIsAbsent() throws Exception {
        Agreements.Looked seen = gateway.answers.looked;
        gateway.answers.looked = new Agreements.Looked(List.of());
        assertEquals(404, get(TEXT).statusCode());
        gateway.answers.looked = seen;
        gateway.answers.terms = new Agreements.TermsRead(Optional.empty());
        HttpResponse<byte[]> absent = get(TEXT);
        assertEquals(404, absent.statusCode());
        assertTrue(new JsonObject(text(absent)).containsKey("offer"));
    }

    @Test
    void isNotMadeFromTermsThatAreNotThoseOfTheirHash() throws Exception {
        Agreements.Terms terms = gateway.answers.terms.terms().orElseThrow();
        gateway.answers.terms = new Agreements.TermsRead(Optional.of(new Agreements.Terms(
                terms.version(), terms.hash(), terms.canonical().replace("incident", "movement"))));
        assertEquals(500, get(TEXT).statusCode());
    }

    @Test
    void saysWhichLanguagesAndFormsThereAre() throws Exception {
        assertEquals(400, get(TEXT + "&lang=de").statusCode());
        assertEquals(400, get(TEXT + "&form=doc").statusCode());
        assertEquals("application/pdf", header(get(TEXT + "&form=pdf", "Accept", "text/html"), "Content-Type"));
        HttpResponse<byte[]> refused = get(TEXT, "Accept", "application/json");
        assertEquals(406, refused.statusCode());
        assertEquals("urn:passerelle:problem:not-acceptable", new JsonObject(text(refused)).getString("type"));
    }

    @Test
    void isAPageWhereTheFontLacksACharacter() throws Exception {
        shown(With.with(Examples.full(), "titles", Map.of("en", "River and \u6e56")));
        HttpResponse<byte[]> refused = get(TEXT, "Accept", "application/pdf");
        assertEquals(406, refused.statusCode(), text(refused));
        assertTrue(new JsonObject(text(refused)).getString("detail").contains("\u6e56"));
        assertEquals(200, get(TEXT).statusCode());
    }
}
