package org.passerelle.node.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.node.demo.GatewayClient;

/** An export is there whole or not at all, and no receipt is lost; the gateway here has three pages and answers as it is told. */
class FileExportTest {
    private static final String PAGE = "x".repeat(100_000) + "\n";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final FileExport.Pace PACE = new FileExport.Pace(Duration.ZERO, PATIENCE, PATIENCE);
    private static final int PARTS = 12;
    private static final String BEFORE = "what was exported before\n";

    /** What the gateway does with a request. */
    private enum Answer {
        WHOLE,
        BREAKS_OFF,
        GONE,
        BUSY,
        SHARED,
        REFUSED,
        FORBIDDEN
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Optional<String> words = Optional.empty();

    @SuppressWarnings("NullAway.Init")
    private HttpServer gateway;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/api/v1/exports/e1/pages", this::answer);
        gateway.start();
        file = folder.resolve("all.ndjson");
        Files.writeString(file, BEFORE);
        Files.writeString(folder.resolve("all.ndjson.receipts"), "receipt before\n");
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    @Test
    void pagesOneBehindTheOtherAreTheFile() throws IOException {
        assertEquals(3, export());
        assertWhole("receipt 1\nreceipt 2\nreceipt 3\n");
        assertEquals(List.of("", "cursor=2%2B", "cursor=3%2B"), asked);
    }

    @Test
    void aPageThatBreaksOffIsFetchedAgainAndBothItsReceiptsAreKept() throws IOException {
        answers.addAll(List.of(Answer.WHOLE, Answer.BREAKS_OFF, Answer.GONE, Answer.BUSY, Answer.WHOLE));
        assertEquals(3, export());
        assertWhole("receipt 1\nreceipt 2\nreceipt 5\nreceipt 6\n");
        assertEquals(List.of("", "cursor=2%2B", "cursor=2%2B", "cursor=2%2B", "cursor=2%2B", "cursor=3%2B"), asked);
    }

    @Test
    void anExportThatFailsLeavesWhatWasThereAndSaysWhereTheRestIs() throws IOException {
        answers.addAll(List.of(Answer.WHOLE, Answer.BREAKS_OFF, Answer.REFUSED));
        String told =
                String.valueOf(assertThrows(IOException.class, this::export).getMessage());
        assertTrue(told.startsWith("page 2 was answered with status 403; what came is in " + file + ".part"), told);
        assertEquals(BEFORE, Files.readString(file));
        assertEquals("receipt before\n", read(".receipts"));
        assertEquals(PAGE, read(".part"));
        assertEquals("receipt 1\nreceipt 2\n", read(".receipts.part"));
        assertEquals(3, export());
        assertWhole("receipt 1\nreceipt 2\nreceipt 4\nreceipt 5\nreceipt 6\n");
    }

    @Test
    void aRefusalIsToldWithItsCode() {
        answers.add(Answer.FORBIDDEN);
        String told =
                String.valueOf(assertThrows(IOException.class, this::export).getMessage());
        assertTrue(told.startsWith("page 1 was answered with status 403 (ACTION_NOT_ALLOWED); what came"), told);
    }

    @Test
    void saysUpToWhichLevelWordsFoundAnything() throws IOException {
        FileExport export = new FileExport(client(), "lake.system", file, PACE);
        export.run("/exports/e1/pages");
        assertEquals(Optional.empty(), export.wordsUpTo());
        words = Optional.of("2");
        export.run("/exports/e1/pages");
        assertEquals(Optional.of("2"), export.wordsUpTo());
    }

    @Test
    void aPageThatAlwaysBreaksOffEndsTheExport() throws IOException {
        for (Answer always : List.of(Answer.BREAKS_OFF, Answer.GONE, Answer.BUSY)) {
            asked.clear();
            answers.addAll(Collections.nCopies(200, always));
            assertThrows(IOException.class, this::export);
            // Where nothing came at all, the client of the JDK may have asked again by itself.
            assertTrue(always == Answer.GONE ? asked.size() >= 20 : asked.size() == 20, always + " " + asked.size());
            answers.clear();
        }
        assertEquals(BEFORE, Files.readString(file));
    }

    @Test
    void anotherExportOfTheAccountIsWaitedForAndIsNoAttempt() throws IOException {
        answers.addAll(Collections.nCopies(100, Answer.SHARED));
        answers.addAll(Collections.nCopies(19, Answer.BUSY));
        assertEquals(3, export());
        assertEquals(122, asked.size());
        assertWhole("receipt 120\nreceipt 121\nreceipt 122\n");
    }

    @Test
    void aShareThatIsNeverFreeEndsTheExport() {
        answers.addAll(Collections.nCopies(200, Answer.SHARED));
        FileExport.Pace pace = new FileExport.Pace(Duration.ZERO, PATIENCE, Duration.ZERO);
        FileExport export = new FileExport(client(), "lake.system", file, pace);
        IOException failed = assertThrows(IOException.class, () -> export.run("/exports/e1/pages"));
        String told = String.valueOf(failed.getMessage());
        assertTrue(told.startsWith("page 1 was answered with status 429"), told);
        assertEquals(20, asked.size());
    }

