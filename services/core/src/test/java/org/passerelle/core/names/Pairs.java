package org.passerelle.core.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Invented pairs of names of the Sahel, written before the matcher was. */
final class Pairs {
    private Pairs() {}

    record Pair(String one, String other, boolean match) {
        /** The half that was not looked at while rules and threshold were tuned, chosen by a hash. */
        boolean heldOut() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest((one + "|" + other).getBytes(StandardCharsets.UTF_8));
                return "13579ace".indexOf(HexFormat.of().formatHex(hash).charAt(0)) >= 0;
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException(missing);
            }
        }

        double score() {
            return NameMatcher.compare(Name.of(one), Name.of(other)).score();
        }
    }

    static List<Pair> all() {
        try (InputStream file = Objects.requireNonNull(Pairs.class.getResourceAsStream("sahel-pairs.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Pairs::pair)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Pair pair(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        return new Pair(cells.get(1), cells.get(2), cell.toString().equals("true"));
    }
}
