package org.passerelle.node.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.interchange.UnreadableFile;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.transfer.FileImport.Outcome;
import org.passerelle.node.transfer.FileImport.Way;
import org.passerelle.platform.json.Json;

/** A file is stored once or not at all, whatever becomes of it on the way; the gateway here keeps one job. */
class FileImportTest {
    private static final String MAPPING =
            "{\"constants\":{\"type\":\"incident\"},\"columns\":{\"what\":{\"to\":\"portions.body\"}}}";
    private static final int ROWS = 2_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private Optional<String> digest = Optional.empty();
    private long next = 1;
    private boolean completed;
    private boolean closed;
    private int refused;
    private boolean hidden;
    private int faulty;
    private int listed;
    private Runnable onPiece = () -> {};

    @SuppressWarnings("NullAway.Init")
    private HttpServer gateway;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/api/v1/imports", this::answer);
        gateway.start();
        file = folder.resolve("events.csv");
        Files.writeString(file, "what\n" + ("A crowd of several hundred gathered. ".repeat(10) + "\n").repeat(ROWS));
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsNotBegun() throws IOException {
        spoil();
        for (Way way : List.of(Way.NEW, Way.AGAIN)) {
            UnreadableFile fault = assertThrows(UnreadableFile.class, () -> run(way));
            assertEquals(ROWS + 1, fault.line());
        }
        assertEquals(List.of(), asked);
    }

    @Test
    void aFileThatChangesOnTheWayLeavesAnImportThatIsTold() throws IOException {
        onPiece = this::spoil;
        Outcome.BrokenOff broken = assertInstanceOf(Outcome.BrokenOff.class, run(Way.NEW));
        assertEquals("j1", broken.job().path("id").asText());
        assertEquals("open", broken.job().path("state").asText());
        assertTrue(broken.job().path("stored").asLong() > 0, broken.job()::toString);
        assertEquals(next - 1, broken.job().path("stored").asLong());
    }

    @Test
    void whatIsAppendedOnTheWayIsNoPartOfTheImport() throws IOException {
        onPiece = () -> change(bytes -> {
            bytes.seek(bytes.length());
            bytes.write("Appended.\n".getBytes(StandardCharsets.UTF_8));
        });
        Outcome.Done done = assertInstanceOf(Outcome.Done.class, run(Way.NEW));
        assertEquals(ROWS, done.job().path("stored").asLong());
    }

    @Test
    void whatIsNoLongerWhatWasDigestedIsNotCompleted() throws IOException {
        onPiece = () -> change(bytes -> {
            bytes.seek(bytes.length() - 5);
            bytes.write('X');
        });
        assertChanged();
    }

    @Test
    void whatWasCutOffBetweenTwoRowsIsNotCompleted() throws IOException {
        long row = (Files.size(file) - "what\n".length()) / ROWS;
        onPiece = () -> change(bytes -> bytes.setLength("what\n".length() + (ROWS - 1) * row));
        assertChanged();
    }

    private void assertChanged() throws IOException {
        Outcome.BrokenOff broken = assertInstanceOf(Outcome.BrokenOff.class, run(Way.NEW));
        assertEquals("has changed since it was first read", broken.fault().getMessage());
        assertEquals("open", broken.job().path("state").asText());
        assertTrue(asked.stream().noneMatch(ask -> ask.endsWith("/completions")), asked::toString);
    }

    @Test
    void goingOnWithWhatIsNotThereIsNoFreshStart() throws IOException {
        assertEquals(
                64,
                assertInstanceOf(Outcome.Unknown.class, run(Way.RESUME))
                        .digest()
                        .length());
        assertInstanceOf(Outcome.Done.class, run(Way.NEW));
        Files.writeString(file, "what\nAnother crowd gathered.\n");
        asked.clear();
        assertInstanceOf(Outcome.Unknown.class, run(Way.RESUME));
        assertEquals(1, asked.size(), asked::toString);
    }

    @Test
    void anOpenImportGoesOnWhereItStands() throws IOException {
        refused = 2;
        Outcome.Refused stopped = assertInstanceOf(Outcome.Refused.class, run(Way.NEW));
        assertEquals(
                Optional.of(251L), stopped.job().map(job -> job.path("next").asLong()));
        assertInstanceOf(Outcome.Known.class, run(Way.NEW));
        Outcome.Done done = assertInstanceOf(Outcome.Done.class, run(Way.RESUME));
        assertEquals(ROWS, done.job().path("stored").asLong());
    }

    @Test
    void aClosedImportIsToldAndNothingMoreIsSent() throws IOException {
        refused = 2;
        assertInstanceOf(Outcome.Refused.class, run(Way.NEW));
        closed = true;
        asked.clear();
        for (Way way : List.of(Way.NEW, Way.RESUME)) {
            Outcome.Closed told = assertInstanceOf(Outcome.Closed.class, run(way));
            assertEquals(251, told.job().path("next").asLong());
        }
        assertTrue(asked.stream().noneMatch(ask -> ask.startsWith("POST")), asked::toString);
    }

    @Test
    void anImportThatIsClosedOnTheWayIsToldAsSuch() throws IOException {
        onPiece = () -> closed = true;
        Outcome.Closed told = assertInstanceOf(Outcome.Closed.class, run(Way.NEW));
        assertEquals(251, told.job().path("next").asLong());
    }

    @Test
    void anOpenImportOfABrokenFileSendsNoMore() throws IOException {
        spoil();
        digest = Optional.of("");
        Outcome.BrokenOff broken = assertInstanceOf(Outcome.BrokenOff.class, run(Way.RESUME));
        assertEquals(ROWS + 1, broken.fault().line());
        assertTrue(asked.stream().noneMatch(ask -> ask.startsWith("POST")), asked::toString);
    }

