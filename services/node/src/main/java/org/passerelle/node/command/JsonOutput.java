package org.passerelle.node.command;

import java.io.IOException;
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
            System.out.print(text);
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
