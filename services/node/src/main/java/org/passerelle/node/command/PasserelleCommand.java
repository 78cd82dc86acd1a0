package org.passerelle.node.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top of the command line. */
@Command(
        name = "passerelle",
        description = "Organisations that cannot fully trust one another exchange tagged records across borders.",
        mixinStandardHelpOptions = true,
        version = "passerelle 0.1.0",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            NodeCommand.class,
            TokenCommand.class,
            CodeCommand.class,
            AgreementCommand.class,
            AuditCommand.class,
            ExplainCommand.class,
            ExportCommand.class,
            GenerateCommand.class,
            KeysCommand.class,
            ImportCommand.class,
            ScreeningCommand.class,
            VocabularyCommand.class,
            ProofCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Also: passerelle verify  (every check and test)",
            "Exit codes: 0 agrees, 1 disagrees, 2 usage, 3 unavailable."
        })
public final class PasserelleCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }

    /** Runs the command line and answers its exit code. */
    public static int execute(String... arguments) {
        return new CommandLine(new PasserelleCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> Failures.tell(failure))
                .execute(arguments);
    }
}
