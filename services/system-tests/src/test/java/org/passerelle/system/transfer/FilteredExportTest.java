package org.passerelle.system.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.node.demo.Answer;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** The command exports what a search with the same filters finds, by what its account sees. */
@Live
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilteredExportTest {
    /** Of that day nothing else tells. */
    private static final String COMMAND = "./passerelle export --as unowa-system --purpose early-warning"
            + " --filter from=2001-06-11T00:00:00Z --filter to=2001-06-12T00:00:00Z --out ";

    private static final List<String> RECORDS = List.of("""
            {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"geometry":{"type":"Point","coordinates":[-0.3,16.3]},
             "eventTime":"2001-06-11T09:00:00Z","grading":"B2","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"]},
             "portions":[{"field":"title","text":"ford"}]}
            """, """
            {"type":"incident","language":"en","country":"ML","admin1":["ML-5"],"geometry":{"type":"Point","coordinates":[-4.2,14.5]},
             "eventTime":"2001-06-11T10:00:00Z","grading":"D4","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN","purposes":["early-warning"]},
             "portions":[{"field":"title","text":"bridge"},
              {"field":"source","text":"A ferryman.","label":{"marking":"UN STRICTLY CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"]}}]}
            """);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final LiveSystem system;

    FilteredExportTest(LiveSystem system) {
        this.system = system;
    }

    @BeforeAll
    void submit() {
        for (String record : RECORDS) {
            Answer stored = system.client().post("minusma-system", "/records", Map.of(), record);
            assertEquals(201, stored.status(), stored::text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    level=2                                               | ford
                    level=0                                               | bridge
                    level=3                                               | none
                    area=ML-5                                             | bridge
                    grading=C3                                            | ford
                    originator=MINUSMA                                    | bridge ford
                    originator=UNOWA                                      | none
                    polygon=POLYGON((-5 14, -4 14, -4 15, -5 15, -5 14)) | bridge
                    q=ford                                                | ford
                    """)
    void holdsWhatTheFilterFindsOfTheView(String filter, String titles) throws Exception {
        Path file = directory.resolve("export.ndjson");
        Shell.run(system, COMMAND + file + " --filter '" + filter + "'");
        String exported = Files.readString(file);
        Set<String> expected = titles.equals("none") ? Set.of() : Set.of(titles.split(" ", -1));
        assertEquals(
                expected,
                exported.lines()
                        .map(line -> Json.tree(line).at("/portions/0/text").asText())
                        .collect(Collectors.toSet()),
                exported);
        assertFalse(exported.contains("ferryman"), exported);
    }

    @Test
    void saysWhatIsWrongWithAFilter() throws Exception {
        String said = Shell.run(
                system, COMMAND + directory.resolve("none.ndjson") + " --filter level=9 2>&1 || echo ended with $?");
        assertTrue(said.contains("/level: must be a whole number from 0 to 3"), said);
        assertTrue(said.contains("ended with 1"), said);
    }
}
