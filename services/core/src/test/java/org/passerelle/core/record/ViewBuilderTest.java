package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.core.world.Decided.judged;
import static org.passerelle.core.world.Decided.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.world.World;

/** Obligations are carried out, or the portion stays. */
final class ViewBuilderTest {

    private static final World WORLD = World.base()
            .with("{'record':{'tags':['collection:method=\\\"patrol\\\"','release:state=\\\"draft\\\"'],'portions':{"
                    + "'head':{'grading':'B2','geometry':{'kind':'POINT','positions':[[-0.04,16.27]]},'details':{'killed':"
                    + "'2','unheard':'of'},'label':{'level':0,'tlp':'AMBER','originators':['MINUSMA'],"
                    + "'purposes':['early-warning'],'markedAt':'-PT2H'}}}}}");

    @Test
    void labelsTheViewFromWhatRemains() {
        World denied = WORLD.with("{'record':{'portions':{'body':{'label':{'level':3}}}}}");
        View view = view(denied).orElseThrow();
        assertEquals(Level.UNCLASSIFIED, view.label().level());
        assertTrue(view.portions().isEmpty());
    }

    @Test
    void leavesGeometryAndTagsAsTheyAreWithoutObligation() {
        View view = view(WORLD).orElseThrow();
        assertEquals(GeometryTier.EXACT, view.geometry());
        assertEquals(2, view.head().orElseThrow().tags().size());
        assertEquals(2, view.head().orElseThrow().details().size());
    }

    @Test
    void coarsensGeometry() {
        Content.Head exact = view(WORLD).orElseThrow().head().orElseThrow();
        View view = view(obliged("'geometry':'KM_50'")).orElseThrow();
        assertEquals(GeometryTier.KM_50, view.geometry());
        assertEquals(
                Grid.coarsened(exact.geometry().orElseThrow(), GeometryTier.KM_50),
                view.head().orElseThrow().geometry());
    }

    @Test
    void removesGeometryAtAdminLevelAndKeepsTheArea() {
        Content.Head head =
                view(obliged("'geometry':'ADMIN_1'")).orElseThrow().head().orElseThrow();
        assertEquals(Optional.empty(), head.geometry());
        assertEquals(List.of("ML-7"), head.admin1());
    }

    @Test
    void stripsTheBodyWithoutTrace() {
        View view = view(obliged("'strip':['BODY']")).orElseThrow();
        assertTrue(view.portions().isEmpty());
        assertEquals(Level.UNCLASSIFIED, view.label().level());
    }

    @Test
    void stripsTagsOfTheSourceWithTheSource() {
        World world =
                obliged("'strip':['SOURCE']").with("{'vocabulary':{'tags':{'collection:method':{'group':'SOURCE'}}}}");
        assertEquals(
                List.of("release:state=\"draft\""),
                view(world).orElseThrow().head().orElseThrow().tags());
    }

    @Test
    void stripsDetailsThatNoVocabularyKnows() {
        Content.Head head = view(obliged("'strip':['PERSON_IDENTIFIERS']"))
                .orElseThrow()
                .head()
                .orElseThrow();
        assertEquals(List.of("killed"), List.copyOf(head.details().keySet()));
    }

    @Test
    void withholdsEverythingWhenNothingRemains() {
        World world = obliged("'strip':['BODY']").with("{'record':{'portions':{'head':null}}}");
        assertEquals(Optional.empty(), view(world));
    }

    @Test
    void withholdsAPortionWhoseGradingStatementCannotBeMade() {
        World headWithheld = WORLD.with("{'record':{'portions':{'head':{'label':{'level':3}}}}}");
        assertEquals(Optional.empty(), view(headWithheld));
        World ungraded = headWithheld.with("{'record':{'portions':{'head':{'grading':null}}}}");
        assertEquals(Optional.empty(), view(ungraded), "a head that is not seen makes no difference");
    }

    @Test
    void whatLeavesWithoutItsHeadCannotBeJudged() {
        World headWithheld =
                obliged("'gradingStatement':false").with("{'record':{'portions':{'head':{'label':{'level':3}}}}}");
        World ungraded = headWithheld.with("{'record':{'portions':{'head':{'grading':null}}}}");
        for (World world : List.of(headWithheld, ungraded)) {
            assertEquals(
                    Optional.of(Grading.CANNOT_BE_JUDGED),
                    view(world).orElseThrow().grading());
        }
        assertEquals(Optional.of(new Grading("B2")), view(WORLD).orElseThrow().grading());
    }

