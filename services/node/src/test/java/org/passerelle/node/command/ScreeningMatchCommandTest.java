package org.passerelle.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

final class ScreeningMatchCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private int match(String csv) throws IOException {
        Path file = directory.resolve("pairs.csv");
        Files.writeString(file, csv);
        return PasserelleCommand.execute(
                "screening",
                "match",
                "--csv",
                file.toString(),
                "--json",
                directory.resolve("out.json").toString());
    }

    @Test
    void writesHowRightItIsAndEveryRow() throws IOException {
        assertEquals(ExitCode.AGREES, match("""
                schema,name1,name2,is_match
                Person,Akli ag Tamakast,"TAMAKAST, Akly",true
                Person,Akli ag Tamakast,Bazi Wassoudene,false
                Vessel,Invention,Invention,true
                """));
        JsonNode out = Json.tree(Files.readString(directory.resolve("out.json")));
        for (String member : new String[] {"precision", "recall", "f1"}) {
            assertEquals(1, out.path(member).asDouble(), member);
        }
        assertEquals(0.8, out.path("threshold").asDouble());
        assertEquals(2, out.path("schemas").path("Person").path("pairs").asInt());
        assertEquals(3, out.path("rows").size());
        assertTrue(out.path("rows").path(0).path("score").asDouble() >= 0.8);
        assertFalse(out.path("rows").path(1).path("found").asBoolean());
    }

    @Test
    void refusesAFileThatIsNoFileOfPairs() throws IOException {
        assertEquals(ExitCode.USAGE, match("schema,name1,name2\nPerson,a,b\n"));
        assertEquals(ExitCode.USAGE, PasserelleCommand.execute("screening", "match"));
        assertEquals(
                ExitCode.UNAVAILABLE,
                PasserelleCommand.execute(
                        "screening",
                        "match",
                        "--csv",
                        directory.resolve("absent.csv").toString()));
    }
}
