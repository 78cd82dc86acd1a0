package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.RandomWorld;
import org.passerelle.core.world.World;

/** The prefilter never hides what {@code decide} would let out, and hides enough to be worth it. */
final class ClassPrefilterTest {

    private static final int WORLDS = 4_000;

    @Test
    void neverHidesWhatIsNotDenied() {
        int released = 0;
        int hidden = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            World world = RandomWorld.of(seed);
            RecordFacts record = world.record();
            Decision decision = Decide.decide(world.bundle(), world.request(), record, world.now());
            for (PortionFacts portion : record.portions()) {
                boolean mayPermit = ClassPrefilter.mayPermit(
                        world.bundle(), world.request(), LabelClasses.classFacts(record, portion), world.now());
                boolean denied = verdict(decision, portion) == Verdict.DENY;
                long seen = seed;
                assertTrue(mayPermit || denied, () -> "seed " + seen + " portion " + portion.id());
                released += denied ? 0 : 1;
                hidden += mayPermit ? 0 : 1;
            }
        }
        int decided = released;
        int filtered = hidden;
        assertTrue(released > WORLDS / 20, () -> "only " + decided + " portions were released or held");
        assertTrue(hidden > WORLDS / 2, () -> "only " + filtered + " portions were filtered");
    }

    @Test
    void hidesAClassThatNoClauseCovers() {
        World world = World.base().with("{'agreements':null}");
        assertFalse(mayPermit(world));
    }

    @Test
    void showsAClassWhoseRowMayBeGranted() {
        World world = World.base()
                .with("{'request':{'subject':'unodc.officer','purpose':'crime-analysis'},'record':{'type':'person',"
                        + "'portions':{'body':{'label':{'purposes':['crime-analysis']}}}}}");
        assertTrue(mayPermit(world));
    }

    @Test
    void hidesEverythingWhenThePolicyIsStale() {
        assertFalse(mayPermit(World.base().with("{'lease':{'verified':false}}")));
    }

    @Test
    void putsRowsThatDifferOnlyInRowFactsIntoOneClass() {
        World row = World.base()
                .with(
                        "{'record':{'state':'RECALLED','eventTime':null,'validUntil':'-PT1H','portions':{'body':{'custody':"
                                + "[{'releaser':'UNOWA','holder':'MINUSMA','type':'incident'}],'label':{'embargoUntil':'PT1H',"
                                + "'markedAt':'-PT9H','onward':[]}}}}}");
        assertEquals(key(World.base()), key(row));
    }

    @Test
    void keepsClassesApartThatPolicyTellsApart() {
        List<String> labels = List.of(
                "'level':1",
                "'tlp':'GREEN'",
                "'purposes':[]",
                "'compartments':['SOURCE']",
                "'releasableTo':[]",
                "'notReleasableTo':['UNODC']",
                "'flags':['personal-data-risk']",
                "'eyesOnly':['unowa.officer']",
                "'originators':['MINUSMA','UNOWA']",
                "'purposes':null");
        List<String> keys = labels.stream()
                .map(label -> World.base().with("{'record':{'portions':{'body':{'label':{" + label + "}}}}}"))
                .map(ClassPrefilterTest::key)
                .distinct()
                .toList();
        assertEquals(labels.size(), keys.size());
        assertFalse(keys.contains(key(World.base())));
    }

    private static String key(World world) {
        return LabelClasses.key(world.record(), world.record().portions().getFirst());
    }

    private static boolean mayPermit(World world) {
        RecordFacts record = world.record();
        return ClassPrefilter.mayPermit(
                world.bundle(),
                world.request(),
                LabelClasses.classFacts(record, record.portions().getFirst()),
                world.now());
    }

    private static Verdict verdict(Decision decision, PortionFacts portion) {
        return switch (decision) {
            case Decision.Refused refused -> Verdict.DENY;
            case Decision.Judged judged ->
                judged.portions().stream()
                        .filter(one -> one.portionId().equals(portion.id()))
                        .findFirst()
                        .orElseThrow()
                        .verdict();
        };
    }
}
