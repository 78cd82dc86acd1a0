package org.passerelle.node.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.platform.seal.WrappingKeys;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The keys outside the database under which content at rest is sealed. */
@Command(
        name = "keys",
        description = "the keys under which content at rest is sealed",
        mixinStandardHelpOptions = true,
        subcommands = KeysCommand.Rotate.class)
final class KeysCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "say what to do with the keys: rotate");
    }

    /** Makes the next wrapping key. */
    @Command(
            name = "rotate",
            description = "makes the next wrapping key in PASSERELLE_HOME; nodes use it from their next start",
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        @Override
        public Integer call() throws CannotStart {
            int number =
                    WrappingKeys.rotate(Home.of(System.getenv()).directory().resolve(WrappingKeys.DIRECTORY));
            System.out.println(number);
            System.err.printf(
                    "wrapping key %d is made; start the nodes one after the other, and each data key is wrapped anew%n",
                    number);
            return ExitCode.AGREES;
        }
    }
}
