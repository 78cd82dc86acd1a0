package org.passerelle.node.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.json.Json;

/** Writes a command's outcome where {@code --json FILE} says. */
public final class JsonOutput {
    private JsonOutput() {}

    /** Writes to the file; {@code -} is standard output. */
    public static void write(Path file, Object outcome) throws CannotStart {
        String text = Json.pretty(outcome) + "\n";
        if (file.toString().equals("-")) {
            // UTF-8 whatever the terminal's own: this is JSON.
            System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new CannotStart("%s cannot be written".formatted(file), failed);
        }
    }
}
