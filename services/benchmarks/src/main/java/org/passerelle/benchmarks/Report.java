package org.passerelle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
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
