package org.passerelle.node.command;

import java.nio.file.Path;
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
            description =
                    "makes the next wrapping key in PASSERELLE_HOME; the next node that starts uses it, and the others follow",
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        @Override
        public Integer call() throws CannotStart {
            Path directory = Home.of(System.getenv()).directory().resolve(WrappingKeys.DIRECTORY);
            // A first key of another's making would be taken for the one under which everything is sealed.
            int number = WrappingKeys.rotate(directory)
                    .orElseThrow(() -> new CannotStart(
                            "there is no wrapping key in %s that another could follow; is PASSERELLE_HOME that of the nodes?"
                                    .formatted(directory)));
            System.out.println(number);
            System.err.printf(
                    "wrapping key %d is made; copy %d.key to the homes of nodes elsewhere, then start one node again: the others follow%n",
                    number, number);
            return ExitCode.AGREES;
        }
    }
}
