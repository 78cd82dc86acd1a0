package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.core.world.Decided.judged;
import static org.passerelle.core.world.Decided.view;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.View;
import org.passerelle.core.world.World;

/** The sixteen acceptance scenarios, as far as the decision carries them. */
final class ScenariosTest {

    private static final World INCIDENT = World.base()
            .with(
                    "{'record':{'portions':{'head':{'grading':'B2','geometry':{'kind':'POINT','positions':[[-0.04,16.27]]},"
                            + "'details':{'killed':'2'},'label':{'level':1,'tlp':'GREEN','originators':['MINUSMA'],"
                            + "'purposes':['early-warning'],'markedAt':'-PT2H'}}}}}");

    private static final World WARNING = World.base()
            .with("{'request':{'subject':'bn33-system','purpose':'force-protection'},'record':{'type':'alert',"
                    + "'tags':['collection:method=\\\"patrol\\\"']}}")
            .with(portion("body", "'level':0"))
            .with(portion("source", "'level':0"))
            .with(portion("persons", "'level':0"))
            .with(portion("head", "'level':0"))
            .with(
                    "{'record':{'portions':{'head':{'grading':'B2','geometry':{'kind':'POINT','positions':[[-0.04,16.27]]},"
                            + "'details':{'urgency':'flash','contact':'a name'}}}}}");

    private static String portion(String field, String level) {
        return "{'record':{'portions':{'" + field + "':{'label':{" + level + ",'tlp':'GREEN','originators':['MINUSMA'],"
                + "'purposes':['force-protection'],'markedAt':'-PT2H'}}}}}";
    }

    @Test
    void scenario01ReleasesAConfidentialIncidentToUnowaWithItsGradingStatement() {
        View view = view(INCIDENT).orElseThrow();
        assertTrue(view.gradingStatement());
        assertEquals(Level.CONFIDENTIAL, view.label().level());
        Finding screening = judged(INCIDENT).portions().getFirst().trace().stream()
                .filter(finding -> finding.gate() == Gate.SCREENING)
                .findFirst()
                .orElseThrow();
        assertEquals("not applicable", screening.fact());
    }

    @Test
    void scenario02WithholdsAnAlertFromAUnitWithoutAssessment() {
        World world = WARNING.with("{'request':{'subject':'bn21-system'},"
                + "'agreements':{'09-bn33':{'clauses':{'09-out':{'recipientUnit':'BN21'}}}}}");
        assertWithheld(world, Verdict.DENY, Code.NOT_ASSESSED);
    }

    @Test
    void scenario03ReleasesAWarningStrippedAndCoarsened() {
        View view = view(WARNING).orElseThrow();
        assertEquals(
                List.of("body"),
                view.portions().stream().map(View.Portion::field).toList());
        assertEquals(GeometryTier.KM_10, view.geometry());
        assertEquals(Set.of("urgency"), view.head().orElseThrow().details().keySet());
        assertTrue(view.gradingStatement());
        assertEquals(List.of("has-bn33"), judged(WARNING).portions().getFirst().assessments());
    }

    @Test
    void scenario04WithholdsFromASuspendedUnitAtDelivery() {
        World world = WARNING.with("{'request':{'action':'PUSH'},'assessments':{'has-bn33':{'state':'SUSPENDED'}}}");
        assertWithheld(world, Verdict.DENY, Code.SUSPENDED);
    }

    @Test
    void scenario05WithholdsUnderAnAssessmentThatExpiredYesterday() {
        World world = WARNING.with("{'assessments':{'has-bn33':{'validUntil':'-P1D'}}}");
        assertWithheld(world, Verdict.DENY, Code.EXPIRED_ASSESSMENT);
    }