    /** The clause that reaches higher asks more. */
    private static final World TWO_CLAUSES = WORLD.with(
            "{'agreements':{'01-unowa':{'clauses':{'01-out':{'ceiling':1,'obligations':null},'01-up':{'releaser':'MINUSMA',"
                    + "'recipient':'UNOWA','recordTypes':['incident'],'ceiling':2,'purposes':['early-warning'],'actions':['READ'],"
                    + "'tlpMax':'AMBER','onward':['un-entities'],'obligations':{'strip':['SOURCE'],'geometry':'KM_50',"
                    + "'gradingStatement':true,'retention':'P90D','handling':['no-copies']}}}}},"
                    + "'vocabulary':{'tags':{'collection:method':{'group':'SOURCE'}}},"
                    + "'record':{'portions':{'body':{'label':{'level':1}}}}}");

    private static final World WITH_SOURCE = TWO_CLAUSES.with(
            "{'record':{'portions':{'source':{'label':{'level':2,'tlp':'AMBER','originators':['MINUSMA'],"
                    + "'purposes':['early-warning'],'markedAt':'-PT2H'}}}}}");

    @Test
    void whatIsTakenOutBindsNothingOfWhatIsLeft() {
        assertEquals(
                3,
                judged(WITH_SOURCE).portions().stream()
                        .filter(one -> one.verdict() == Verdict.PERMIT)
                        .count());
        assertEquals(view(TWO_CLAUSES), view(WITH_SOURCE));
        assertEquals(withFile(TWO_CLAUSES, Optional.empty()), withFile(WITH_SOURCE, Optional.empty()));
        View view = withFile(WITH_SOURCE, Optional.empty()).orElseThrow();
        assertEquals(1, view.attachments().size());
        assertEquals(GeometryTier.EXACT, view.geometry());
        assertEquals(2, view.head().orElseThrow().tags().size());
        assertEquals(2, view.head().orElseThrow().details().size());
        assertFalse(view.gradingStatement());
        assertEquals(Set.of(), view.handling());
        assertEquals(Optional.empty(), view.retainUntil());
    }

    @Test
    void whateverIsLeftBindsTheRest() {
        World bound = WITH_SOURCE.with(
                "{'record':{'portions':{'body':{'label':{'level':2}},'source':{'label':{'level':1}}}}}");
        View view = withFile(bound, Optional.empty()).orElseThrow();
        assertEquals(
                List.of("body"),
                view.portions().stream().map(View.Portion::field).toList());
        assertEquals(List.of(), view.attachments());
        assertEquals(GeometryTier.KM_50, view.geometry());
        assertEquals(
                List.of("release:state=\"draft\""), view.head().orElseThrow().tags());
        assertTrue(view.gradingStatement());
        assertEquals(Set.of("no-copies"), view.handling());
        assertEquals(Optional.of(Instant.parse("2015-08-30T00:00:00Z")), view.retainUntil());
    }

    @Test
    void ofTwoThatTakeOutEachOtherTheFirstGroupLeavesAsIfItWereAlone() {
        String each = "{'agreements':{'01-unowa':{'clauses':{'01-out':{'obligations':{'strip':['SOURCE']}},"
                + "'01-up':{'obligations':{'strip':['BODY'],'gradingStatement':null}}}}},"
                + "'record':{'portions':{'head':null}}}";
        View view = view(WITH_SOURCE.with(each)).orElseThrow();
        assertEquals(
                List.of("body"),
                view.portions().stream().map(View.Portion::field).toList());
        assertEquals(view(TWO_CLAUSES.with(each)), Optional.of(view));
        View alone = view(WITH_SOURCE.with(each).with("{'record':{'portions':{'body':null}}}"))
                .orElseThrow();
        assertEquals(
                List.of("source"),
                alone.portions().stream().map(View.Portion::field).toList());
    }

    @Test
    void noStatementIsOwedOfAHeadThatStaysBehind() {
        World behind = TWO_CLAUSES.with("{'agreements':{'01-unowa':{'clauses':{'01-out':{'ceiling':0,'obligations':"
                + "{'watermark':true}}}}}}");
        assertEquals(Optional.empty(), view(behind));
    }

    @Test
    void withholdsAPortionWithoutContent() {
        World world = WORLD.with("{'record':{'portions':{'head':null}}}");
        StoredRecord stored = world.stored();
        StoredRecord empty = new StoredRecord(stored.facts(), Map.of(), stored.versionAt(), stored.derivedFrom());
        assertEquals(Optional.empty(), ViewBuilder.view(empty, judged(world), world.now()));
    }

