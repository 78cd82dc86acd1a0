package org.passerelle.node.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.OpenAnswer;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * Fetches an export into a file, whole or not at all: until its last page is there it is {@code FILE.part}, and what {@code FILE} was
 * before stays. The receipt of a page is written before the page: whatever breaks off, its disclosure is in the log. Receipts of what did
 * not become a file wait in {@code FILE.receipts.part} and stand in front of those of the next one.
 */
public final class FileExport {
    private static final int ATTEMPTS = 20;
    private static final Pace PACE = new Pace(Duration.ofMillis(500), Duration.ofSeconds(90), Duration.ofMinutes(5));
    private static final String PART = ".part";
    private static final int LONGEST_PROBLEM = 64 * 1024;

    private final GatewayClient gateway;
    private final String account;
    private final Path file;
    private final Path receipts;
    private final Pace pace;
    private Optional<String> wordsUpTo = Optional.empty();

    public FileExport(GatewayClient gateway, String account, Path file) {
        this(gateway, account, file, PACE);
    }

    FileExport(GatewayClient gateway, String account, Path file, Pace pace) {
        this.gateway = gateway;
        this.account = account;
        this.file = file;
        this.receipts = beside(file, ".receipts");
        this.pace = pace;
    }

    /**
     * How long is waited.
     *
     * @param between attempts at one page
     * @param silence for a page to begin, and for more of it to come
     * @param turn for the share of the account to be free: whoever else fetches as it is no fault of the gateway's
     */
    record Pace(Duration between, Duration silence, Duration turn) {}

    /** Fails unless an export can be written there; asked before one is ordered. */
    public void check() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder");
        }
    }

    /**
     * Fetches one page behind the other, and says how many.
     *
     * @param path of the pages
     */
    public long run(String path) throws IOException {
        Path part = beside(file, PART);
        Path proofs = beside(receipts, PART);
        long pages = 0;
        try (OutputStream body = Files.newOutputStream(part);
                OutputStream proof =
                        Files.newOutputStream(proofs, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Optional<String> cursor = Optional.empty();
            do {
                String address = path
                        + cursor.map(next -> "?cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                                .orElse("");
                Page page = page(address, pages + 1, proof);
                body.write(page.body());
                wordsUpTo = page.wordsUpTo().or(() -> wordsUpTo);
                cursor = page.next();
                pages++;
            } while (cursor.isPresent());
        } catch (IOException failed) {
            throw new IOException(
                    "%s; what came is in %s, its receipts in %s".formatted(failed.getMessage(), part, proofs), failed);
        }
        // Where the second fails, the receipts wait in their part.
        move(part, file);
        move(proofs, receipts);
        return pages;
    }

    /** Above which level words found nothing in what was fetched, if the gateway said so. */
    public Optional<String> wordsUpTo() {
        return wordsUpTo;
    }

    private static Path beside(Path path, String ending) {
        return Path.of(path + ending);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** All of it. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    private record Page(byte[] body, Optional<String> next, Optional<String> wordsUpTo) {}

    /** Asks again, of the next gateway, while one is down, silent or busy, and where a page breaks off; it is then disclosed once more. */
    private Page page(String address, long number, OutputStream proof) throws IOException {
        String told = "";
        long until = System.nanoTime() + pace.turn().toNanos();
        int attempts = 0;
        while (attempts < ATTEMPTS) {
            if (!told.isEmpty()) {
                pause();
            }
            attempts++;
            try {
                OpenAnswer answer = gateway.fetch(account, address, pace.silence());
                int status = answer.status();
                try (InputStream body = answer.body()) {
                    if (status == 200) {
                        return whole(answer, body, proof);
                    }
                    told = "was answered with status " + status + problem(body);
                }
                if (status != 429 && status < 500) {
                    break;
                }
                if (status == 429 && System.nanoTime() < until) {
                    // It waits for its turn, which is no attempt.
                    attempts--;
                }
            } catch (Broken broken) {
                told = "breaks off: " + broken.getMessage();
            } catch (StoryInterrupted unreachable) {
                told = "is not to be had: " + unreachable.getMessage();
            }
        }
        throw new IOException("page %d %s".formatted(number, told));
    }

    private static Page whole(OpenAnswer answer, InputStream body, OutputStream proof) throws IOException, Broken {
        Optional<String> receipt = answer.headers().firstValue("Passerelle-Disclosure");
        if (receipt.isPresent()) {
            proof.write((receipt.get() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        try {
            return new Page(
                    body.readAllBytes(),
                    answer.headers().firstValue("Passerelle-Next"),
                    answer.headers().firstValue("Passerelle-Words-Up-To"));
        } catch (IOException broken) {
            throw new Broken(broken);
        }
    }

    /** What a problem (RFC 9457) says of itself: its code, or else its title. Whatever else came says nothing. */
    private static String problem(InputStream body) {
        try {
            JsonNode problem = Json.tree(new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8));
            String said = problem.path("code").asText(problem.path("title").asText());
            return said.isEmpty() ? "" : " (" + said + ")";
        } catch (IOException | JsonFault none) {
            return "";
        }
    }

    /** A page of which not all came; unlike a file that cannot be written, it may be whole the next time. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(pace.between());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
