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
import org.passerelle.node.process.PrivateFile;
import org.passerelle.node.supervisor.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long searches take, with a PostgreSQL of its own that is removed afterwards, unless it is to be kept. */
@Command(
        name = "search",
        description = "how long a search takes, beside what it would take with a database of one's own",
        mixinStandardHelpOptions = true)
final class BenchSearchCommand implements Callable<Integer> {
    private static final String OWNER = "passerelle";

    @Option(names = "--json", paramLabel = "FILE", description = "writes the results; - is standard output")
    private @Nullable Path json;

    @Option(names = "--deep", description = "with 10 million records as well; takes some 80 GB and more than an hour")
    private boolean deep;

    @Option(
            names = "--records",
            paramLabel = "NUMBER",
            split = ",",
            description = "other sizes than 100,000 and 1 million, at least 10,000")
    private List<Long> sizes = List.of();

    @Option(
            names = "--seen",
            paramLabel = "SHARE",
            split = ",",
            description =
                    "of 0.001, 0.05 and 0.5 of the records, only these; the private copy of half takes half as much again")
    private List<Double> shares = SearchBench.SEEN;

    @Option(
            names = "--store",
            paramLabel = "DIRECTORY",
            description = "keeps the filled stores there; those that are filled already are asked again")
    private @Nullable Path store;

    @Override
    public Integer call() throws CannotStart, InterruptedException {
        if (!SearchBench.SEEN.containsAll(shares)) {
            throw new CannotStart("--seen takes shares of %s, not %s".formatted(SearchBench.SEEN, shares));
        }
        Path directory = directory();
        String superuser = superuser(directory);
        String password = UUID.randomUUID().toString();
        int port = Topology.onFreePorts(1).postgresPort();
        Home home = Home.of(Map.of("PASSERELLE_HOME", directory.toString()));
        PostgresServer server = PostgresServer.prepare(home, port, superuser);
        Child running = server.start();
        Thread stop = new Thread(() -> stop(running, directory), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        SearchBench bench = new SearchBench("127.0.0.1:" + port, OWNER, password, superuser, System.err);
        List<Timing> timings = new ArrayList<>();
        for (long size : chosen()) {
            server.database("records_" + size, OWNER, password);
            timings.addAll(bench.run("records_" + size, directory.toString(), size, shares));
            if (store == null) {
                server.remove("records_" + size);
            }
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

    private Path directory() throws CannotStart {
        try {
            return store == null
                    ? Files.createTempDirectory("passerelle-bench")
                    : Files.createDirectories(store).toRealPath();
        } catch (IOException failed) {
            throw new CannotStart("there is no directory for the stores: " + failed, failed);
        }
    }

    /** The password of a kept store is kept beside it. */
    private static String superuser(Path directory) throws CannotStart {
        Path file = directory.resolve("superuser");
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, UUID.randomUUID().toString());
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new CannotStart(file + " cannot be read or written", failed);
        }
    }

    private void stop(Child server, Path directory) {
        server.stop(Duration.ofSeconds(30));
        if (store == null) {
            clear(directory);
        }
    }

    private static void clear(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException left) {
            System.err.println("passerelle: " + directory + " could not be removed");
        }
    }
}