    @Test
    void seesOfWhatWasNotOpenedAsMuchAsOfTheWhole() {
        for (World world : List.of(
                WORLD,
                WORLD.with("{'record':{'portions':{'body':{'label':{'level':3}}}}}"),
                WORLD.with("{'record':{'portions':{'head':{'label':{'level':3}},'body':{'label':{'level':3}}}}}"),
                obliged("'strip':['BODY']"))) {
            StoredRecord unopened = StoredRecord.unopened(world.stored().facts());
            assertEquals(
                    view(world).map(ViewBuilderTest::shown),
                    ViewBuilder.view(unopened, judged(world), world.now()).map(ViewBuilderTest::shown));
        }
    }

    private static List<Object> shown(View view) {
        return List.of(
                view.label(),
                view.head().isPresent(),
                view.portions().stream().map(View.Portion::id).toList());
    }

    @Test
    void withholdsWhatIsOnlyHeld() {
        World world = World.base()
                .with("{'request':{'subject':'unodc.officer','purpose':'crime-analysis'},'record':{'type':'person',"
                        + "'portions':{'body':{'label':{'purposes':['crime-analysis']}}}}}");
        assertEquals(Optional.empty(), view(world));
    }

    @Test
    void releasesNoContentForAMatch() {
        World world =
                WORLD.with("{'request':{'action':'MATCH'},'agreements':{'01-unowa':{'clauses':{'01-out':{'actions':"
                        + "['MATCH']},'01-in':{'releaser':'UNOWA','recipient':'MINUSMA','recordTypes':['incident'],'ceiling':2,"
                        + "'purposes':['early-warning'],'actions':['MATCH'],'tlpMax':'AMBER'}}}}}");
        assertEquals(Verdict.PERMIT, judged(world).verdict());
        assertEquals(Optional.empty(), view(world));
    }

    @Test
    void marksAViewStaleAtTheEndOfValidity() {
        assertFalse(view(WORLD.with("{'record':{'validUntil':'PT1S'}}"))
                .orElseThrow()
                .stale());
        assertTrue(view(WORLD.with("{'record':{'validUntil':'PT0S'}}"))
                .orElseThrow()
                .stale());
    }

    @Test
    void marksAViewOfWhatWasRecalledWhichItsOwnMembersAloneHave() {
        World own = WORLD.with("{'request':{'subject':'minusma.officer'}}");
        assertFalse(view(own).orElseThrow().recalled());
        assertTrue(
                view(own.with("{'record':{'state':'RECALLED'}}")).orElseThrow().recalled());
        assertEquals(Optional.empty(), view(WORLD.with("{'record':{'state':'RECALLED'}}")));
    }

    @Test
    void keepsTheShorterRetention() {
        World world = obliged("'retention':'P90D'");
        assertEquals(
                Optional.of(Instant.parse("2015-08-30T00:00:00Z")),
                view(world).orElseThrow().retainUntil());
        World shorter = world.with("{'record':{'portions':{'body':{'label':{'retainUntil':'P1D'}}}}}");
        assertEquals(
                Optional.of(Instant.parse("2015-06-02T12:00:00Z")),
                view(shorter).orElseThrow().retainUntil());
    }

    @ParameterizedTest
    @ValueSource(strings = {"watermark", "notifyReleaser"})
    void nothingLeavesUnderWhatNothingCarriesOut(String asked) {
        World world = obliged("'" + asked + "':true");
        assertEquals(Verdict.PERMIT, judged(world).verdict());
        assertEquals(Optional.empty(), view(world));
    }

    @Test
    void tellsToWhomEachPortionMayBePassedOnAndTheNarrowestOfTheWhole() {
        View view = view(WORLD).orElseThrow();
        assertEquals(Audience.only("un-entities"), view.portions().getFirst().onward(), "as the clause says");
        assertEquals(Audience.only("un-entities"), view.onward());
        View narrow = view(WORLD.with("{'record':{'portions':{'body':{'label':{'onward':[]}}}}}"))
                .orElseThrow();
        assertEquals(Audience.nobody(), narrow.portions().getFirst().onward(), "as the label says");
        assertEquals(Audience.nobody(), narrow.onward());
        View withheld = view(WORLD.with("{'record':{'portions':{'body':{'label':{'onward':[],'level':3}}}}}"))
                .orElseThrow();
        assertEquals(Audience.only("un-entities"), withheld.onward(), "what is withheld tells nothing");
    }

    @Test
    void bindsAFileByTheTermsOfItsOwn() {
        View view = withFile(WORLD, Optional.empty()).orElseThrow();
        assertEquals(Audience.only("un-entities"), view.attachments().getFirst().onward());
    }

    @Test
    void bindsOwnMembersByNoTerms() {
        View own = view(WORLD.with("{'request':{'subject':'minusma.officer'},'parties':{'MINUSMA':{'purposes':"
                        + "['early-warning']}},'record':{'portions':{'body':{'label':{'onward':[]}}}}}"))
                .orElseThrow();
        assertEquals(Audience.unrestricted(), own.onward());
        assertEquals(Audience.unrestricted(), own.portions().getFirst().onward());
    }

