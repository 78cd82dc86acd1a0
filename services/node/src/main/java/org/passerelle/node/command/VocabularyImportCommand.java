package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a taxonomy of machine tags to a running system. */
@Command(
        name = "import",
        description = "adds the tags of a taxonomy, as MISP publishes it; none is taken away",
        mixinStandardHelpOptions = true)
final class VocabularyImportCommand implements Callable<Integer> {
    private static final String ADMINISTRATOR = "minusma.platform";
    private static final String TAXONOMY = "/taxonomy";

    @Parameters(paramLabel = "FILE", description = "the JSON as published (machinetag.json)")
    private Path file = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the operator's log")
    private String reason = "a taxonomy was imported";

    @Option(names = "--json", paramLabel = "FILE", description = "writes the outcome; - is standard output")
    private @Nullable Path json;

    @Mixin
    private Server server = new Server();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "who imports, a platform administrator; " + ADMINISTRATOR + " when absent")
    private String account = ADMINISTRATOR;

    @Override
    public Integer call() throws CannotStart {
        LocatedJson taxonomy;
        try {
            taxonomy = LocatedJson.read(Files.readString(file));
        } catch (JsonFault broken) {
            System.err.printf("passerelle: %s:%d:%d: %s%n", file, broken.line(), broken.column(), broken.problem());
            return ExitCode.DISAGREES;
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read".formatted(file), unreadable);
        }
        String body = Json.write(Map.of("taxonomy", taxonomy.tree(), "reason", reason));
        Answer answer = server.post(Home.of(System.getenv()), account, "/vocabulary/taxonomies", body);
        if (json != null) {
            JsonOutput.write(json, answer.json());
        }
        return switch (answer.status()) {
            case 201 -> {
                System.err.printf("passerelle: the tags of %s may be used at every gateway%n", file);
                yield ExitCode.AGREES;
            }
            case 422 -> refused(answer.json(), taxonomy);
            default -> throw Server.unexpected(answer);
        };
    }

    /** Each fault where it stands in the file. */
    private int refused(JsonNode problem, LocatedJson taxonomy) {
        for (JsonNode error : problem.path("errors")) {
            String pointer = error.path("pointer").asText();
            LocatedJson.Place place =
                    taxonomy.place(pointer.startsWith(TAXONOMY) ? pointer.substring(TAXONOMY.length()) : "");
            System.err.printf(
                    "passerelle: %s:%d:%d: %s%n",
                    file, place.line(), place.column(), error.path("message").asText());
        }
        System.err.println("passerelle: nothing was taken");
        return ExitCode.DISAGREES;
    }
}
