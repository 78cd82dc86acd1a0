package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.UnreadableFile;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.transfer.FaultFile;
import org.passerelle.node.transfer.FileImport;
import org.passerelle.node.transfer.Meter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a file in, against a running system; whatever dies meanwhile, {@code --resume} goes on where the job stands. */
@Command(
        name = "import",
        description = "takes a file of records in; goes on with --resume where it was interrupted",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "what is taken in")
    private Path file = Path.of("");

    @Mixin
    private Server server = new Server();

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "the account that imports")
    private String account = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "ndjson, csv, geojson, stix or misp; by the file's name when absent")
    private @Nullable String format;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "which column becomes what, for csv and geojson; labels of what states none, for stix and misp")
    private @Nullable Path mapping;

    @Option(
            names = "--resume",
            description = "goes on with this account's import of the same file, which there must be")
    private boolean resume;

    @Option(names = "--again", description = "takes the file in although it was taken in before")
    private boolean again;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description =
                    "writes every fault of the items, one JSON object a line; with --resume also of an import that is over")
    private @Nullable Path faults;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the outcome; - is standard output")
    private @Nullable Path json;

    @Override
    public Integer call() throws CannotStart {
        String named = format == null ? ending() : format;
        Optional<ImportFormat> known = Formats.toImport(named);
        if (known.isEmpty()) {
            System.err.printf("passerelle: --format is one of %s%n", String.join(", ", Formats.imports()));
            return ExitCode.USAGE;
        }
        Optional<String> columns = mappingText();
        try {
            known.get().translator(columns);
        } catch (UnreadableFile faulty) {
            return unreadable(mapping == null ? file : mapping, faulty);
        }
        Path every = faults;
        if (every != null) {
            check(every);
        }
        try (Meter meter = Meter.of("import")) {
            GatewayClient gateways = server.clientOfAll(Home.of(System.getenv()));
            FileImport job = new FileImport(gateways, account, file, known.get(), columns, meter);
            FileImport.Way way = resume ? FileImport.Way.RESUME : again ? FileImport.Way.AGAIN : FileImport.Way.NEW;
            FileImport.Outcome outcome = job.run(way);
            int code = new ImportReport(file, account, Optional.ofNullable(json)).tell(outcome);
            if (every != null) {
                write(new FaultFile(gateways, account, every), outcome.over(), every);
            }
            return code;
        } catch (UnreadableFile faulty) {
            return unreadable(file, faulty);
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read".formatted(file), unreadable);
        } catch (StoryInterrupted interrupted) {
            throw new CannotStart(
                    interrupted.getMessage() + "; \"passerelle import --resume\" goes on where it stands", interrupted);
        }
    }

    private static void check(Path where) throws CannotStart {
        try {
            FaultFile.check(where);
        } catch (IOException unwritable) {
            throw new CannotStart(
                    "faults cannot be written to %s (%s): nothing was taken in"
                            .formatted(where, unwritable.getMessage()),
                    unwritable);
        }
    }

    private static void write(FaultFile all, Optional<JsonNode> over, Path where) throws CannotStart {
        if (over.isEmpty()) {
            ImportReport.unwritten(where);
            return;
        }
        try {
            ImportReport.written(all.write(over.get()), where);
        } catch (IOException failed) {
            throw new CannotStart(
                    "the import is over, and its faults cannot be written to %s".formatted(where), failed);
        }
    }

    /** @param where in the mapping, which is read first, or in the file */
    private static int unreadable(Path where, UnreadableFile faulty) {
        System.err.printf(
                "passerelle: %s%s: %s%npasserelle: nothing was taken in%n",
                where, ImportReport.place(faulty), faulty.getMessage());
        return ExitCode.USAGE;
    }

    private String ending() {
        String name = file.toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.equals("jsonl") ? "ndjson" : ending;
    }

    private Optional<String> mappingText() throws CannotStart {
        try {
            return mapping == null ? Optional.empty() : Optional.of(Files.readString(mapping));
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read as UTF-8".formatted(mapping), unreadable);
        }
    }
}
