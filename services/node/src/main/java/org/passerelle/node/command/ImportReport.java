package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.passerelle.gateway.interchange.UnreadableFile;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.transfer.FileImport.Outcome;

/**
 * Says on standard error what came of an import.
 *
 * @param json where the job is written when it is completed
 */
record ImportReport(Path file, String account, Optional<Path> json) {

    /** The exit code. */
    int tell(Outcome outcome) throws CannotStart {
        return switch (outcome) {
            case Outcome.Done(JsonNode job, List<JsonNode> faults, Optional<String> next) -> {
                told(faults);
                next.ifPresent(after -> say(more(job, faults, after)));
                yield done(job);
            }
            case Outcome.Known(JsonNode job) -> {
                say(
                        "%s was taken in before (import %s, %s, at item %d); --resume goes on with it, --again takes it in anew"
                                .formatted(file, id(job), job.path("state").asText(), next(job)));
                yield ExitCode.DISAGREES;
            }
            case Outcome.Closed(JsonNode job) -> {
                closed(job);
                yield ExitCode.DISAGREES;
            }
            case Outcome.Otherwise(JsonNode job) -> {
                say(
                        "import %s of %s stands at item %d and was opened as %s, with another mapping or another format; --resume goes on with those, --again takes the file in anew"
                                .formatted(
                                        id(job),
                                        file,
                                        next(job),
                                        job.path("format").asText()));
                yield ExitCode.USAGE;
            }
            case Outcome.Unknown(String digest) -> {
                say(
                        "%s has no import of %s (SHA-256 %s) to go on with: it was not begun, or the file has changed since; without --resume it is taken in from its beginning"
                                .formatted(account, file, digest));
                yield ExitCode.DISAGREES;
            }
            case Outcome.BrokenOff(JsonNode job, UnreadableFile fault) -> {
                say("%s%s: %s".formatted(file, place(fault), fault.getMessage()));
                standing(job);
                yield ExitCode.DISAGREES;
            }
            case Outcome.Refused(JsonNode problem, Optional<JsonNode> job) -> {
                refused(problem);
                job.ifPresent(this::standing);
                yield ExitCode.DISAGREES;
            }
        };
    }

    private void told(List<JsonNode> faults) {
        faults.forEach(fault -> say("%s:%d:%d: %s %s"
                .formatted(
                        file,
                        fault.path("line").asLong(),
                        fault.path("column").asInt(),
                        fault.path("pointer").asText(),
                        fault.path("message").asText())));
    }

    /** What was not told: of how many items, and where it is. */
    private static String more(JsonNode job, List<JsonNode> faults, String after) {
        long told = faults.stream()
                .map(fault -> fault.path("item").asLong())
                .distinct()
                .count();
        long untold = job.path("refused").asLong() - told;
        return "these are not all: %s under /imports/%s/faults?after=%s; with --resume, --faults FILE writes all of them"
                .formatted(
                        untold > 0 ? "the faults of %d more items are".formatted(untold) : "more of the last item are",
                        id(job),
                        after);
    }

    private int done(JsonNode job) throws CannotStart {
        say("import %s: %s".formatted(id(job), counts(job)));
        if (json.isPresent()) {
            JsonOutput.write(json.get(), job);
        }
        return job.path("refused").asLong() == 0 ? ExitCode.AGREES : ExitCode.DISAGREES;
    }

    private void closed(JsonNode job) {
        long last = next(job) - 1;
        say("import %s of %s is closed, for nothing came any more; %d items were taken in: %s"
                .formatted(id(job), file, last, counts(job)));
        say("what comes after item %d is sent as a file of its own; --again stores everything once more"
                .formatted(last));
        if (job.path("refused").asLong() > 0) {
            say("with --resume, --faults FILE writes what is wrong with items that were refused");
        }
    }

    private void standing(JsonNode job) {
        String state = job.path("state").asText();
        say("import %s is %s, at item %d: %s".formatted(id(job), state, next(job), counts(job)));
        if (state.equals("open")) {
            say("--resume goes on with the very same file; a changed one is another, of which everything is taken in");
        }
    }

    private void refused(JsonNode problem) {
        problem.path("errors")
                .forEach(error -> say(error.path("pointer").asText() + ": "
                        + error.path("message").asText()));
        say("refused: " + problem.path("title").asText() + " "
                + problem.path("detail").asText() + problem.path("code").asText());
    }

    /** Where in the file, or in the mapping. */
    static String place(UnreadableFile faulty) {
        String line = faulty.line() > 0 ? ":%d:%d".formatted(faulty.line(), faulty.column()) : "";
        return faulty.pointer().isEmpty() ? line : line + " " + faulty.pointer();
    }

    private static String id(JsonNode job) {
        return job.path("id").asText();
    }

    private static long next(JsonNode job) {
        return job.path("next").asLong();
    }

    private static String counts(JsonNode job) {
        return "%d stored, %d refused"
                .formatted(job.path("stored").asLong(), job.path("refused").asLong());
    }

    /** Where all faults are. */
    static void written(long faults, Path file) {
        say("%d faults are in %s".formatted(faults, file));
    }

    /** Where there are none yet. */
    static void unwritten(Path file) {
        say("no faults are written to %s: that is done when an import is over, with --resume also later"
                .formatted(file));
    }

    private static void say(String text) {
        System.err.println("passerelle: " + text);
    }
}