    @Test
    void listsAFileBesideTheText() {
        View view = withFile(WORLD, Optional.empty()).orElseThrow();
        assertEquals(
                List.of(FILE),
                view.attachments().stream().map(View.Attachment::file).toList());
        assertEquals(view(WORLD).orElseThrow().portions(), view.portions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'strip':['BODY']",
                "'strip':['PERSON_IDENTIFIERS']",
                "'strip':['SOURCE']",
                "'geometry':'KM_10'",
                "'geometry':'KM_50'",
                "'geometry':'ADMIN_1'"
            })
    void keepsAFileBackWhereAnythingWouldHaveToBeTakenOutOfIt(String obligations) {
        World world = obliged(obligations);
        assertEquals(view(world), withFile(world, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'strip':['BODY']",
                "'strip':['PERSON_IDENTIFIERS']",
                "'strip':['SOURCE']",
                "'geometry':'KM_10'",
                "'geometry':'KM_50'",
                "'geometry':'ADMIN_1'"
            })
    void keepsSomebodyElsesObjectBackWhereAnythingWouldHaveToBeTakenOutOfIt(String obligations) {
        Content object = new Content.Text("{'x':-0.04,'y':16.27}");
        assertEquals(
                PortionFacts.OBJECT,
                with(WORLD, PortionFacts.OBJECT, object, Optional.empty())
                        .orElseThrow()
                        .portions()
                        .getLast()
                        .field());
        World world = obliged(obligations);
        assertEquals(view(world), with(world, PortionFacts.OBJECT, object, Optional.empty()));
    }

    @Test
    void delaysAFileFromWhenItCame() {
        World world = obliged("'delay':'PT1H'");
        assertEquals(view(world), withFile(world, Optional.of(came(world, 59))));
        assertEquals(
                1,
                withFile(world, Optional.of(came(world, 60)))
                        .orElseThrow()
                        .attachments()
                        .size());
    }

    @Test
    void delaysWhatStandsUnchangedFromWhenItCame() {
        World world = obliged("'delay':'PT1H','gradingStatement':false").with("{'record':{'createdAt':'-PT1M'}}");
        assertEquals(Optional.empty(), view(world));
        assertEquals(
                1,
                withFile(world, Optional.of(came(world, 60)))
                        .orElseThrow()
                        .attachments()
                        .size());
    }

    @Test
    void rulingsHoldAsLongAsAPortionStandsUnchanged() {
        RecordFacts first = WORLD.stored().facts();
        PortionFacts portion = first.portions().getFirst();
        assertTrue(first.unchangedSince(1, portion));
        PortionFacts old = portion.since(new PortionFacts.Since(0, first.createdAt()));
        assertTrue(first.unchangedSince(0, old));
        assertFalse(first.unchangedSince(0, portion));
        assertFalse(first.unchangedSince(2, old));
    }

    private static final Content.Attachment FILE =
            new Content.Attachment("f", "bridge.jpg", "image/jpeg", 10, "00".repeat(32), 1);

    private static PortionFacts.Since came(World world, long minutesAgo) {
        return new PortionFacts.Since(1, world.now().minusSeconds(60 * minutesAgo));
    }

    /** The view of the record with a file that is labelled as its text. */
    private static Optional<View> withFile(World world, Optional<PortionFacts.Since> since) {
        return with(world, PortionFacts.ATTACHMENT, FILE, since);
    }

    /** The same with any further portion. */
    private static Optional<View> with(World world, String field, Content content, Optional<PortionFacts.Since> since) {
        StoredRecord stored = world.stored();
        PortionFacts body = stored.facts().portions().stream()
                .filter(portion -> portion.field().equals("body"))
                .findFirst()
                .orElseThrow();
        RecordFacts facts = stored.facts()
                .and(List.of(new PortionFacts(
                        "further", field, body.label(), body.sourceType(), body.custody(), since, Optional.empty())));
        Map<String, Content> contents = new HashMap<>(stored.contents());
        contents.put("further", content);
        Decision.Judged judged = assertInstanceOf(
                Decision.Judged.class, Decide.decide(world.bundle(), world.request(), facts, world.now()));
        return ViewBuilder.view(
                new StoredRecord(facts, contents, stored.versionAt(), stored.derivedFrom()), judged, world.now());
    }

    private static World obliged(String obligations) {
        return WORLD.with("{'agreements':{'01-unowa':{'clauses':{'01-out':{'obligations':{" + obligations + "}}}}}}");
    }
}
