package org.passerelle.node.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands about the words that submissions may use. */
@Command(
        name = "vocabulary",
        description = "the words that submissions may use",
        mixinStandardHelpOptions = true,
        subcommands = VocabularyImportCommand.class)
final class VocabularyCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "what to do is missing: import");
    }
}
