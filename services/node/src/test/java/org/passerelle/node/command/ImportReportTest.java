package org.passerelle.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.interchange.UnreadableFile;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.transfer.FileImport.Outcome;
import org.passerelle.platform.json.Json;

/** Whoever imports learns what is stored, and what is open still. */
class ImportReportTest {
    private static final JsonNode OPEN =
            Json.tree("{\"id\":\"j7\",\"state\":\"open\",\"next\":19751,\"stored\":19740,\"refused\":10}");

    private final ImportReport report = new ImportReport(Path.of("events.csv"), "lake.system", Optional.empty());

    @Test
    void aFileThatBreaksOffIsNoFaultOfTheCommandAndHidesNoImport() throws CannotStart {
        String told = told(
                ExitCode.DISAGREES,
                new Outcome.BrokenOff(OPEN, new UnreadableFile("", 20_000, 0, "is not UTF-8 from here on")));
        assertTrue(told.contains("events.csv:20000:0: is not UTF-8 from here on"), told);
        assertTrue(told.contains("import j7 is open, at item 19751: 19740 stored, 10 refused"), told);
    }

    @Test
    void aRefusalOnTheWaySaysWhatIsOpen() throws CannotStart {
        JsonNode problem = Json.tree("{\"title\":\"Forbidden\",\"code\":\"forbidden\"}");
        String told = told(ExitCode.DISAGREES, new Outcome.Refused(problem, Optional.of(OPEN)));
        assertTrue(told.contains("refused: Forbidden forbidden"), told);
        assertTrue(told.contains("import j7 is open"), told);
        assertTrue(!told(ExitCode.DISAGREES, new Outcome.Refused(problem, Optional.empty()))
                .contains("import"));
    }

    @Test
    void whatCannotGoOnIsNamed() throws CannotStart {
        String told = told(ExitCode.DISAGREES, new Outcome.Unknown("ab12"));
        assertTrue(told.contains("lake.system has no import of events.csv (SHA-256 ab12)"), told);
    }

    @Test
    void aClosedImportSaysWhatWasTakenInAndHowTheRestIsSent() throws CannotStart {
        JsonNode closed =
                Json.tree("{\"id\":\"j7\",\"state\":\"closed\",\"next\":19751,\"stored\":19740,\"refused\":10}");
        String told = told(ExitCode.DISAGREES, new Outcome.Closed(closed));
        assertTrue(told.contains("import j7 of events.csv is closed"), told);
        assertTrue(told.contains("19750 items were taken in: 19740 stored, 10 refused"), told);
        assertTrue(told.contains("what comes after item 19750 is sent as a file of its own; --again"), told);
        assertTrue(told.contains("--faults FILE"), told);
        assertFalse(told.contains("goes on"), told);
    }

    @Test
    void faultsThatAreNotToldAreCounted() throws CannotStart {
        JsonNode done = Json.tree("{\"id\":\"j7\",\"state\":\"completed\",\"stored\":1,\"refused\":250}");
        List<JsonNode> faults = List.of(fault(3), fault(3), fault(9));
        String told = told(ExitCode.DISAGREES, new Outcome.Done(done, faults, Optional.of("cursor")));
        assertTrue(told.contains("events.csv:10:2: /type is unknown"), told);
        assertTrue(
                told.contains("not all: the faults of 248 more items are under /imports/j7/faults?after=cursor"), told);
        String all = told(ExitCode.DISAGREES, new Outcome.Done(done, faults, Optional.empty()));
        assertFalse(all.contains("not all"), all);
        JsonNode two = Json.tree("{\"id\":\"j7\",\"state\":\"completed\",\"stored\":1,\"refused\":2}");
        String last = told(ExitCode.DISAGREES, new Outcome.Done(two, faults, Optional.of("cursor")));
        assertTrue(last.contains("not all: more of the last item are under"), last);
    }

    private static JsonNode fault(int item) {
        return Json.tree("{\"item\":%d,\"line\":%d,\"column\":2,\"pointer\":\"/type\",\"message\":\"is unknown\"}"
                .formatted(item, item + 1));
    }

    private String told(int code, Outcome outcome) throws CannotStart {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertEquals(code, report.tell(outcome));
        } finally {
            System.setErr(before);
        }
        return errors.toString(StandardCharsets.UTF_8);
    }
}
