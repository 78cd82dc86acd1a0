package org.passerelle.core.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Explanation.Kind;
import org.passerelle.core.explanation.Told.ToldLine;
import org.passerelle.core.world.World;

/** What is told of single decisions. */
final class ExplanationTest {

    private static final World ALERT = World.base().with("""
            {'request':{'subject':'bn33-system','purpose':'force-protection'},
             'record':{'type':'alert','portions':{'body':{'label':{
               'level':0,'tlp':'GREEN','purposes':['force-protection']}}}}}""");

    @Test
    void tellsUnderWhichClauseAndAssessmentAndWithWhichConditions() {
        assertEquals(
                "MALI-FORCES, unit BN33 (bn33-system) may read this for force protection, under clause 09-out of agreement"
                        + " 09-bn33, on the strength of assessment has-bn33; conditions: stripped of what identifies"
                        + " persons, the source; the place is told to 10 km; the grading goes along in words.",
                headline(focalPoint(), ALERT));
    }

    @Test
    void tellsWhoSuspendedWhichAgreementAndWhoMayLiftIt() {
        World world = World.base().with("{'agreements':{'01-unowa':{'suspendedBy':['MINUSMA']}}}");
        assertEquals(
                "UNOWA (unowa.officer) may not read this for early warning: the agreement is suspended.",
                headline(officer(), world));
        ToldLine line = line(officer(), world, Gate.AGREEMENT);
        assertEquals(
                "Agreement 01-unowa, by which MINUSMA would give it to UNOWA, is suspended by MINUSMA.", line.fact());
        assertEquals(Optional.of("An agreement administrator of MINUSMA lifts the suspension."), line.remedy());
    }

    @Test
    void tellsWhatTheNearestClauseLacks() {
        World world = World.base().with("{'record':{'type':'weapon','areas':['LY']}}");
        assertEquals(
                "The nearest clause, 01-out of agreement 01-unowa, does not cover the places LY, the record type “weapon or"
                        + " ammunition”.",
                line(officer(), world, Gate.AGREEMENT).fact());
    }

    @Test
    void tellsWhichSignInWouldDo() {
        World world = World.base().with("{'request':{'strength':'PASSWORD'}}");
        ToldLine line = line(officer(), world, Gate.CLEARANCE);
        assertEquals("Its level is Confidential; signing in by password does not reach it.", line.fact());
        assertEquals(Optional.of("Sign in by second factor or stronger."), line.remedy());
    }

    @Test
    void tellsWhoseConsentIsOwed() {
        World world = World.base().with("""
                {'agreements':{'05-french':{'clauses':{'05-in':{'recordTypes':['incident'],'purposes':['early-warning']}}}},
                 'record':{'portions':{'body':{'label':{'originators':['MINUSMA','FRENCH-FORCES']},
                   'custody':[{'releaser':'FRENCH-FORCES','holder':'MINUSMA','type':'incident','onward':[]}]}}}}""");
        ToldLine line = line(officer(), world, Gate.ORIGIN);
        assertEquals("It comes from FRENCH-FORCES, who did not allow it to go on.", line.fact());
        assertEquals(Optional.of("Consent to be given by a liaison officer of FRENCH-FORCES."), line.remedy());
    }

    @Test
    void showsScreeningToFocalPointsOfTheAssessingPartyAlone() {
        World suspended = ALERT.with("{'assessments':{'has-bn33':{'state':'SUSPENDED'}}}");
        assertEquals(
                "Assessment has-bn33 of unit BN33 is suspended.",
                line(focalPoint(), suspended, Gate.SCREENING).fact());
        for (Reader reader : List.of(officer(), of("UNOWA", "human-rights-focal-point"))) {
            Explanation masked = explain(reader, suspended);
            assertEquals(List.of(Cause.masked()), masked.causes());
            assertEquals("SCREENING", masked.causes().getFirst().name());
            assertEquals(Verdict.DENY, masked.verdict());
            assertFalse(masked.toString().contains("has-bn33"));
        }
    }

    @Test
    void masksAllegationsOfAnotherAssessor() {
        World world = ALERT.with(
                "{'allegations':{'al-9':{'assessor':'UNODC','unit':'BN33','reportedAt':'-PT1H','grading':'A1'}}}");
        assertEquals(List.of(Cause.masked()), explain(focalPoint(), world).causes());
        assertTrue(explain(of("UNODC", "human-rights-focal-point"), world)
                .toString()
                .contains("al-9"));
    }

