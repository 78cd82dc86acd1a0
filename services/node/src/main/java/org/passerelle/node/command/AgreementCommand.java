package org.passerelle.node.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands about sharing agreements. */
@Command(
        name = "agreement",
        description = "sharing agreements",
        mixinStandardHelpOptions = true,
        subcommands = {AgreementSignCommand.class, AgreementTextCommand.class})
final class AgreementCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "what to do with an agreement is missing: sign or text");
    }
}
