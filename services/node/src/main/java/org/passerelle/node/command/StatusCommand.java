package org.passerelle.node.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.supervisor.StatusFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether the system runs, and where. */
@Command(
        name = "status",
        description = "says whether the system is ready, and where it listens",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", paramLabel = "FILE", description = "writes the status as JSON; - is standard output")
    private @Nullable Path json;

    @Override
    public Integer call() throws CannotStart {
        Optional<StatusFile.Running> running =
                StatusFile.of(Home.of(System.getenv())).read();
        boolean ready = running.map(StatusFile.Running::ready).orElse(false);
        Map<String, Object> status = status(running, ready);
        if (json != null) {
            JsonOutput.write(json, status);
        } else {
            System.out.println(ready ? "ready" : running.isPresent() ? "not ready" : "not running");
            running.ifPresent(StatusCommand::tell);
        }
        return ready ? ExitCode.AGREES : ExitCode.UNAVAILABLE;
    }

    private static Map<String, Object> status(Optional<StatusFile.Running> running, boolean ready) {
        var status = new LinkedHashMap<String, Object>();
        status.put("ready", ready);
        status.put("gateways", running.map(StatusFile.Running::gateways).orElse(List.of()));
        status.put("management", running.map(StatusFile.Running::management).orElse(List.of()));
        status.put(
                "keycloak",
                running.map(StatusFile.Running::keycloak).map(URI::toString).orElse(""));
        status.put("processes", running.map(StatusFile.Running::processes).orElse(List.of()));
        return status;
    }

    private static void tell(StatusFile.Running running) {
        running.gateways().forEach(gateway -> System.out.println("gateway    " + gateway));
        running.management().forEach(management -> System.out.println("management " + management));
        System.out.println("keycloak   " + running.keycloak());
        running.processes().forEach(process -> System.out.printf("%-10s process %d%n", process.name(), process.pid()));
    }
}
