package org.passerelle.core.diligence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.decision.Code;
import org.passerelle.core.explanation.Catalogue;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Translated;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;
import org.passerelle.core.world.With;

/** Every fact is said in every language, and what is not known is said to be so. */
final class DiligenceTextTest {

    private static Catalogue sentences(Language language) {
        return Phrases.in(language).wording().sentences();
    }

    private static String said(LegalText text) {
        return text.articles().stream()
                .flatMap(article -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(article.heading()),
                        article.provisions().stream().map(provision -> provision.term() + " " + provision.text())))
                .collect(Collectors.joining("\n"))
                .replaceAll("[\u2066\u2067\u2069]", "");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysTheSameWithTheSamePlaces(Language language) {
        Translated.alike(sentences(Language.EN), sentences(language));
    }

    @Test
    void arabicHasNoLatinLettersButThoseThatItIsolates() {
        Translated.isolatesLatin(sentences(Language.AR));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasAWordForEveryMemberOfEachList(Language language) {
        Catalogue words = sentences(language);
        for (AssessmentState state : AssessmentState.values()) {
            assertTrue(words.word("state", state.name()).isPresent(), state.name());
        }
        for (Risk risk : Risk.values()) {
            assertTrue(words.word("risk", risk.name()).isPresent(), risk.name());
        }
        for (Allegation.Status status : Allegation.Status.values()) {
            assertTrue(words.word("status", status.name()).isPresent(), status.name());
        }
        for (Code code :
                List.of(Code.ALLEGATION, Code.MITIGATION_OVERDUE, Code.RELEASE_HOLD, Code.ORIGINATOR_CONSENT)) {
            assertTrue(words.word("code", code.name()).isPresent(), code.name());
        }
        for (String hold : List.of("open", "granted", "refused", "withdrawn")) {
            assertTrue(words.word("hold", hold).isPresent(), hold);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aRecordSaysWhoAnsweredForWhatAndWhatAllowedIt(Language language) {
        LegalText text = DueDiligenceText.of(DiligenceExamples.record(), language);
        String said = said(text);
        for (String fact : List.of(
                "LAKE-BN1",
                "lake-bn1-system",
                "Colonel Idrissa Fictif",
                "river-to-lake-bn1",
                "river-lake",
                "cd".repeat(32),
                "ab".repeat(32),
                "has-bn1",
                "has-commander",
                "river.analyst",
                "river.focal-point",
                "river.approver",
                "Briefing on training",
                "Briefing on visit",
                "Briefing on report",
                "The source was mistaken.",
                "allegation-1",
                "41",
                "17",
                DiligenceExamples.HASH)) {
            assertTrue(said.contains(fact), fact + " in " + said);
        }
        assertEquals(LegalText.Layout.SHEET, text.layout());
    }

    @Test
    void tellsMitigationsThatWereDoneFromThoseOpenAndOverdueThen() {
        String said = said(DueDiligenceText.of(DiligenceExamples.record(), Language.EN));
        assertTrue(said.contains("training, Briefing on training (humanitarian law): owner lake.officer, due"), said);
        assertTrue(said.matches("(?s).*training[^\n]*done on 28 February 2026.*"), said);
        assertTrue(said.matches("(?s).*visit[^\n]*not done yet\\..*"), said);
        assertTrue(said.matches("(?s).*report \\(humanitarian law\\)[^\n]*overdue\\..*"), said);
    }

    @Test
    void saysThatWhatWasApprovedHadExpired() {
        DueDiligence facts = DiligenceExamples.record();
        DueDiligence late = With.with(facts, "at", DiligenceExamples.AT.plusSeconds(61 * 86_400L));
        assertTrue(said(DueDiligenceText.of(facts, Language.EN)).contains("approved under conditions, risk medium"));
        assertTrue(said(DueDiligenceText.of(late, Language.EN)).contains("expired, risk medium"));
    }

    @Test
    void saysWhatIsNotKnown() {
        DueDiligence facts = With.with(
                With.with(With.with(DiligenceExamples.record(), "rules", Optional.empty()), "assessments", List.of()),
                "recipient",
                new DueDiligence.Recipient("LAKE", Optional.empty(), "lake.officer", Optional.empty(), false));
        String said = said(DueDiligenceText.of(facts, Language.EN));
        assertTrue(said.contains("The version of the rules was not kept yet."), said);
        assertTrue(said.contains("No assessment was consulted"), said);
        assertTrue(said.contains("can no longer be read"), said);
        assertTrue(said.contains("belongs to no unit"), said);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aReportSaysEveryFigure(Language language) {
        String said = said(YearReportText.of(DiligenceExamples.report(), language));
        for (String figure :
                List.of("1234", "1200", "1000", "200", "34", "234", "has-bn1", "5", "6", "7", "8", "11", "12", "13")) {
            assertTrue(
                    Pattern.compile("(?<![0-9])" + figure + "(?![0-9])")
                            .matcher(said)
                            .find(),
                    figure + " in " + said);
        }
        assertTrue(said.contains("LAKE-BN1"), said);
    }
}
