package org.passerelle.node.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.SampleRecords;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.demo.Story;
import org.passerelle.node.demo.StoryResult;
import org.passerelle.node.demo.scenario.Scenarios;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.seed.Configuration;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.node.supervisor.RunningSystem;
import org.passerelle.node.supervisor.StatusFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the system, plays the acceptance scenarios through the gateway, and stays up. */
@Command(
        name = "demo",
        description = "starts everything, plays the acceptance scenarios and stays up",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private SystemArguments arguments = new SystemArguments();

    @Option(names = "--once", description = "ends after the scenarios: exit 0 only if all agree")
    private boolean once;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the outcome as JSON; - is standard output")
    private @Nullable Path json;

    @Override
    public Integer call() throws CannotStart {
        Home home = Home.of(System.getenv());
        try (RunningSystem system = arguments.system(true)) {
            system.start();
            Thread watch = Thread.ofPlatform().daemon().name("watch").start(system::watch);
            StoryResult result = play(home, DemoAccess.running(home));
            if (json != null) {
                JsonOutput.write(json, result.json());
            }
            System.err.printf(
                    "%n%d of %d scenarios agree%n",
                    result.agree(), result.played().size());
            if (!once) {
                SignIns.print(home, DemoAccess.running(home), System.err);
                watch.join();
            }
            return result.allAgree() ? ExitCode.AGREES : ExitCode.DISAGREES;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.UNAVAILABLE;
        }
    }

    private StoryResult play(Home home, StatusFile.Running running) throws CannotStart {
        var gateway = new GatewayClient(running.gateways(), DemoAccess.identity(home));
        Configuration configuration = ConfigurationLoader.load(arguments.configuration(), Instant.now());
        List<String> refused = SampleRecords.submit(gateway, configuration.samples());
        refused.forEach(line -> System.err.println("a sample record was refused: " + line));
        // Standard output belongs to the JSON when that is asked for there.
        boolean quiet = json != null && json.toString().equals("-");
        return Story.printing(new Stage(gateway), quiet ? System.err : System.out)
                .play(Scenarios.all());
    }
}
