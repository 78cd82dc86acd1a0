package org.passerelle.node.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gets the legal text of an agreement, as a member of one of its parties reads it. */
@Command(
        name = "text",
        description = "writes the legal text of an agreement to standard output",
        mixinStandardHelpOptions = true)
final class AgreementTextCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the agreement")
    private String id = "";

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "who reads")
    private String account = "";

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "which version; the newest that may be seen when absent")
    private @Nullable Integer version;

    @Option(names = "--lang", paramLabel = "en|fr|ar", description = "the language of the text; English when absent")
    private String language = "en";

    @Option(names = "--pdf", description = "as PDF, and not as HTML")
    private boolean pdf;

    @Mixin
    private Server server = new Server();

    @Override
    public Integer call() throws CannotStart, IOException {
        GatewayClient client = server.client(Home.of(System.getenv()));
        String path = "/agreements/" + id + "/text?lang=" + language + (version == null ? "" : "&version=" + version);
        try {
            HttpResponse<InputStream> answer =
                    client.open(account, path, Map.of("Accept", pdf ? "application/pdf" : "text/html"));
            try (InputStream body = answer.body()) {
                return told(answer.statusCode(), body.readAllBytes());
            }
        } catch (StoryInterrupted unreachable) {
            throw new CannotStart(String.valueOf(unreachable.getMessage()), unreachable);
        }
    }

    private static int told(int status, byte[] body) {
        if (status == 200) {
            System.out.writeBytes(body);
            System.out.flush();
            return ExitCode.AGREES;
        }
        System.err.println("passerelle: " + problem(status, new String(body, StandardCharsets.UTF_8)));
        return status >= 500 ? ExitCode.UNAVAILABLE : ExitCode.USAGE;
    }

    private static String problem(int status, String body) {
        try {
            return "the gateway answered " + status + " "
                    + Json.tree(body).path("detail").asText();
        } catch (JsonFault other) {
            return "the gateway answered " + status;
        }
    }
}
