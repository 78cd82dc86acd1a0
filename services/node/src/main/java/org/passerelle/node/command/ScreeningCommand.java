package org.passerelle.node.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands about sanctions lists and names. */
@Command(
        name = "screening",
        description = "sanctions lists and the matching of names",
        mixinStandardHelpOptions = true,
        subcommands = {ScreeningMatchCommand.class, ScreeningImportCommand.class})
final class ScreeningCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "what to do is missing: match, import");
    }
}
