package org.passerelle.node.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.bench.search.SearchBench;
import org.passerelle.node.bench.search.SearchReport;
import org.passerelle.node.bench.search.Timing;
import org.passerelle.node.postgres.PostgresServer;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;
import org.passerelle.node.process.Home;
import org.passerelle.node.supervisor.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long searches take, with a PostgreSQL of its own that is removed afterwards. */
@Command(
        name = "search",
        description = "how long a search takes, beside what it would take with a database of one's own",
        mixinStandardHelpOptions = true)
final class BenchSearchCommand implements Callable<Integer> {
    private static final String OWNER = "passerelle";

    @Option(names = "--json", paramLabel = "FILE", description = "writes the results; - is standard output")
    private @Nullable Path json;

    @Option(names = "--deep", description = "with 10 million records as well; takes some 65 GB and hours")
    private boolean deep;

    @Option(
            names = "--records",
            paramLabel = "NUMBER",
            split = ",",
            description = "other sizes than 100,000 and 1 million, at least 10,000")
    private List<Long> sizes = List.of();

    @Override
    public Integer call() throws CannotStart, InterruptedException {
        Path directory = directory();
        String superuser = UUID.randomUUID().toString();
        String password = UUID.randomUUID().toString();
        int port = Topology.onFreePorts(1).postgresPort();
        Home home = Home.of(Map.of("PASSERELLE_HOME", directory.toString()));
        PostgresServer server = PostgresServer.prepare(home, port, superuser);
        Child running = server.start();
        Thread stop = new Thread(() -> clear(running, directory), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        SearchBench bench = new SearchBench("127.0.0.1:" + port, OWNER, password, superuser, System.err);
        List<Timing> timings = new ArrayList<>();
        for (long size : chosen()) {
            server.database("records_" + size, OWNER, password);
            timings.addAll(bench.run("records_" + size, directory.toString(), size));
        }
        SearchReport report = new SearchReport(timings);
        report.tell(System.err);
        if (json != null) {
            JsonOutput.write(json, report.json());
        }
        return report.met() ? ExitCode.AGREES : ExitCode.DISAGREES;
    }

    private List<Long> chosen() {
        if (!sizes.isEmpty()) {
            return sizes;
        }
        return deep ? List.of(100_000L, 1_000_000L, 10_000_000L) : List.of(100_000L, 1_000_000L);
    }

    private static Path directory() throws CannotStart {
        try {
            return Files.createTempDirectory("passerelle-bench");
        } catch (IOException failed) {
            throw new CannotStart("there is no room for a temporary directory", failed);
        }
    }

    private static void clear(Child server, Path directory) {
        server.stop(Duration.ofSeconds(30));
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException left) {
            System.err.println("passerelle: " + directory + " could not be removed");
        }
    }
}
