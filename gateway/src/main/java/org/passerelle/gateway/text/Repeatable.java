package org.passerelle.gateway.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import org.passerelle.platform.crypto.Sha256;

/** Makes a PDF the same from one printing to the next: what the printer takes from clock and chance is set from content and instant. */
final class Repeatable {
    private static final byte[] WRITTEN = ascii("<xmp:MetadataDate>");
    private static final byte[] IDENTIFIERS = ascii("/ID [<");
    private static final int DIGITS = 32;
    /** From the beginning of one file identifier to the beginning of the other: {@code > <}. */
    private static final int APART = DIGITS + 3;

    private final byte[] pdf;

    private Repeatable(byte[] pdf) {
        this.pdf = pdf;
    }

    /** The same PDF, written at {@code created}, its file identifier (ISO 32000-1, 14.4) a digest of the rest. */
    static byte[] pdf(byte[] printed, Instant created) {
        Repeatable repeatable = new Repeatable(printed.clone());
        repeatable.date(created);
        repeatable.identify();
        return repeatable.pdf;
    }

    /** The time zone of the machine decides how long the date is, and lengths stay as they are. */
    private void date(Instant created) {
        int from = last(WRITTEN) + WRITTEN.length;
        int length = next('<', from) - from;
        String date = created.truncatedTo(ChronoUnit.SECONDS).toString();
        String same = date.length() == length ? date : date.replace("Z", "+00:00");
        if (same.length() != length) {
            throw new IllegalStateException("a date of " + length + " characters");
        }
        put(from, same);
    }

    private void identify() {
        int first = last(IDENTIFIERS) + IDENTIFIERS.length;
        put(first, "0".repeat(DIGITS));
        put(first + APART, "0".repeat(DIGITS));
        String identifier = digest();
        put(first, identifier);
        put(first + APART, identifier);
    }

    private String digest() {
        return HexFormat.of().withUpperCase().formatHex(Sha256.of(pdf), 0, DIGITS / 2);
    }

    private void put(int at, String text) {
        byte[] bytes = ascii(text);
        System.arraycopy(bytes, 0, pdf, at, bytes.length);
    }

    private int last(byte[] mark) {
        for (int at = pdf.length - mark.length; at >= 0; at--) {
            if (Arrays.equals(pdf, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        throw new IllegalStateException("a PDF without " + new String(mark, StandardCharsets.US_ASCII));
    }

    private int next(char end, int from) {
        int at = from;
        while (pdf[at] != end) {
            at++;
        }
        return at;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
