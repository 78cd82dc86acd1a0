package org.passerelle.node.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.platform.json.Json;

/** Writes every fault of the items of an import into a file, one JSON object a line; until the last is there it is {@code FILE.part}. */
public final class FaultFile {
    private static final int PAGE = 1000;

    private final GatewayClient gateway;
    private final String account;
    private final Path file;

    public FaultFile(GatewayClient gateway, String account, Path file) {
        this.gateway = gateway;
        this.account = account;
        this.file = file;
    }

    /** Fails unless faults can be written there; asked before anything is taken in. */
    public static void check(Path file) throws IOException {
        for (Path target : List.of(file, part(file))) {
            if (Files.isDirectory(target)) {
                throw new IOException(target + " is a folder");
            }
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IOException("no file can be made beside " + file);
        }
    }

    private static Path part(Path file) {
        return Path.of(file + ".part");
    }

    /** Says how many there are. */
    public long write(JsonNode job) throws IOException {
        Path part = part(file);
        long lines = 0;
        try (BufferedWriter out = Files.newBufferedWriter(part)) {
            Optional<String> after = Optional.empty();
            do {
                JsonNode page = page(job, after);
                for (JsonNode fault : page.path("items")) {
                    out.write(Json.write(fault));
                    out.write('\n');
                    lines++;
                }
                after = Optional.of(page.path("next"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText);
            } while (after.isPresent());
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return lines;
    }

    private JsonNode page(JsonNode job, Optional<String> after) throws IOException {
        String path = FileImport.path(job) + "/faults?limit=" + PAGE
                + after.map(next -> "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                        .orElse("");
        Answer answer = FileImport.patiently(() -> gateway.get(account, path));
        if (!answer.ok()) {
            throw new IOException("the faults were answered with status " + answer.status());
        }
        return answer.json();
    }
}
