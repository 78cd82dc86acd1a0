package org.passerelle.node.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.screening.match.MatchReport;
import org.passerelle.screening.match.PairsFile;
import org.passerelle.screening.match.PlainMeasure;
import org.passerelle.screening.match.Quality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries the matching of names on pairs of which people have said whether they are the same; nothing needs to run. */
@Command(
        name = "match",
        description = "matches pairs of names, and says how right that is",
        mixinStandardHelpOptions = true)
final class ScreeningMatchCommand implements Callable<Integer> {
    @Option(
            names = "--csv",
            paramLabel = "FILE",
            required = true,
            description = "columns schema,name1,name2,is_match; others are left alone")
    private Path csv = Path.of("");

    @Option(names = "--json", paramLabel = "OUT", description = "writes the outcome; - is standard output")
    private @Nullable Path json;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "the score from which two names are alike; what nodes use by default when absent")
    private double threshold = NodeConfig.defaults().lists().threshold();

    @Override
    public Integer call() throws CannotStart {
        MatchReport report;
        try {
            report = MatchReport.of(PairsFile.read(Files.readString(csv)), threshold);
        } catch (PairsFile.PairsFault fault) {
            System.err.println("passerelle: " + csv + ": " + fault.getMessage());
            return ExitCode.USAGE;
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read as UTF-8".formatted(csv), unreadable);
        }
        report.schemas().forEach((schema, quality) -> tell(schema, quality));
        tell("all", report.all());
        if (json != null) {
            JsonOutput.write(json, json(report));
        }
        return ExitCode.AGREES;
    }

    private static void tell(String what, Quality quality) {
        String line = "%-14s %5d pairs  precision %.3f  recall %.3f  F1 %.3f%n"
                .formatted(what, quality.pairs(), quality.precision(), quality.recall(), quality.f1());
        System.err.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> json(MatchReport report) {
        Map<String, Object> json = new LinkedHashMap<>(quality(report.all()));
        Map<String, Object> schemas = new TreeMap<>();
        report.schemas().forEach((schema, quality) -> {
            Map<String, Object> one = quality(quality);
            Map<String, Object> measures = new TreeMap<>();
            report.measures()
                    .getOrDefault(schema, Map.of())
                    .forEach((measure, best) -> measures.put(name(measure), quality(best)));
            one.put("singleMeasuresAtTheirBest", measures);
            schemas.put(schema, one);
        });
        json.put("schemas", schemas);
        List<Map<String, Object>> rows =
                report.rows().stream().map(ScreeningMatchCommand::row).toList();
        json.put("rows", rows);
        return json;
    }

    private static String name(PlainMeasure measure) {
        return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> quality(Quality quality) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pairs", quality.pairs());
        json.put("threshold", quality.threshold());
        json.put("precision", quality.precision());
        json.put("recall", quality.recall());
        json.put("f1", quality.f1());
        return json;
    }

    private static Map<String, Object> row(MatchReport.Scored scored) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", scored.pair().row());
        json.put("schema", scored.pair().schema());
        json.put("name1", scored.pair().name1());
        json.put("name2", scored.pair().name2());
        json.put("isMatch", scored.pair().match());
        json.put("score", scored.score());
        json.put("found", scored.found());
        return json;
    }
}
