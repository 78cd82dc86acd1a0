package org.passerelle.node.command;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.identity.IssuedToken;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.identity.TokenSource;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.supervisor.StatusFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a token for a person or client of the demo. */
@Command(
        name = "token",
        description = "prints a token for a person or client of the demo",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "a person or a client, for instance unowa.officer or unowa-system")
    private String name = "";

    @Option(
            names = "--dpop-key",
            paramLabel = "FILE",
            description = "binds the token to the key in this file, made when missing")
    private @Nullable Path key;

    @Option(
            names = "--strength",
            defaultValue = "2",
            description = "for a person: 1 password, 2 second factor (default)")
    private int strength;

    @Override
    public Integer call() throws CannotStart, SignInRefused {
        Home home = Home.of(System.getenv());
        StatusFile.Running running = StatusFile.of(home)
                .read()
                .orElseThrow(() -> new CannotStart("the demo does not run; start it with \"passerelle demo\""));
        if (!running.demo()) {
            throw new CannotStart("tokens are handed out in the demo only; start it with \"passerelle demo\"");
        }
        Optional<ECKey> bound = key == null ? Optional.empty() : Optional.of(Secrets.key(key));
        IssuedToken token = new TokenSource(
                        Secrets.of(home), running.issuerAddress(), home.run().resolve("sessions"))
                .token(name, strength, bound);
        System.out.println(token.value());
        return ExitCode.AGREES;
    }
}
