package org.passerelle.node.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.HomeLock;
import org.passerelle.node.process.Leftovers;
import org.passerelle.node.process.Waiting;
import org.passerelle.node.supervisor.StatusFile;
import picocli.CommandLine.Command;

/** Stops the system of this data directory, and whatever an earlier one left behind. */
@Command(name = "down", description = "stops the system", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public Integer call() throws CannotStart {
        Home home = Home.of(System.getenv());
        Optional<ProcessHandle> supervisor = HomeLock.holder(home);
        if (supervisor.isPresent()) {
            supervisor.get().destroy();
            if (!Waiting.until(() -> !supervisor.get().isAlive(), PATIENCE)) {
                throw new CannotStart(
                        "process %d does not end".formatted(supervisor.get().pid()));
            }
        }
        int left = Leftovers.stop(home);
        StatusFile.of(home).forget();
        System.err.println(supervisor.isPresent() || left > 0 ? "stopped" : "nothing was running");
        return ExitCode.AGREES;
    }
}
