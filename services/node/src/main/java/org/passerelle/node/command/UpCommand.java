package org.passerelle.node.command;

import java.util.concurrent.Callable;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.supervisor.RunningSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the system and keeps it running until Ctrl-C or {@code passerelle down}. */
@Command(
        name = "up",
        description = "starts the system and keeps it running; data is kept in PASSERELLE_HOME",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private SystemArguments arguments = new SystemArguments();

    @Override
    public Integer call() throws CannotStart {
        try (RunningSystem system = arguments.system(false)) {
            system.start();
            system.watch();
        }
        return ExitCode.AGREES;
    }
}
