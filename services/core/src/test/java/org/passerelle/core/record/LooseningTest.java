package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Dimension;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Loosening.Portion;
import org.passerelle.core.world.World;

/** What a new version restricts less than the one that it replaces. */
final class LooseningTest {
    private static final World WORLD = World.base();
    private static final Instant NOW = WORLD.now();
    private static final String NOW_MARKED = "'markedAt':'PT0S'";
    private static final String ALL = """
            'level':3,'tlp':'RED','compartments':['SOURCE'],'purposes':['early-warning'],'releasableTo':['UNOWA'],
            'notReleasableTo':['UNODC'],'eyesOnly':['unowa.officer'],'onward':['UNODC'],'flags':['personal-data-risk'],
            'embargoUntil':'PT1H','retainUntil':'P9D'""";
    private static final String CLOSED = "'notReleasableTo':['UNODC']";
    private static final String OPEN = "'flags':[]";
    private static final String TEXT = "Twelve men guard the ford below Tassiga; the third house is theirs.";

    private static Label label(String differences) {
        return World.base()
                .with("{'record':{'portions':{'body':{'label':{" + differences + "}}}}}")
                .record()
                .portions()
                .getFirst()
                .label()
                .orElseThrow();
    }

    private static List<Loss> lost(String before, String after) {
        return Loss.of(WORLD.bundle().bundle(), "MINUSMA", label(before), label(after + "," + NOW_MARKED), NOW);
    }

    private static Loss loss(Dimension dimension, String... lost) {
        return new Loss(dimension, Set.of(lost));
    }

    @Test
    void nothingIsLostByTheSameLabelNorByAStricterOne() {
        assertEquals(List.of(), lost(ALL, ALL));
        assertEquals(
                List.of(),
                lost(
                        "'level':1,'tlp':'GREEN','releasableTo':['UNOWA','UNODC'],'embargoUntil':'PT1H','retainUntil':'P9D'",
                        "'level':2,'tlp':'AMBER','releasableTo':['UNOWA'],'notReleasableTo':['UNODC'],'eyesOnly':[],"
                                + "'onward':[],'flags':['personal-data-risk'],'embargoUntil':'PT2H','retainUntil':'P8D'"));
    }

    @Test
    void everyRestrictionThatIsLeftOutIsLost() {
        assertEquals(
                List.of(
                        loss(Dimension.LEVEL),
                        loss(Dimension.TLP),
                        loss(Dimension.PURPOSES, "early-warning"),
                        loss(Dimension.COMPARTMENTS, "SOURCE"),
                        loss(Dimension.RELEASABLE_TO, "UNOWA"),
                        loss(Dimension.NOT_RELEASABLE_TO, "UNODC"),
                        loss(Dimension.EYES_ONLY, "unowa.officer"),
                        loss(Dimension.ONWARD, "UNODC"),
                        loss(Dimension.FLAGS, "personal-data-risk"),
                        loss(Dimension.EMBARGO, NOW.plusSeconds(3600).toString()),
                        loss(Dimension.RETENTION, NOW.plusSeconds(9 * 86400).toString())),
                lost(ALL, "'level':2,'tlp':'AMBER','purposes':['early-warning','mediation']"));
    }

    @Test
    void anAudienceThatGrowsATimeThatMovesAndAnOriginatorThatGoesAreLost() {
        assertEquals(
                List.of(loss(Dimension.RELEASABLE_TO, "UNOWA")),
                lost("'releasableTo':['UNOWA']", "'releasableTo':['UNOWA','UNODC']"));
        assertEquals(List.of(loss(Dimension.EYES_ONLY)), lost("'eyesOnly':[]", "'eyesOnly':['unowa.officer']"));
        assertEquals(
                List.of(loss(Dimension.EMBARGO, NOW.plusSeconds(7200).toString())),
                lost("'embargoUntil':'PT2H'", "'embargoUntil':'PT1H'"));
        assertEquals(
                List.of(loss(Dimension.RETENTION, NOW.plusSeconds(3600).toString())),
                lost("'retainUntil':'PT1H'", "'retainUntil':'PT2H'"));
        assertEquals(
                List.of(loss(Dimension.ORIGINATORS, "FRENCH-FORCES")),
                lost("'originators':['FRENCH-FORCES','MINUSMA']", "'originators':['MINUSMA']"));
        assertEquals(List.of(), lost("'embargoUntil':'-PT1H'", "'flags':[]"), "an embargo that is over");
    }

    @Test
    void aPartyMayStandForItsGroupWhereItIsAdmittedAndAGroupForItsPartyWhereItIsLeftOut() {
        assertEquals(List.of(), lost("'releasableTo':['un-entities']", "'releasableTo':['UNOWA']"));
        assertEquals(List.of(), lost("'onward':['un-entities']", "'onward':['UNOWA']"));
        assertEquals(List.of(), lost("'notReleasableTo':['UNOWA']", "'notReleasableTo':['un-entities']"));
        assertEquals(
                List.of(loss(Dimension.RELEASABLE_TO, "UNOWA")),
                lost("'releasableTo':['UNOWA']", "'releasableTo':['un-entities']"));
        assertEquals(
                List.of(loss(Dimension.NOT_RELEASABLE_TO, "un-entities")),
                lost("'notReleasableTo':['un-entities']", "'notReleasableTo':['UNOWA']"));
    }

