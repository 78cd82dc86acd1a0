package org.passerelle.node.command;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.generate.Corpus;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.seed.ConfigurationLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a synthetic corpus; nothing needs to run. */
@Command(
        name = "generate",
        description = "writes synthetic submissions of realistic shape, one a line; the same for the same seed",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 20;

    @Option(names = "--records", paramLabel = "N", required = true, description = "how many")
    private long records;

    @Option(names = "--seed", paramLabel = "S", description = "a number; 1 when absent")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "FILE", description = "where to; standard output when absent")
    private @Nullable Path out;

    @Option(
            names = "--configuration",
            hidden = true,
            defaultValue = "${sys:passerelle.configuration:-config}",
            description = "directory of the sample configuration")
    private Path configuration = Path.of("config");

    @Override
    public Integer call() throws CannotStart {
        if (records < 0) {
            System.err.println("passerelle: --records is a number from 0");
            return ExitCode.USAGE;
        }
        Corpus corpus = new Corpus(
                ConfigurationLoader.load(configuration, Instant.now()).vocabulary(), seed);
        long begun = System.nanoTime();
        try (OutputStream target = target()) {
            write(corpus, target);
        } catch (IOException failed) {
            throw new CannotStart("the records cannot be written: " + failed.getMessage(), failed);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.err.printf("passerelle: %d records in %.1f s, %.0f a second%n", records, seconds, records / seconds);
        return ExitCode.AGREES;
    }

    private OutputStream target() throws IOException {
        OutputStream plain = out == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(out);
        return new BufferedOutputStream(plain, BUFFER);
    }

    private void write(Corpus corpus, OutputStream target) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(target, JsonEncoding.UTF8)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            for (long number = 0; number < records; number++) {
                corpus.write(number, json);
                json.writeRaw('\n');
            }
        }
    }
}
