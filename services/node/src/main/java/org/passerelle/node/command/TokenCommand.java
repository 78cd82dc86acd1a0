package org.passerelle.node.command;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
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

    @Option(
            names = "--max-age",
            paramLabel = "SECONDS",
            description = "for a person: signs in again unless that was no longer ago")
    private @Nullable Long maxAge;

    @Override
    public Integer call() throws CannotStart, SignInRefused {
        Home home = Home.of(System.getenv());
        Optional<ECKey> bound = key == null ? Optional.empty() : Optional.of(Secrets.key(key));
        Optional<Duration> within = Optional.ofNullable(maxAge).map(Duration::ofSeconds);
        System.out.println(
                DemoAccess.tokens(home).token(name, strength, bound, within).value());
        return ExitCode.AGREES;
    }
}
