package org.passerelle.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command refuses before it asks anybody, under the name of the file that is at fault. */
class ImportCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String told(String... arguments) {
        return told(ExitCode.USAGE, arguments);
    }

    private String told(int code, String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertEquals(code, PasserelleCommand.execute(arguments));
        } finally {
            System.setErr(before);
        }
        return errors.toString(StandardCharsets.UTF_8);
    }

    private Path events() throws IOException {
        return Files.writeString(folder.resolve("events.csv"), "what\nA crowd\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"columns\":", "{}"})
    void aMappingThatIsNoneIsToldUnderItsOwnName(String text) throws IOException {
        Path mapping = Files.writeString(folder.resolve("columns.json"), text);
        String told = told("import", events().toString(), "--as", "unowa-system", "--mapping", mapping.toString());
        assertTrue(told.startsWith("passerelle: " + mapping), told);
        assertFalse(told.contains("events.csv"), told);
    }

    @Test
    void aTableWithoutAMappingIsToldUnderItsName() throws IOException {
        Path events = events();
        String told = told("import", events.toString(), "--as", "unowa-system");
        assertTrue(told.startsWith("passerelle: " + events + ": a table needs a mapping"), told);
    }

    @Test
    void faultsThatCannotBeWrittenAreToldBeforeAnythingIsTakenIn() throws IOException {
        Path records = Files.writeString(folder.resolve("records.ndjson"), "{}\n");
        Path nowhere = folder.resolve("none").resolve("faults.ndjson");
        for (Path faults : List.of(folder, nowhere)) {
            String told = told(
                    ExitCode.UNAVAILABLE,
                    "import",
                    records.toString(),
                    "--as",
                    "unowa-system",
                    "--faults",
                    faults.toString());
            assertTrue(told.startsWith("passerelle: faults cannot be written to " + faults), told);
            assertTrue(told.contains("nothing was taken in"), told);
        }
    }
}
