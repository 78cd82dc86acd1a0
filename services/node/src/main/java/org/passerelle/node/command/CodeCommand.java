package org.passerelle.node.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.passerelle.node.identity.OneTimeCode;
import org.passerelle.node.identity.PersonSecret;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the one-time code that a demo person's authenticator would show now. */
@Command(
        name = "code",
        description = "prints a demo person's one-time code, as an authenticator would show it",
        mixinStandardHelpOptions = true)
final class CodeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "a person of the demo, for instance unowa.officer")
    private String name = "";

    @Override
    public Integer call() throws CannotStart {
        Home home = Home.of(System.getenv());
        DemoAccess.running(home);
        PersonSecret secret = Secrets.of(home)
                .knownPerson(name)
                .orElseThrow(() -> new CannotStart("there is no person \"%s\" in the demo".formatted(name)));
        Instant now = Instant.now();
        System.out.println(OneTimeCode.at(now, secret.totpSecret()));
        System.err.printf(
                "good for %d s%n", Duration.between(now, OneTimeCode.end(now)).toSeconds());
        return ExitCode.AGREES;
    }
}
