package org.passerelle.node.command;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import picocli.CommandLine.Option;

/** Which gateway a command asks. */
final class Server {
    @Option(names = "--server", paramLabel = "URL", description = "a gateway; one of the demo's when absent")
    private @Nullable URI address;

    /** The one that is asked, and no other. */
    URI gateway(Home home) throws CannotStart {
        return gateways(home).getFirst();
    }

    private List<URI> gateways(Home home) throws CannotStart {
        return address == null ? DemoAccess.running(home).gateways() : List.of(address);
    }

    /** Asks {@link #gateway} as accounts of the demo. */
    GatewayClient client(Home home) throws CannotStart {
        return new GatewayClient(List.of(gateway(home)), DemoAccess.identity(home));
    }

    /** Asks one gateway after another, where the demo has several, while one is down or busy. */
    GatewayClient clientOfAll(Home home) throws CannotStart {
        return new GatewayClient(gateways(home), DemoAccess.identity(home));
    }

    /** Hands something in; whatever is answered is an answer. */
    Answer post(Home home, String account, String path, String body) throws CannotStart {
        try {
            return client(home).post(account, path, Map.of(), body);
        } catch (StoryInterrupted interrupted) {
            throw new CannotStart(String.valueOf(interrupted.getMessage()), interrupted);
        }
    }

    /** An answer that the command has no word for. */
    static CannotStart unexpected(Answer answer) {
        return new CannotStart("the gateway answered %d %s"
                .formatted(answer.status(), answer.json().path("title").asText()));
    }
}
