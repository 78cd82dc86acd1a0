package org.passerelle.node.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.bench.Plan;
import org.passerelle.node.bench.RevocationBench;
import org.passerelle.node.bench.RevocationReport;
import org.passerelle.node.bench.Target;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.supervisor.RunningSystem;
import org.passerelle.node.supervisor.StatusFile;
import org.passerelle.node.supervisor.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Benchmarks of the whole system, each on ports and in a directory of its own that is removed afterwards. */
@Command(
        name = "bench",
        description = "measures the whole system, screening and search",
        mixinStandardHelpOptions = true,
        subcommands = {BenchCommand.Revocation.class, BenchScreeningCommand.class, BenchSearchCommand.class})
final class BenchCommand implements Runnable {
    private static final int NODES = 3;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "a benchmark is missing");
    }

    /** Suspensions that race reads, streams and long polls. */
    @Command(
            name = "revocation",
            description = "how long a suspension takes to be effective, and that nothing leaves after it")
    static final class Revocation implements Callable<Integer> {
        @Mixin
        private SystemArguments arguments = new SystemArguments();

        @Option(names = "--json", paramLabel = "FILE", description = "writes the results; - is standard output")
        private @Nullable Path json;

        @Option(names = "--deep", description = "five times as many suspensions")
        private boolean deep;

        @Override
        public Integer call() throws CannotStart, InterruptedException {
            Path directory = directory();
            Home home = Home.of(Map.of("PASSERELLE_HOME", directory.toString()));
            Topology topology = Topology.onFreePorts(NODES);
            RunningSystem system = RunningSystem.on(home, topology, arguments.options(true));
            Thread stop = new Thread(() -> clear(system, directory), "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            system.start();
            RevocationReport report =
                    new RevocationBench(target(home, topology), Plan.usual(deep ? 5 : 1), System.err).run();
            report.tell(System.err);
            if (json != null) {
                JsonOutput.write(json, report.json());
            }
            return report.met() ? ExitCode.AGREES : ExitCode.DISAGREES;
        }

        private static Target target(Home home, Topology topology) throws CannotStart {
            return new Target(
                    topology.gateways(),
                    topology.management(),
                    DemoAccess.identity(home),
                    "jdbc:postgresql://127.0.0.1:%d/passerelle".formatted(topology.postgresPort()),
                    "passerelle",
                    Secrets.of(home).system().databasePassword(),
                    gateway -> StatusFile.of(home).pid("node-" + (gateway + 1)));
        }

        private static Path directory() throws CannotStart {
            try {
                return Files.createTempDirectory("passerelle-bench");
            } catch (IOException failed) {
                throw new CannotStart("there is no room for a temporary directory", failed);
            }
        }

        private static void clear(RunningSystem system, Path directory) {
            system.close();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException left) {
                System.err.println("passerelle: " + directory + " could not be removed");
            }
        }
    }
}
