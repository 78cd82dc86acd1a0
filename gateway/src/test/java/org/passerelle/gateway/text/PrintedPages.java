package org.passerelle.gateway.text;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** What a reader that knows nothing of who printed it finds in a PDF. */
public final class PrintedPages {
    private final List<List<String>> pages;

    private PrintedPages(List<List<String>> pages) {
        this.pages = pages;
    }

    public static PrintedPages of(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(false);
            List<List<String>> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(Arrays.stream(stripper.getText(document).split("\\R"))
                        .map(line ->
                                Normalizer.normalize(line, Normalizer.Form.NFKC).strip())
                        .filter(line -> !line.isEmpty())
                        .toList());
            }
            return new PrintedPages(pages);
        }
    }

    /** These words by where they first stand in their line, the rightmost first. */
    static List<String> fromTheRight(byte[] pdf, Set<String> words) throws IOException {
        Map<String, Float> places = new TreeMap<>();
        PDFTextStripper finder = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> letters) {
                String line = letters.stream().map(TextPosition::getUnicode).collect(Collectors.joining());
                words.stream()
                        .filter(word -> line.contains(word))
                        .forEach(word -> places.putIfAbsent(
                                word, letters.get(line.indexOf(word)).getXDirAdj()));
            }
        };
        try (PDDocument document = Loader.loadPDF(pdf)) {
            finder.getText(document);
        }
        return places.entrySet().stream()
                .sorted(Map.Entry.<String, Float>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The lines of each page. */
    List<List<String>> pages() {
        return pages;
    }

    /** How many there are. */
    public int count() {
        return pages.size();
    }

    /** All but the marking above and below, and the line of the page number. */
    List<String> body() {
        return pages.stream()
                .flatMap(lines -> lines.subList(1, lines.size() - 2).stream())
                .toList();
    }

    /** The whole text without spaces and line breaks. */
    public String unbroken() {
        return unbroken(body().stream().collect(Collectors.joining()));
    }

    static String unbroken(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Cf}]+", "");
    }
}
