package org.passerelle.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.gateway.edge.Contract;
import picocli.CommandLine;

/** What the command refuses before it asks anybody. */
class ExportCommandTest {
    @TempDir
    Path folder;

    @Test
    void theHelpNamesEveryFilterThatAnOrderTakes() {
        String help = new CommandLine(new ExportCommand()).getUsageMessage();
        Set<String> words = new TreeSet<>(List.of(help.split("[^A-Za-z]+", -1)));
        Set<String> filters = new TreeSet<>(Contract.load()
                .forRouter()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("ExportOrder")
                .getJsonObject("properties")
                .fieldNames());
        filters.removeAll(Set.of("purpose", "format"));
        assertFalse(filters.isEmpty());
        assertTrue(words.containsAll(filters), () -> filters + " in " + help);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "country=ML|country=NE|country is given twice",
                "country=ML|purpose=sanctions|purpose is given twice",
                "country=ML|country|--filter is NAME=VALUE, not country",
                "=ML|country=NE|--filter is NAME=VALUE, not =ML"
            })
    void noFilterIsLeftOut(String one, String other, String told) {
        Path out = folder.resolve("out");
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int code = PasserelleCommand.execute(
                    "export",
                    "--as",
                    "unowa-system",
                    "--purpose",
                    "early-warning",
                    "--out",
                    out.toString(),
                    "--filter",
                    one,
                    "--filter",
                    other);
            assertEquals(ExitCode.USAGE, code);
        } finally {
            System.setErr(before);
        }
        assertTrue(errors.toString(StandardCharsets.UTF_8).contains(told), errors::toString);
        assertFalse(Files.exists(out));
    }
}