    @Test
    void aPageMayTakeLongerThanItMayBeSilent() throws Exception {
        Semaphore turns = new Semaphore(0);
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                ServerSocket thin = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ScheduledFuture<?> ticks = clock.scheduleAtFixedRate(turns::release, 250, 250, TimeUnit.MILLISECONDS);
            Thread serving = Thread.ofVirtual().start(() -> serveThinly(thin, turns));
            URI address = URI.create("http://127.0.0.1:" + thin.getLocalPort());
            GatewayClient client = new GatewayClient(List.of(address), (account, method, target) -> Map.of());
            // All of it comes in three seconds.
            FileExport export = new FileExport(client, "lake.system", file, silent(Duration.ofSeconds(2)));
            assertEquals(1, export.run("/exports/e1/pages"));
            thin.close();
            serving.join();
            ticks.cancel(false);
        }
        assertEquals(PAGE, Files.readString(file));
    }

    private static FileExport.Pace silent(Duration silence) {
        return new FileExport.Pace(Duration.ZERO, silence, PATIENCE);
    }

    /** Has the page whole on each connection, and sends a part of it a turn. */
    private static void serveThinly(ServerSocket server, Semaphore turns) {
        List<Socket> connections = new ArrayList<>();
        byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                connection.getOutputStream().write(head(connections.size()));
                for (int part = 0; part < PARTS; part++) {
                    turns.acquireUninterruptibly();
                    int begin = body.length * part / PARTS;
                    int end = body.length * (part + 1) / PARTS;
                    connection.getOutputStream().write(body, begin, end - begin);
                }
            }
        } catch (IOException closed) {
            connections.forEach(FileExportTest::end);
        }
    }

    private static byte[] head(int connection) {
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + PAGE.length()
                        + "\r\nConnection: close\r\nPasserelle-Disclosure: receipt " + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aGatewayThatFallsSilentIsAskedAgain() throws Exception {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread serving = Thread.ofVirtual().start(() -> serve(frozen));
            URI address = URI.create("http://127.0.0.1:" + frozen.getLocalPort());
            GatewayClient client = new GatewayClient(List.of(address), (account, method, target) -> Map.of());
            FileExport export = new FileExport(client, "lake.system", file, silent(Duration.ofSeconds(1)));
            assertEquals(1, export.run("/exports/e1/pages"));
            frozen.close();
            serving.join();
        }
        assertEquals(PAGE, Files.readString(file));
        assertTrue(read(".receipts").startsWith("receipt 2\nreceipt 3\n"), "of the page that came in part, too");
    }

    /** Says nothing on the first connection, falls silent in the middle of the page on the second, and has it whole on any other. */
    private static void serve(ServerSocket server) {
        List<Socket> connections = new ArrayList<>();
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                int number = connections.size();
                if (number > 1) {
                    connection.getOutputStream().write(head(number));
                    byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
                    connection.getOutputStream().write(body, 0, number == 2 ? 70_000 : body.length);
                }
            }
        } catch (IOException closed) {
            connections.forEach(FileExportTest::end);
        }
    }

    private static void end(Socket connection) {
        try {
            connection.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }

    @Test
    void whereNoFileCanBeNothingIsFetched() throws IOException {
        FileExport into = new FileExport(client(), "lake.system", folder, PACE);
        assertThrows(IOException.class, into::check);
        FileExport nowhere =
                new FileExport(client(), "lake.system", folder.resolve("none").resolve("all"), PACE);
        assertThrows(IOException.class, () -> nowhere.run("/exports/e1/pages"));
        assertEquals(List.of(), asked);
    }

    private long export() throws IOException {
        FileExport export = new FileExport(client(), "lake.system", file, PACE);
        export.check();
        return export.run("/exports/e1/pages");
    }

    private GatewayClient client() {
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        return new GatewayClient(List.of(address), (account, method, target) -> Map.of());
    }

    private void assertWhole(String receipts) throws IOException {
        assertEquals(PAGE.repeat(3), Files.readString(file));
        assertEquals(receipts, read(".receipts"));
        assertFalse(Files.exists(Path.of(file + ".part")));
        assertFalse(Files.exists(Path.of(file + ".receipts.part")));
    }

    private String read(String ending) throws IOException {
        return Files.readString(Path.of(file + ending));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(query == null ? "" : query);
        int page =
                query == null ? 1 : Integer.parseInt(query.replaceAll("\\D", "").substring(0, 1));
        Answer answer = answers.isEmpty() ? Answer.WHOLE : answers.remove();
        byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
        switch (answer) {
            case WHOLE, BREAKS_OFF -> {
                exchange.getResponseHeaders().add("Passerelle-Disclosure", "receipt " + asked.size());
                words.ifPresent(level -> exchange.getResponseHeaders().add("Passerelle-Words-Up-To", level));
                if (page < 3) {
                    exchange.getResponseHeaders().add("Passerelle-Next", (page + 1) + "+");
                }
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, answer == Answer.WHOLE ? body.length : 70_000);
            }
            case GONE -> {}
            case BUSY -> exchange.sendResponseHeaders(503, -1);
            case SHARED -> exchange.sendResponseHeaders(429, -1);
            case REFUSED -> exchange.sendResponseHeaders(403, -1);
            case FORBIDDEN -> {
                byte[] problem = "{\"title\":\"Forbidden\",\"status\":403,\"code\":\"ACTION_NOT_ALLOWED\"}"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(403, problem.length);
                exchange.getResponseBody().write(problem);
            }
        }
        exchange.close();
    }
}
