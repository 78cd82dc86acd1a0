package org.passerelle.system.agreement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of an agreement as a reader finds it, without marks of direction. */
record SignedText(String text) {
    private static final Pattern HASH = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    static SignedText ofPage(byte[] html) {
        return of(new String(html, StandardCharsets.UTF_8).replaceAll("<[^>]*>", " "));
    }

    static SignedText ofPdf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return of(new PDFTextStripper().getText(document));
        }
    }

    private static SignedText of(String text) {
        return new SignedText(text.replaceAll("\\p{Cf}", ""));
    }

    /** Every SHA-256 that it names. */
    List<String> hashes() {
        return HASH.matcher(text).results().map(MatchResult::group).toList();
    }

    /** An identifier may go over the end of a line. */
    boolean says(String identifier) {
        return text.replaceAll("\\s", "").contains(identifier);
    }
}