    @Test
    void theSameWordsLetInWhomGroupsLeftOutWhenTheyWereWrittenFirst() {
        assertEquals(
                List.of(loss(Dimension.NOT_RELEASABLE_TO, "UNOWA")),
                lost("'notReleasableTo':['leavers']", "'notReleasableTo':['leavers']"));
        assertEquals(
                List.of(loss(Dimension.NOT_RELEASABLE_TO, "UNOWA")),
                lost("'releasableTo':['newcomers']", "'releasableTo':['newcomers']"));
        assertEquals(
                List.of(),
                lost("'releasableTo':['newcomers']", "'releasableTo':['newcomers'],'notReleasableTo':['UNOWA']"));
    }

    private static Portion portion(String field, String text, String label, String... sources) {
        return new Portion(field, new Content.Text(text), label(label), List.of(), List.of(sources));
    }

    private static List<Loosening> loosened(List<Portion> before, Portion... after) {
        return Loosening.of(WORLD.bundle().bundle(), "MINUSMA", before, List.of(after), NOW);
    }

    private static List<Integer> looser(List<Portion> before, Portion... after) {
        return loosened(before, after).stream().map(Loosening::portion).toList();
    }

    @Test
    void whatStandsWordForWordInItsFieldStandsForThat() {
        List<Portion> before = List.of(portion("body", TEXT, CLOSED), portion("body", "Open to all.", OPEN));
        assertEquals(List.of(), looser(before, portion("body", "Open to all.", OPEN), portion("body", TEXT, CLOSED)));
        assertEquals(List.of(1), looser(before, portion("body", "Open to all.", OPEN), portion("body", TEXT, OPEN)));
        assertEquals(List.of(), looser(before, portion("body", "Open to all.", OPEN)), "what is gone");
        assertEquals(
                List.of(),
                looser(before, portion("body", TEXT, CLOSED), portion("body", "Open to everybody.", OPEN)),
                "only one was written anew");
        assertEquals(
                List.of(),
                looser(
                        before,
                        portion("body", TEXT, CLOSED),
                        portion("body", "Open to all.", OPEN),
                        portion("body", "New.", OPEN)),
                "what is new");
    }

    @Test
    void whatWasWrittenAnewStandsForWhatIsGoneFromItsField() {
        List<Portion> before = List.of(portion("title", "Open to all.", OPEN), portion("body", TEXT, CLOSED));
        assertEquals(
                List.of(1),
                looser(before, portion("title", "Open.", OPEN), portion("body", "Six men, not twelve.", OPEN)));
        assertEquals(
                List.of(0, 1),
                looser(before, portion("body", "Six men, not twelve.", OPEN), portion("body", "At the ford.", OPEN)),
                "nobody knows which of the two");
    }

    @Test
    void whatRepeatsAPortionElsewhereStandsForItToo() {
        List<Portion> before = List.of(portion("source", TEXT, CLOSED));
        assertEquals(List.of(0), looser(before, portion("body", "We heard: " + TEXT, OPEN)));
        assertEquals(
                List.of(1),
                looser(before, portion("source", TEXT, CLOSED), portion("body", TEXT.toUpperCase(Locale.ROOT), OPEN)));
        assertEquals(List.of(), looser(before, portion("body", "Something else altogether.", OPEN)));
    }

    @Test
    void citationsAndTheTermsOfReceiptsAreLostToo() {
        assertEquals(
                List.of(new Loosening(0, true, List.of(), Set.of("r-1"), false)),
                loosened(
                        List.of(portion("body", TEXT, OPEN, "r-1", "r-2")),
                        portion("body", "Six men, not twelve.", OPEN, "r-2")));
        Portion received = received("05-in", Audience.only("UNOWA"));
        Portion again = received("05-in-new", Audience.only("UNOWA"));
        assertEquals(List.of(), loosened(List.of(received), again), "by another clause");
        assertEquals(List.of(), loosened(List.of(received), received("05-in", Audience.nobody())));
        Loosening undeclared = new Loosening(0, false, List.of(), Set.of(), true);
        assertEquals(List.of(undeclared), loosened(List.of(received), received("05-in", Audience.unrestricted())));
        assertEquals(List.of(undeclared), loosened(List.of(received), portion("body", TEXT, OPEN)));
    }

    private static Portion received(String clause, Audience onward) {
        return new Portion(
                "body",
                new Content.Text(TEXT),
                label("'originators':['FRENCH-FORCES','MINUSMA']"),
                List.of(new Receipt("FRENCH-FORCES", "MINUSMA", clause, "alert", onward)),
                List.of());
    }

    @Test
    void headsAreComparedWithHeads() {
        Portion before = new Portion(PortionFacts.HEAD, head("en"), label(CLOSED), List.of(), List.of());
        Portion after = new Portion(PortionFacts.HEAD, head("fr"), label(OPEN), List.of(), List.of());
        assertEquals(
                List.of(new Loosening(0, true, List.of(loss(Dimension.NOT_RELEASABLE_TO, "UNODC")), Set.of(), false)),
                loosened(List.of(before), after));
    }

    private static Content.Head head(String language) {
        return new Content.Head(
                "incident",
                language,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of());
    }
}
