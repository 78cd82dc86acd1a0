package org.passerelle.node.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.identity.DpopProof;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the value of the DPoP header for one request. */
@Command(
        name = "proof",
        description = "prints the DPoP header for one request (RFC 9449)",
        mixinStandardHelpOptions = true)
final class ProofCommand implements Callable<Integer> {
    @Option(
            names = "--dpop-key",
            paramLabel = "FILE",
            required = true,
            description = "the key that the token is bound to")
    private Path key = Path.of("dpop.jwk");

    @Option(names = "--token", paramLabel = "TOKEN", description = "the access token that goes with the request")
    private @Nullable String token;

    @Parameters(index = "0", paramLabel = "METHOD")
    private String method = "";

    @Parameters(index = "1", paramLabel = "URL")
    private URI url = URI.create("http://127.0.0.1/");

    @Override
    public Integer call() throws CannotStart {
        var proof = new DpopProof(Secrets.key(key));
        System.out.println(proof.of(method.toUpperCase(Locale.ROOT), url, Optional.ofNullable(token), Instant.now()));
        return ExitCode.AGREES;
    }
}
