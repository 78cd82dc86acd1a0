package org.passerelle.node.command;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.identity.RequestCredentials;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which gateway a command asks, and as whom: as accounts of the demo, or as a partner system that has its key itself. */
final class Server {
    @Option(names = "--server", paramLabel = "URL", description = "a gateway; one of the demo's when absent")
    private @Nullable URI address;

    @Option(
            names = "--client-key",
            paramLabel = "FILE",
            description = "the private key (JWK) of the partner system that --as names; with --issuer and --server")
    private @Nullable Path clientKey;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "the realm in which that key is registered, as tokens name it: https://…/realms/passerelle")
    private @Nullable URI issuer;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** The one that is asked, and no other. */
    URI gateway(Home home) throws CannotStart {
        return gateways(home).getFirst();
    }

    private List<URI> gateways(Home home) throws CannotStart {
        if ((clientKey != null || issuer != null) && address == null) {
            throw apart();
        }
        return address == null ? DemoAccess.running(home).gateways() : List.of(address);
    }

    /** Asks {@link #gateway}. */
    GatewayClient client(Home home) throws CannotStart {
        return new GatewayClient(List.of(gateway(home)), DemoAccess.identity(credentials(home)));
    }

    /** Asks one gateway after another, where the demo has several, while one is down or busy. */
    GatewayClient clientOfAll(Home home) throws CannotStart {
        return new GatewayClient(gateways(home), DemoAccess.identity(credentials(home)));
    }

    /** By which requests show who sends them. */
    RequestCredentials credentials(Home home) throws CannotStart {
        if (clientKey == null && issuer == null) {
            return DemoAccess.credentials(home);
        }
        if (clientKey == null || issuer == null || address == null) {
            throw apart();
        }
        encrypted("--issuer", issuer);
        encrypted("--server", address);
        return RequestCredentials.ofClient(issuer, key(clientKey));
    }

    private ParameterException apart() {
        return Usage.wrong(command, "--client-key, --issuer and --server go together");
    }

    /** The accounts as which a command asks that names none: every client of the demo. */
    List<String> clients(Home home) throws CannotStart {
        if (clientKey != null) {
            throw Usage.wrong(command, "--client-key is of one system, which --as must name");
        }
        return Secrets.of(home).clients();
    }

    /** For what a person does, who signs in otherwise. */
    void ofPersons() {
        if (clientKey != null || issuer != null) {
            throw Usage.wrong(command, "--client-key and --issuer are of systems, and this is for persons");
        }
    }

    // What proves who asks leaves the machine encrypted, as everything between nodes does.
    private void encrypted(String option, URI url) {
        String host = String.valueOf(url.getHost());
        boolean here = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && here)) {
            throw Usage.wrong(command, option + " is an address with https, unless it is on this machine");
        }
    }

    /** Unlike keys of the demo, one of a partner is never made here. */
    private static ECKey key(Path file) throws CannotStart {
        if (!Files.isRegularFile(file)) {
            throw new CannotStart("there is no key file %s".formatted(file));
        }
        ECKey key = Secrets.key(file);
        if (!key.getCurve().equals(Curve.P_256)) {
            throw new CannotStart("%s holds no key for ES256 (P-256)".formatted(file));
        }
        return key;
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