    @Test
    void tellsWhoIsBarredByNameAndWhoAsAMember() {
        String label = "{'record':{'portions':{'body':{'label':{'notReleasableTo':['%s']}}}}}";
        assertEquals(
                "It is marked as not releasable to UNOWA.",
                line(officer(), World.base().with(label.formatted("UNOWA")), Gate.MARKING)
                        .fact());
        assertEquals(
                "It is marked as not releasable to leavers, of which UNOWA was a member when it was marked, or is now.",
                line(officer(), World.base().with(label.formatted("leavers")), Gate.MARKING)
                        .fact());
    }

    @Test
    void groupsPortionsThatFareAlike() {
        World world = World.base().with("""
                {'record':{'portions':{
                  'title':{'label':{'level':2,'tlp':'AMBER','originators':['MINUSMA'],'purposes':['early-warning'],'markedAt':'-PT2H'}},
                  'source':{'label':{'level':3,'tlp':'AMBER','originators':['MINUSMA'],'purposes':['early-warning'],
                    'compartments':['SOURCE'],'markedAt':'-PT2H'}}}}}""");
        Explanation explanation = explain(officer(), world);
        assertEquals(
                List.of(List.of("body", "title"), List.of("source")),
                explanation.stories().stream().map(Story::fields).toList());
        assertTrue(Telling.in(Language.EN).of(explanation).headline().contains("may read this in part"));
        assertEquals(List.of(), explanation.causes());
    }

    @Test
    void tellsARequesterWhyARequestIsRefused() {
        World world = World.base().with("{'request':{'purpose':'targeting'}}");
        Explanation explanation = explain(Reader.requester(), world);
        assertEquals(Kind.REFUSED, explanation.kind());
        assertEquals(
                "The request of UNOWA (unowa.officer) is refused before any record is read: the purpose is prohibited; the"
                        + " purpose is not registered.",
                Telling.in(Language.EN).of(explanation).headline());
    }

    @Test
    void tellsARequesterOfWhatItMayHaveOnlyThatThereIsSomething() {
        Explanation explanation = explain(Reader.requester(), World.base());
        assertEquals(Kind.VISIBLE, explanation.kind());
        assertEquals(List.of(), explanation.stories());
        assertEquals(List.of(), explanation.request());
    }

    @Test
    void isolatesIdsInArabic() {
        String headline =
                Telling.in(Language.AR).of(explain(officer(), World.base())).headline();
        assertTrue(headline.contains("\u2066UNOWA\u2069"), headline);
        assertFalse(headline.replaceAll("\u2066[^\u2069]*\u2069", "").matches(".*[A-Za-z].*"), headline);
    }

    @Test
    void writesTimesAsUnitedNationsDocumentsDo() {
        World world = World.base().with("{'record':{'portions':{'body':{'label':{'embargoUntil':'PT24H'}}}}}");
        Explanation explanation = explain(officer(), world);
        assertEquals("It may not leave before 2 June 2015, 12:00 UTC.", fact(explanation, Language.EN));
        assertEquals(
                "La communication n’est pas permise avant le 2 juin 2015 à 12:00 UTC.", fact(explanation, Language.FR));
        assertEquals(
                "لا يجوز الإفصاح عنه قبل 2 حزيران/يونيه 2015، \u206612:00 UTC\u2069.", fact(explanation, Language.AR));
    }

    private static Explanation explain(Reader reader, World world) {
        return Explanation.of(
                Decide.decide(world.bundle(), world.request(), world.record(), world.now()),
                world.bundle().bundle(),
                world.request(),
                world.record(),
                world.now(),
                reader);
    }

    private static Reader focalPoint() {
        return of("MINUSMA", "human-rights-focal-point");
    }

    private static Reader officer() {
        return of("MINUSMA", "liaison-officer");
    }

    private static Reader of(String party, String role) {
        return new Reader.ReleasingSide(party, Set.of(role));
    }

    private static String fact(Explanation explanation, Language language) {
        Told told = Telling.in(language).of(explanation);
        List<Line> lines = explanation.stories().getFirst().lines();
        return told.stories()
                .getFirst()
                .lines()
                .get(index(lines, Gate.LIFECYCLE))
                .fact();
    }

    private static String headline(Reader reader, World world) {
        return Telling.in(Language.EN).of(explain(reader, world)).headline();
    }

    private static ToldLine line(Reader reader, World world, Gate gate) {
        Explanation explanation = explain(reader, world);
        int index = index(explanation.stories().getFirst().lines(), gate);
        return Telling.in(Language.EN)
                .of(explanation)
                .stories()
                .getFirst()
                .lines()
                .get(index);
    }

    private static int index(List<Line> lines, Gate gate) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).gate() == gate) {
                return i;
            }
        }
        throw new AssertionError("no line of " + gate);
    }
}
