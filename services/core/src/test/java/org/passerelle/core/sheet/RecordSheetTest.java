package org.passerelle.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.Wording;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.explanation.Catalogue;
import org.passerelle.core.explanation.CodeWords;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Translated;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.View;
import org.passerelle.core.world.Labels;
import org.passerelle.core.world.With;

/** A document says all that a view says and nothing else, in every language, under its marking. */
final class RecordSheetTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Markings MARKINGS = new Markings(
            Map.of(), Map.of("LAKE", Map.of(Level.UNCLASSIFIED, "Lake Open", Level.CONFIDENTIAL, "Lake Confidential")));
    private static final Occasion OCCASION = new Occasion("LAKE", "lake.officer", "early-warning", AT);

    private static Label label(Level level, Set<String> compartments, Audience releasableTo) {
        Label plain = Labels.plain(level, Tlp.AMBER, Set.of("RIVER"), AT);
        Label bound = With.with(With.with(plain, "compartments", compartments), "releasableTo", releasableTo);
        return With.with(bound, "purposes", Audience.only("early-warning"));
    }

    private static View view() {
        Content.Head head = new Content.Head(
                "incident",
                "en",
                Optional.of(AT.minusSeconds(86_400)),
                Optional.of(AT.minusSeconds(60)),
                Optional.of("ML"),
                List.of("ML-7"),
                Optional.of(new Geometry(Geometry.Kind.POINT, List.of(new Geometry.Position(-0.3, 19.1)))),
                Optional.of(new Grading("B2")),
                List.of("event:type=\"ied\""),
                Map.of("killed", 2L, "actors", List.of("first group", "second group")));
        Label open = label(Level.UNCLASSIFIED, Set.of(), Audience.unrestricted());
        Label closed = label(Level.CONFIDENTIAL, Set.of("SOURCE"), Audience.only("LAKE"));
        return new View(
                "record-1",
                "RIVER",
                open.join(closed),
                Optional.of(head),
                List.of(
                        new View.Portion("1", "title", "Convoy attacked", open),
                        new View.Portion("2", "body", "First paragraph.\n\nSecond paragraph.\u202eend", closed)),
                true,
                GeometryTier.KM_10,
                true,
                Set.of("no-copies"),
                Optional.of(AT.plusSeconds(86_400)));
    }

    private static LegalText text(View view, Language language) {
        return RecordSheet.of(view, MARKINGS, "LAKE", OCCASION, language);
    }

    private static String said(LegalText text) {
        return Stream.concat(
                        Stream.of(text.title(), text.reference(), text.preamble()),
                        text.articles().stream()
                                .flatMap(article -> Stream.concat(
                                        Stream.of(article.heading()),
                                        article.provisions().stream()
                                                .map(provision -> provision.term() + ": " + provision.text()))))
                .collect(Collectors.joining("\n"))
                .replaceAll("[\u2066\u2067\u2069]", "");
    }

    private static Catalogue sentences(Language language) {
        return Wording.beside(RecordSheet.class, language).sentences();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysTheSameWithTheSamePlaces(Language language) {
        Catalogue other = sentences(language);
        Translated.alike(sentences(Language.EN), other);
        for (GeometryTier tier : GeometryTier.values()) {
            assertTrue(other.keys().contains("precision." + tier.name()), tier.name());
        }
        for (String grade : List.of("A", "B", "C", "D", "E", "F")) {
            assertTrue(other.keys().contains("reliability." + grade), grade);
        }
        for (int grade = 1; grade <= 6; grade++) {
            assertTrue(other.keys().contains("credibility." + grade), "credibility " + grade);
        }
    }

    @Test
    void arabicHasNoLatinLettersButThoseThatItIsolates() {
        Translated.isolatesLatin(sentences(Language.AR));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysAllThatTheViewSays(Language language) {
        LegalText text = text(view(), language);
        String said = said(text);
        for (String fact : List.of(
                "record-1",
                "RIVER",
                "LAKE",
                "lake.officer",
                "early-warning",
                "incident",
                "ML-7",
                "19.1000, -0.3000",
                "B2",
                "event:type=\"ied\"",
                "first group",
                "second group",
                "Convoy attacked",
                "First paragraph.",
                "Second paragraph.[U+202E]end",
                "no-copies")) {
            assertTrue(said.contains(fact), fact + " in " + said);
        }
        assertTrue(said.contains("(Lake Open//TLP:AMBER): Convoy attacked"), said);
        assertTrue(said.contains("(Lake Confidential//TLP:AMBER//SOURCE//REL LAKE): First paragraph."), said);
        assertEquals("LAKE CONFIDENTIAL//TLP:AMBER//SOURCE//REL LAKE", text.marking());
        assertEquals(language, text.language());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysOnEveryPageAndAtItsHeadThatTheRecordWasRecalled(Language language) {
        LegalText before = text(view(), language);
        LegalText recalled = text(With.with(view(), "recalled", true), language);
        String word = sentences(language).text("banner.recalled").replace("{mark}", "");
        assertTrue(recalled.marking().startsWith(word), recalled.marking());
        assertTrue(recalled.marking().contains(before.marking()), recalled.marking());
        assertTrue(recalled.preamble().endsWith(" " + before.preamble()), recalled.preamble());
        assertEquals(before.articles(), recalled.articles());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysEachStatementInALineOfItsOwnAndWhatIsNoneAsItStands(Language language) {
        Map<String, Object> first =
                Map.of("relation", "split-from", "party", "first group", "from", "2014-03-18", "source", "own letter");
        Map<String, Object> second = Map.of(
                "relation",
                "unheard-of",
                "party",
                "second group",
                "until",
                "2015-01-01",
                "source",
                "a radio",
                "grading",
                "C3");
        String said = said(text(affiliated(List.of(first, second)), language));
        CodeWords codes = CodeWords.in(language);
        String term = codes.detail("affiliations").orElseThrow();
        String relation = codes.value("person", "affiliations", "split-from").orElseThrow();
        for (String line : List.of(term + ": " + relation + " first group (", term + ": unheard-of second group (")) {
            assertTrue(said.contains(line), line + " in " + said);
        }
        for (String fact : List.of("2014-03-18", "own letter", "2015-01-01", "a radio", "C3")) {
            assertTrue(said.contains(fact), fact + " in " + said);
        }
        assertFalse(said.contains("relation=") || said.contains("split-from"), said);
        String older = said(text(affiliated(List.of("first group", "second group")), language));
        assertTrue(older.contains(term + ": first group"), older);
    }

    private static View affiliated(List<?> statements) {
        Content.Head head = With.with(view().head().orElseThrow(), "type", "person");
        return With.with(view(), "head", Optional.of(With.with(head, "details", Map.of("affiliations", statements))));
    }

    @ParameterizedTest
    @CsvSource({
        "EN, Killed: 2, 'Area: Mali (ML), Gao (ML-7)'",
        "FR, Tués: 2, 'Zone: Mali (ML), Gao (ML-7)'",
        "AR, قتلى: 2, 'المنطقة: مالي (ML)، غاو (ML-7)'"
    })
    void callsDetailsAndAreasByTheirNames(Language language, String killed, String area) {
        String said = said(text(view(), language));
        assertTrue(said.contains(killed), said);
        assertTrue(said.contains(area), said);
    }

    @ParameterizedTest
    @CsvSource({
        "EN, Commodity: cannabis resin (cannabis-resin), Unit: kg, Verified: yes, Concealment: fuel",
        "FR, Marchandise: résine de cannabis (cannabis-resin), Unité: kg, Vérifié: oui, Dissimulation: fuel",
        "AR, البضاعة: راتنج القنب (cannabis-resin), الوحدة: كغ (kg), متحقق منه: نعم, طريقة الإخفاء: fuel"
    })
    void saysCodesInWordsAndLeavesWhatSomebodyWrote(
            Language language, String commodity, String unit, String verified, String concealment) {
        Content.Head head = With.with(view().head().orElseThrow(), "type", "seizure");
        Map<String, Object> details = Map.of(
                "commodity", "cannabis-resin", "unit", "kg", "verified", true, "concealment", "fuel", "ofOurOwn", "kg");
        String said = said(text(With.with(view(), "head", Optional.of(With.with(head, "details", details))), language));
        for (String fact : List.of(commodity, unit, verified, concealment, "ofOurOwn: kg")) {
            assertTrue(said.contains(fact), fact + " in " + said);
        }
    }

    @Test
    void saysHowExactAPlaceIsWhatAGradingMeansAndThatSomethingIsOver() {
        String said = said(text(view(), Language.EN));
        assertTrue(said.contains("to 10 km"), said);
        assertTrue(said.contains("the source is usually reliable; the information is probably true"), said);
        assertTrue(said.contains("that time has passed"), said);
    }

    @ParameterizedTest
    @CsvSource({
        "EN, 'Onward transfer: To nobody.'",
        "FR, 'Transmission: À personne.'",
        "AR, 'الإحالة: لا تجوز إلى أحد.'"
    })
    void saysToWhomItMayBePassedOn(Language language, String nobody) {
        LegalText bound = text(With.with(view(), "onward", Audience.nobody()), language);
        assertEquals("LAKE CONFIDENTIAL//TLP:AMBER//SOURCE//REL LAKE//ONWARD NONE", bound.marking());
        assertTrue(said(bound).contains(nobody), said(bound));
        String named = said(text(With.with(view(), "onward", Audience.only("LAKES")), language));
        assertTrue(named.contains("//ONWARD LAKES"), named);
        assertFalse(said(text(view(), language)).contains("ONWARD"), "own members are bound by none");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void marksAPortionByTheTermsOfItsOwn(Language language) {
        List<View.Portion> portions = view().portions().stream()
                .map(portion -> With.with(portion, "onward", Audience.only("LAKES")))
                .toList();
        String said = said(text(With.with(view(), "portions", portions), language));
        assertTrue(said.contains("(Lake Open//TLP:AMBER//ONWARD LAKES): Convoy attacked"), said);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theParticularsStandUnderTheMarkOfTheWhole(Language language) {
        LegalText.Article particulars = text(view(), language).articles().getFirst();
        String first = particulars.provisions().getFirst().text();
        assertTrue(first.contains("Lake Confidential//TLP:AMBER//SOURCE//REL LAKE"), first);
    }

    @Test
    void ofWhatIsNotInTheViewThereIsNoTrace() {
        View bare = With.with(
                With.with(
                        With.with(
                                With.with(view(), "head", Optional.empty()),
                                "portions",
                                view().portions().subList(0, 1)),
                        "retainUntil",
                        Optional.empty()),
                "handling",
                Set.of());
        LegalText text = text(bare, Language.EN);
        assertEquals("Record", text.title());
        assertEquals(
                List.of("1 Content", "2 Handling"),
                text.articles().stream()
                        .map(article -> article.number() + " " + article.heading())
                        .toList());
        String said = said(text);
        assertTrue(said.contains("F6: the source is of a reliability that cannot be judged"), said);
        for (String absent : List.of("ML-7", "B2", "killed", "paragraph", "To be deleted", "Undertakings")) {
            assertFalse(said.contains(absent), absent + " in " + said);
        }
    }

    @Test
    void aLevelWithoutWordsDoesNotLeave() {
        assertThrows(
                IllegalArgumentException.class, () -> RecordSheet.of(view(), MARKINGS, "RIVER", OCCASION, Language.EN));
    }
}