    @Test
    void whoIsNotToldWhetherThereIsAnImportOpensNone() throws IOException {
        hidden = true;
        assertInstanceOf(Outcome.Refused.class, run(Way.NEW));
        assertTrue(asked.stream().noneMatch(ask -> ask.startsWith("POST")), asked::toString);
    }

    @Test
    void moreFaultsThanAreToldAreNotForgotten() throws IOException {
        faulty = 300;
        Outcome.Done done = assertInstanceOf(Outcome.Done.class, run(Way.NEW));
        assertEquals(1, done.faults().size());
        assertEquals(Optional.of("cursor"), done.next());
        faulty = 0;
        completed = false;
        assertEquals(
                Optional.empty(),
                assertInstanceOf(Outcome.Done.class, run(Way.RESUME)).next());
    }

    @Test
    void allFaultsAreWrittenHoweverManyPagesTheyAre() throws IOException {
        faulty = 250;
        listed = 250;
        Path faults = folder.resolve("faults.ndjson");
        for (Way way : List.of(Way.NEW, Way.RESUME)) {
            assertWritten(assertInstanceOf(Outcome.Done.class, run(way)), faults);
        }
        completed = false;
        closed = true;
        Files.delete(faults);
        assertWritten(assertInstanceOf(Outcome.Closed.class, run(Way.RESUME)), faults);
        assertFalse(Files.exists(folder.resolve("faults.ndjson.part")));
    }

    private void assertWritten(Outcome outcome, Path faults) throws IOException {
        JsonNode job = outcome.over().orElseThrow();
        assertEquals(250, new FaultFile(client(), "lake.system", faults).write(job));
        List<String> lines = Files.readAllLines(faults);
        assertEquals(250, lines.size());
        for (int line = 0; line < lines.size(); line++) {
            assertEquals(line + 1, Json.tree(lines.get(line)).path("item").asInt());
        }
    }

    @Test
    void whereFaultsCannotBeWrittenIsKnownBeforehand() throws IOException {
        Path faults = folder.resolve("faults.ndjson");
        FaultFile.check(faults);
        FaultFile.check(file);
        assertThrows(IOException.class, () -> FaultFile.check(folder));
        Path nowhere = folder.resolve("none").resolve("faults.ndjson");
        assertThrows(IOException.class, () -> FaultFile.check(nowhere));
        Files.createDirectory(folder.resolve("faults.ndjson.part"));
        assertThrows(IOException.class, () -> FaultFile.check(faults));
    }

    private GatewayClient client() {
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        return new GatewayClient(List.of(address), (account, method, target) -> Map.of());
    }

    private Outcome run(Way way) throws IOException {
        try (Meter meter = Meter.of("import")) {
            return new FileImport(
                            client(),
                            "lake.system",
                            file,
                            Formats.toImport("csv").orElseThrow(),
                            Optional.of(MAPPING),
                            meter)
                    .run(way);
        }
    }

    /** A byte in the last row that is no UTF-8. */
    private void spoil() {
        change(bytes -> {
            bytes.seek(bytes.length() - 5);
            bytes.write(0xFF);
        });
    }

    private interface Change {
        void of(RandomAccessFile bytes) throws IOException;
    }

    private void change(Change change) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            change.of(bytes);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().substring("/api/v1".length());
        asked.add(exchange.getRequestMethod() + " " + path);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean post = exchange.getRequestMethod().equals("POST");
        if (post && path.equals("/imports")) {
            digest = Optional.of(Json.tree(body).path("digest").asText());
            reply(exchange, 202, job());
        } else if (path.startsWith("/imports?digest=")) {
            boolean known = digest.filter(path::endsWith).isPresent();
            reply(exchange, hidden ? 403 : 200, "{\"items\":[" + (known ? job() : "") + "]}");
        } else if (path.endsWith("/pieces")) {
            piece(exchange, body);
        } else if (path.contains("/faults?")) {
            reply(exchange, 200, listed == 0 ? "{\"items\":[{\"item\":1}],\"next\":\"cursor\"}" : faults(path));
        } else {
            completed |= path.endsWith("/completions");
            reply(exchange, 200, job());
        }
    }

    /** A hundred of them, whatever is asked for. */
    private String faults(String path) {
        int after = path.contains("&after=") ? Integer.parseInt(path.substring(path.indexOf("%2B") + 3)) : 0;
        int last = Math.min(listed, after + 100);
        ObjectNode page = (ObjectNode) Json.tree("{\"items\":[]}");
        for (int item = after + 1; item <= last; item++) {
            page.withArray("items").addObject().put("item", item);
        }
        if (last < listed) {
            page.put("next", "+" + last);
        }
        return page.toString();
    }

    private void piece(HttpExchange exchange, String body) throws IOException {
        boolean now = refused > 0 && --refused == 0;
        if (now || closed || Json.tree(body).path("first").asLong() != next) {
            reply(exchange, now ? 403 : 409, "{\"title\":\"no\"}");
            return;
        }
        next += Json.tree(body).path("items").size();
        onPiece.run();
        reply(exchange, 200, "{}");
    }

    private String job() {
        ObjectNode job = (ObjectNode) Json.tree("{\"id\":\"j1\",\"format\":\"csv\",\"refused\":0}");
        job.put("mapping", Formats.digest(MAPPING));
        job.put("state", completed ? "completed" : closed ? "closed" : "open");
        job.put("next", next).put("stored", next - 1).put("refused", faulty);
        return job.toString();
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
