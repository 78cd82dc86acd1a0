package org.passerelle.system.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.SampleRecords;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** The README's commands, run as they stand there against the running system, and its promises about the answers. */
@Live
class ReadmeTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private final LiveSystem system;

    ReadmeTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void permittedRequestGetsTheSampleAndItsDisclosure() throws Exception {
        List<String> refused = SampleRecords.submit(
                system.client(),
                ConfigurationLoader.load(ROOT.resolve("config"), Instant.now()).samples());
        assertEquals(List.of(), refused);
        JsonNode answer = Json.tree(run(command("early-warning")));
        JsonNode item = answer.path("items").path(0);
        assertEquals("MINUSMA", item.path("releaser").asText(), answer::toString);
        assertEquals("UN CONFIDENTIAL", item.path("label").path("marking").asText());
        assertTrue(answer.path("disclosure").has("salt"));
        assertFalse(answer.toString().contains("notable"), "the source stays where it is");
    }

    @Test
    void refusedRequestIsToldItsReason() throws Exception {
        JsonNode answer = Json.tree(run(command("targeting")));
        assertEquals(403, answer.path("status").asInt(), answer::toString);
        assertEquals("PURPOSE_PROHIBITED", answer.path("code").asText());
        assertEquals("urn:passerelle:problem:forbidden", answer.path("type").asText());
        assertEquals("Not allowed", answer.path("title").asText());
    }

    @Test
    void explanationTellsWhyAndWhatWouldChangeIt() throws Exception {
        String told = run(commandWith("passerelle explain"));
        Matcher shown = Pattern.compile("```\n(Deny: .*?)```", Pattern.DOTALL).matcher(readme());
        assertTrue(shown.find());
        for (String part : shown.group(1).split("…\n", -1)) {
            assertTrue(told.contains(part), told);
        }
    }

    @Test
    void everyFileThatTheReadmeNamesExists() throws IOException {
        Matcher link = Pattern.compile("\\]\\(([^)]+)\\)").matcher(readme());
        while (link.find()) {
            assertTrue(Files.exists(ROOT.resolve(link.group(1))), link.group(1));
        }
    }

    private static String command(String purpose) throws IOException {
        return commandWith("purpose=" + purpose);
    }

    private static String commandWith(String words) throws IOException {
        Matcher blocks = SHELL.matcher(readme());
        List<String> found = new ArrayList<>();
        while (blocks.find()) {
            if (blocks.group(1).contains(words)) {
                found.add(blocks.group(1));
            }
        }
        assertEquals(1, found.size(), words);
        return found.getFirst();
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private String run(String command) throws IOException, InterruptedException {
        return Shell.run(system, command);
    }
}
