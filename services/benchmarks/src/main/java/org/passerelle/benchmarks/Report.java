package org.passerelle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a benchmark hands over, as JSON. */
public record Report(
        String bench,
        Map<String, Object> machine,
        Map<String, String> versions,
        String date,
        List<Map<String, Object>> results) {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Whether no goal was missed. */
    public boolean met() {
        return results.stream().noneMatch(result -> Boolean.FALSE.equals(result.get("met")));
    }

    /** Says of each goal whether it was met. */
    void tell(PrintStream progress) {
        results.stream().filter(result -> result.get("goal") != null).forEach(result -> {
            Object against = result.get("against");
            progress.printf(
                    "%s %s of %s, %s agreements: %s, at most %s%n",
                    Boolean.TRUE.equals(result.get("met")) ? "met   " : "MISSED",
                    result.get("engine"),
                    result.get("variant"),
                    result.get("agreements"),
                    against == null
                            ? result.get("value") + " " + result.get("unit")
                            : result.get("ratio") + " of " + against,
                    result.get("goal"));
        });
    }

    /** Writes to the file; {@code -} is standard output. */
    public void write(Path file) throws IOException {
        String text = MAPPER.writeValueAsString(this) + "\n";
        if (file.toString().equals("-")) {
            System.out.print(text);
            System.out.flush();
        } else {
            Files.writeString(file, text);
        }
    }
}
