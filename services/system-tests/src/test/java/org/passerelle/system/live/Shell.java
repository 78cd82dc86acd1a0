package org.passerelle.system.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands as a user types them at the root of the tree, against the system under test. */
public final class Shell {
    private static final Path ROOT = Path.of("../..");

    private Shell() {}

    /** What the command prints; it must end with 0. */
    public static String run(LiveSystem system, String command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("command", ".err");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", command)
                .directory(ROOT.toFile())
                .redirectError(errors.toFile());
        shell.environment()
                .putAll(Map.of(
                        "PASSERELLE_HOME", system.home().directory().toString(),
                        "PASSERELLE_GATEWAY", system.gateways().getFirst().toString(),
                        "JAVA_HOME", System.getProperty("java.home")));
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), () -> output + said(errors));
        return output;
    }

    private static String said(Path errors) {
        try {
            return Files.readString(errors);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