    @Test
    void scenario06HoldsOnANewAllegationAgainstTheCommanderForTheFocalPoint() {
        World world = WARNING.with(
                "{'allegations':{'a-1':{'commander':'Commandant Koutiarou','reportedAt':'-P1D'," + "'grading':'C3'}}}");
        assertWithheld(world, Verdict.HOLD, Code.ALLEGATION);
        assertEquals(List.of(new Ruler("MINUSMA", "human-rights-focal-point", "")), rulers(world));
    }

    @Test
    void scenario07WithholdsFromABattalionWhoseRegimentWasWithdrawn() {
        World world = WARNING.with(
                "{'assessments':{'has-rgt7':{'unit':'RGT7','state':'WITHDRAWN','validFrom':'-P60D',"
                        + "'validUntil':'P60D','author':'minusma.analyst'}},"
                        + "'allegations':{'a-2':{'unit':'RGT7','reportedAt':'-P45D','grading':'B2','status':'SUBSTANTIATED'}}}");
        assertWithheld(world, Verdict.DENY, Code.WITHDRAWN);
    }

    @Test
    void scenario08ReleasesThreePortionsWithoutTraceOfTheFourth() {
        World world = product("eucap.officer", "early-warning")
                .with("{'record':{'portions':{'source':{'label':{'level':3}}}}}");
        View view = view(world).orElseThrow();
        assertEquals(Level.UNCLASSIFIED, view.label().level());
        assertEquals(
                List.of("body", "title"),
                view.portions().stream().map(View.Portion::field).toList());
        assertTrue(view.head().isPresent());
        assertEquals(
                List.of(Code.ABOVE_CEILING),
                judged(world).portions().stream()
                        .flatMap(one -> one.primary().stream())
                        .toList());
    }

    @Test
    void scenario09HoldsAForeignPortionForItsOriginatorUntilItConsents() {
        World world = product("unodc.officer", "crime-analysis")
                .with("{'record':{'portions':{'source':null,'body':{'sourceType':'alert','label':{'onward':[],"
                        + "'originators':['MINUSMA','FRENCH-FORCES']},'custody':[{'releaser':'FRENCH-FORCES',"
                        + "'holder':'MINUSMA','clause':'05-in','type':'alert','onward':[]}]}}}}");
        View without = view(world).orElseThrow();
        assertEquals(
                List.of("title"),
                without.portions().stream().map(View.Portion::field).toList());
        assertEquals(List.of(new Ruler("FRENCH-FORCES", "liaison-officer", "")), rulers(world));

        World consented = world.with("{'record':{'grants':{'g-1':{'code':'ORIGINATOR_CONSENT','recipient':'UNODC',"
                + "'purpose':'crime-analysis','ruler':'french.officer','rulerParty':'FRENCH-FORCES',"
                + "'expiresAt':'P1D'}}}}");
        View with = view(consented).orElseThrow();
        assertEquals(
                List.of("body", "title"),
                with.portions().stream().map(View.Portion::field).toList());
    }

    @Test
    void scenario10WithholdsAEuropeanReportFromAPoliceWithoutAgreement() {
        World world = INCIDENT.with("{'request':{'subject':'niger.officer'},'record':{'releaser':'EUCAP',"
                + "'portions':{'head':null,'body':{'label':{'level':1,'originators':['EUCAP']}}}}}");
        assertWithheld(world, Verdict.DENY, Code.NO_AGREEMENT);
    }

    @Test
    void scenario11WithholdsForAPurposeOutsideTheClause() {
        World world = World.base()
                .with("{'request':{'subject':'unodc.officer','purpose':'judicial'},'record':{'type':'seizure',"
                        + "'portions':{'body':{'label':{'purposes':['judicial','crime-analysis']}}}}}");
        assertWithheld(world, Verdict.DENY, Code.PURPOSE);
    }

    @Test
    void scenario12RefusesTargetingBeforeAnyRecordIsRead() {
        World world = INCIDENT.with("{'request':{'subject':'french.officer','purpose':'targeting'}}");
        Decision.Refused refused =
                Decide.standing(world.bundle(), world.request(), world.now()).orElseThrow();
        assertEquals(Code.PURPOSE_PROHIBITED, refused.code());
    }

