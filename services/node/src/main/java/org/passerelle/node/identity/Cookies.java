package org.passerelle.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.node.process.PrivateFile;

/** The cookies of one person's sign-in, kept in a private file so that the next call needs no new one-time code. */
final class Cookies {
    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();

    Cookies(Path file) {
        this.file = file;
        try {
            Files.readAllLines(file).forEach(this::put);
        } catch (IOException none) {
            values.clear();
        }
    }

    boolean empty() {
        return values.isEmpty();
    }

    String header() {
        return values.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    // The pages are read on loopback by the person's own tool, so the Secure attribute is not honoured here.
    void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        if (setCookie.contains("Max-Age=0") || pair.endsWith("=")) {
            values.remove(pair.substring(0, pair.indexOf('=')));
        } else {
            put(pair);
        }
    }

    private void put(String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    void save() {
        try {
            String lines = values.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue() + "\n")
                    .collect(Collectors.joining());
            PrivateFile.write(file, lines);
        } catch (IOException notKept) {
            // The next call signs in anew.
            values.clear();
        }
    }
}
