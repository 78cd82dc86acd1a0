package org.passerelle.gateway.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.text.AgreementText;
import org.passerelle.core.agreement.text.Examples;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.LegalText.Provision;
import org.passerelle.core.diligence.DiligenceExamples;
import org.passerelle.core.diligence.DueDiligenceText;
import org.passerelle.core.diligence.YearReportText;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.world.With;
import org.passerelle.platform.bus.Unavailable;

/** A printed text says all that it is given to say, marked on every page, the same each time. */
final class PdfWriterTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern ARABIC_WORD = Pattern.compile("\\p{IsArabic}+");

    private final PdfWriter writer = new PdfWriter();

    private byte[] print(LegalText text) {
        return writer.write(text, AT, () -> {});
    }

    private static LegalText text(Language language) {
        return AgreementText.of(Examples.full(), language);
    }

    private static Stream<String> provisions(LegalText text) {
        return text.articles().stream()
                .flatMap(article -> Stream.concat(
                        Stream.of(article.heading()),
                        article.provisions().stream().flatMap(PdfWriterTest::words)));
    }

    private static Stream<String> words(Provision provision) {
        return Stream.of(provision.number() + provision.term(), provision.text());
    }

    @ParameterizedTest
    @EnumSource(
            value = Language.class,
            names = {"EN", "FR"})
    void saysEveryProvisionInOrder(Language language) throws IOException {
        LegalText text = text(language);
        // The one title that runs from right to left is read in its own order.
        String printed = PrintedPages.of(print(text)).unbroken();
        int from = 0;
        for (String said : provisions(text)
                .filter(words -> !ARABIC_WORD.matcher(words).find())
                .toList()) {
            int at = printed.indexOf(PrintedPages.unbroken(said), from);
            assertTrue(at >= 0, said + " in " + printed);
            from = at;
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysEveryArabicWordAsLettersAndNotAsPicturesOfThem(Language language) throws IOException {
        LegalText text = text(language);
        Set<String> printed =
                arabic(String.join(" ", PrintedPages.of(print(text)).body()));
        Set<String> said = arabic(provisions(text).collect(Collectors.joining(" ")));
        said.removeAll(printed);
        assertEquals(Set.of(), said, () -> printed.toString());
        assertTrue(printed.contains("النهر"));
    }

    /** Vowel signs stand above the letters, and where they stand in the order of characters is not told. */
    private static Set<String> arabic(String text) {
        return ARABIC_WORD
                .matcher(text.replaceAll("\\p{M}", ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The list is alert, drift, incident: in Arabic its first word stands furthest to the right. */
    @Test
    void wordsOfAnotherScriptKeepTheOrderOfTheirList() throws IOException {
        assertEquals(
                List.of("alert", "drift", "incident"),
                PrintedPages.fromTheRight(print(text(Language.AR)), Set.of("alert", "drift", "incident")));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void printsTheHashWhole(Language language) throws IOException {
        assertTrue(PrintedPages.of(print(text(language))).unbroken().contains(Examples.HASH));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void marksTopAndBottomOfEveryPage(Language language) throws IOException {
        LegalText text = text(language);
        List<List<String>> pages = PrintedPages.of(print(text)).pages();
        assertTrue(pages.size() > 2);
        for (int i = 0; i < pages.size(); i++) {
            List<String> lines = pages.get(i);
            assertEquals(text.marking(), lines.getFirst());
            assertEquals(text.marking(), lines.getLast());
            String number = lines.get(lines.size() - 2);
            assertTrue(number.contains("river-lake"), number);
            assertTrue(
                    number.contains(Integer.toString(i + 1)) && number.contains(Integer.toString(pages.size())),
                    number);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theSameTextGivesTheSameBytes(Language language) {
        assertArrayEquals(print(text(language)), new PdfWriter().write(text(language), AT, () -> {}));
        assertFalse(Arrays.equals(print(text(language)), writer.write(text(language), AT.plusSeconds(1), () -> {})));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void canBeReadAloudAndKept(Language language) throws IOException {
        try (PDDocument document = Loader.loadPDF(print(text(language)))) {
            assertEquals(language.tag(), document.getDocumentCatalog().getLanguage());
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked());
            assertNotNull(document.getDocumentCatalog().getStructureTreeRoot());
            assertTrue(document.getDocumentCatalog().getViewerPreferences().displayDocTitle());
            assertEquals(
                    Run.plain(text(language).title()),
                    document.getDocumentInformation().getTitle());
            assertEquals(AT, document.getDocumentInformation().getCreationDate().toInstant());
            String metadata =
                    new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertTrue(metadata.contains("pdfuaid:part>1<") && metadata.contains("pdfaid:part>2<"), metadata);
            // The title has alternatives by language even where there is but one: PDF/UA asks for them.
            assertTrue(metadata.replaceAll("\\s", "").contains("<dc:title><rdf:Alt>"), metadata);
            for (COSName name : document.getPage(0).getResources().getFontNames()) {
                PDFont font = document.getPage(0).getResources().getFont(name);
                assertTrue(font.isEmbedded() && font.getName().contains("Tajawal"), font.getName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aRecordOfDueDiligenceUnderTwoAssessmentsIsOnePage(Language language) throws IOException {
        PrintedPages pages = PrintedPages.of(print(DueDiligenceText.of(DiligenceExamples.record(), language)));
        assertEquals(1, pages.count());
        for (String fact : List.of("has-bn1", "has-commander", "river.approver", DiligenceExamples.HASH)) {
            assertTrue(pages.unbroken().contains(fact), fact);
        }
        String report = PrintedPages.of(print(YearReportText.of(DiligenceExamples.report(), language)))
                .unbroken();
        assertTrue(report.contains("LAKE-BN1") && report.contains("1234"), report);
    }

    @Test
    void printsNothingRatherThanATextWithGaps() {
        Unprintable lacking =
                assertThrows(Unprintable.class, () -> print(AgreementText.of(titled("River and \u6e56"), Language.EN)));
        assertEquals("the font has no character \u6e56", lacking.getMessage());
    }

    @Test
    void whatNoLineHoldsBreaks() throws IOException {
        String word = "W".repeat(500);
        assertTrue(PrintedPages.of(print(AgreementText.of(titled(word), Language.AR)))
                .unbroken()
                .contains(word));
    }

    @Test
    void markupInTermsIsText() throws IOException {
        String markup = "<fo:external-graphic src=\"url(file:///etc/hostname)\"/> &amp;";
        assertTrue(PrintedPages.of(print(AgreementText.of(titled(markup), Language.EN)))
                .unbroken()
                .contains(PrintedPages.unbroken(markup)));
    }

    private static Agreement titled(String title) {
        return With.with(Examples.full(), "titles", Map.of("en", title));
    }

    @Test
    void isNotPrintedWhenItIsTooLong() {
        LegalText text = AgreementText.of(
                With.with(
                        Examples.full(),
                        "clauses",
                        Collections.nCopies(300, Examples.full().clauses().getFirst())),
                Language.EN);
        assertThrows(Unprintable.class, () -> print(text));
    }

    @Test
    void stopsWhenItsTimeIsOver() {
        assertThrows(
                Unavailable.class,
                () -> writer.write(text(Language.EN), AT, () -> {
                    throw new Unavailable("pdf");
                }));
    }
}