    @Test
    void scenario13ReleasesAWeaponToThePanelAndNothingFlowsBack() {
        World weapon = World.base()
                .with(
                        "{'request':{'subject':'panel.officer','purpose':'sanctions-monitoring'},'record':{'type':'weapon',"
                                + "'areas':['ML','ML-8'],'portions':{'body':{'label':{'purposes':['sanctions-monitoring']}}}}}");
        assertEquals(Verdict.PERMIT, judged(weapon).verdict());
        assertEquals(Optional.of("03-out"), judged(weapon).portions().getFirst().clause());

        World back = weapon.with("{'request':{'subject':'minusma.officer'},'record':{'releaser':'PANEL',"
                + "'portions':{'body':{'label':{'originators':['PANEL']}}}}}");
        assertWithheld(back, Verdict.DENY, Code.OUT_OF_SCOPE);
    }

    @Test
    void scenario14WithholdsAnUnpublishedStatementOfThePanel() {
        World world = World.base()
                .with("{'request':{'subject':'minusma.officer','purpose':'sanctions-monitoring'},'record':{"
                        + "'type':'product','releaser':'PANEL','portions':{'body':{'label':{'level':0,'tlp':'CLEAR',"
                        + "'originators':['PANEL'],'purposes':['sanctions-monitoring']}}}}}");
        assertWithheld(world, Verdict.DENY, Code.OUT_OF_SCOPE);
        World published = world.with("{'record':{'tags':['release:state=\\\"published\\\"']}}");
        assertEquals(Verdict.PERMIT, judged(published).verdict());
    }

    @Test
    void scenario15WithholdsWhatWasRecalledAndStillSendsItsNotice() {
        World recalled = INCIDENT.with("{'record':{'state':'RECALLED'}}");
        assertWithheld(recalled, Verdict.DENY, Code.RECALLED);
        World notice = recalled.with("{'request':{'action':'NOTICE'}}");
        assertEquals(Verdict.PERMIT, judged(notice).verdict());
        assertEquals(Optional.empty(), view(notice));
    }

    @Test
    void scenario16RejectsASubmissionAboveTheHostingCeiling() {
        World world = World.base().with("{'record':{'portions':{'body':{'label':{'level':3}}}}}");
        Admission admission = Admit.admit(
                world.bundle().bundle(),
                "french.officer",
                world.record().portions().getFirst().label().orElseThrow(),
                Set.of(),
                world.now());
        assertEquals(new Admission.Reject(Level.STRICTLY_CONFIDENTIAL, Level.CONFIDENTIAL), admission);
    }

    private static World product(String subject, String purpose) {
        World world = World.base()
                .with("{'request':{'subject':'" + subject + "','purpose':'" + purpose
                        + "'},'record':{'type':'product'}}");
        for (String field : List.of("title", "body", "source", "head")) {
            world = world.with("{'record':{'portions':{'" + field + "':{'label':{'level':0,'tlp':'AMBER',"
                    + "'originators':['MINUSMA'],'purposes':['" + purpose + "'],'markedAt':'-PT2H'}}}}}");
        }
        return world.with("{'record':{'portions':{'head':{'grading':'B2'}}}}");
    }

    private static void assertWithheld(World world, Verdict verdict, Code code) {
        assertEquals(verdict, judged(world).verdict());
        for (PortionDecision portion : judged(world).portions()) {
            assertEquals(Optional.of(code), portion.primary());
        }
        assertEquals(Optional.empty(), view(world));
    }

    private static List<Ruler> rulers(World world) {
        return judged(world).portions().stream()
                .flatMap(portion -> portion.trace().stream())
                .flatMap(finding -> finding.rulers().stream())
                .distinct()
                .toList();
    }
}
