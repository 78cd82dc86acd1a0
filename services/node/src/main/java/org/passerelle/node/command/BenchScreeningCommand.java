package org.passerelle.node.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.sanctions.SanctionsList;
import org.passerelle.node.bench.screening.ScreeningBench;
import org.passerelle.node.bench.screening.ScreeningReport;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.screening.lists.ListFault;
import org.passerelle.screening.lists.UnListReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes to compare names with a list. */
@Command(
        name = "screening",
        description = "how long it takes to compare 100,000 persons, and one, with every name of a sanctions list",
        mixinStandardHelpOptions = true)
final class BenchScreeningCommand implements Callable<Integer> {
    private static final Path PUBLISHED =
            Path.of("..", "shared", "data", "un-sc-consolidated", "consolidated-2020-11-23.xml");

    @Option(names = "--json", paramLabel = "FILE", description = "writes the results; - is standard output")
    private @Nullable Path json;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description =
                    "the UN's Consolidated List as published; when absent the one kept beside the checkout, else an invented one")
    private @Nullable Path list;

    @Option(names = "--deep", description = "five full screenings instead of two")
    private boolean deep;

    @Override
    public Integer call() throws CannotStart, InterruptedException {
        ScreeningReport report = bench(deep ? 5 : 2).run();
        report.tell(System.err);
        if (json != null) {
            JsonOutput.write(json, report.json());
        }
        return report.met() ? ExitCode.AGREES : ExitCode.DISAGREES;
    }

    private ScreeningBench bench(int rounds) throws CannotStart {
        double threshold = NodeConfig.defaults().lists().threshold();
        Optional<Path> file = list == null ? beside() : Optional.of(list);
        if (file.isEmpty()) {
            return ScreeningBench.againstInvented(threshold, rounds, System.err);
        }
        try {
            SanctionsList read = UnListReader.read(Files.readAllBytes(file.get()));
            return ScreeningBench.against(read.entries(), read.published(), threshold, rounds, System.err);
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read".formatted(file.get()), unreadable);
        } catch (ListFault fault) {
            throw new CannotStart(
                    "%s:%d:%d: %s".formatted(file.get(), fault.line(), fault.column(), fault.problem()), fault);
        }
    }

    /** Reference data is kept outside the checkout, whose configuration the launcher names. */
    private static Optional<Path> beside() {
        return Optional.ofNullable(System.getProperty("passerelle.configuration"))
                .map(configuration ->
                        Path.of(configuration).resolveSibling(PUBLISHED).normalize())
                .filter(Files::isRegularFile);
    }
}
