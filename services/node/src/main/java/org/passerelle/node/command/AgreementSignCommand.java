package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.passerelle.agreements.TermsJws;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs an agreement for a party with its demo key, as the party's signatory would on a machine of their own. */
@Command(
        name = "sign",
        description = "signs the agreed version of an agreement with the demo key of the signatory's party",
        mixinStandardHelpOptions = true)
final class AgreementSignCommand implements Callable<Integer> {
    private static final int SECOND_FACTOR = 2;
    private static final Duration RECENT = Duration.ofMinutes(5);

    @Parameters(paramLabel = "ID", description = "the agreement")
    private String id = "";

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "the signatory")
    private String account = "";

    @Mixin
    private Server server = new Server();

    @Option(names = "--print", description = "prints the signature (JWS with detached payload) and does not hand it in")
    private boolean print;

    @Override
    public Integer call() throws CannotStart, SignInRefused, IOException {
        server.ofPersons();
        Home home = Home.of(System.getenv());
        String token = DemoAccess.tokens(home)
                .token(account, SECOND_FACTOR, Optional.empty(), Optional.of(RECENT))
                .value();
        GatewayClient client = new GatewayClient(
                List.of(server.gateway(home)), (who, method, target) -> Map.of("Authorization", "Bearer " + token));
        try {
            return sign(home, client);
        } catch (StoryInterrupted unreachable) {
            throw new CannotStart(String.valueOf(unreachable.getMessage()), unreachable);
        }
    }

    private int sign(Home home, GatewayClient client) throws IOException {
        String party = client.get(account, "/me")
                .orFail("who signs")
                .json()
                .path("party")
                .asText();
        JsonNode agreement =
                client.get(account, "/agreements/" + id).orFail("the agreement").json();
        int version = agreed(agreement);
        if (version == 0) {
            System.err.println("passerelle: no version of the agreement is agreed by every party");
            return ExitCode.DISAGREES;
        }
        String terms = client.get(account, "/agreements/" + id + "/terms?version=" + version)
                .orFail("the terms")
                .text();
        Path key = home.directory().resolve("keys").resolve("party-" + party + ".pem");
        String jws = TermsJws.sign(terms.getBytes(StandardCharsets.UTF_8), Ed25519Keys.load(key));
        if (print) {
            System.out.println(jws);
            return ExitCode.AGREES;
        }
        Answer answer =
                client.post(account, "/agreements/" + id + "/signatures", Map.of(), Json.write(Map.of("jws", jws)));
        System.out.println(
                answer.ok() ? answer.json().path("agreement").path("state").asText() : answer.text());
        return answer.ok() ? ExitCode.AGREES : ExitCode.DISAGREES;
    }

    private static int agreed(JsonNode agreement) {
        int agreed = 0;
        for (JsonNode version : agreement.path("versions")) {
            if (version.path("state").asText().equals("AGREED")) {
                agreed = version.path("version").asInt();
            }
        }
        return agreed;
    }
}
