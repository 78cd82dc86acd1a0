package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;
import org.passerelle.core.world.RandomWorld;
import org.passerelle.core.world.World;

/** Invariants of the policy over worlds drawn from seeds. */
final class InvariantsTest {

    private static final int WORLDS = 1_500;

    /** I1: a bundle without agreements discloses to nobody but the originator's own members. */
    @Test
    void defaultWithhold() {
        for (long seed = 0; seed < WORLDS; seed++) {
            World world = RandomWorld.of(seed).with("{'agreements':null}");
            String party = Objects.requireNonNull(world.bundle()
                            .bundle()
                            .accounts()
                            .get(world.request().subject()))
                    .party();
            Map<String, Verdict> verdicts = verdicts(world);
            for (PortionFacts portion : world.record().portions()) {
                boolean own = portion.label().orElseThrow().originators().equals(Set.of(party));
                assertTrue(own || verdicts.get(portion.id()) == Verdict.DENY, "seed " + seed);
            }
        }
    }

    /** I2: a higher level, a further compartment, caveat or not-releasable-to never discloses more. */
    @Test
    void monotoneLabel() {
        neverDisclosesMore(List.of(
                onEachPortion("'level':3"),
                onEachPortion("'compartments':['SOURCE','NEGOTIATION']"),
                onEachPortion("'notReleasableTo':['un-entities','UNOWA']"),
                onEachPortion("'tlp':'RED'"),
                onEachPortion("'purposes':[]"),
                onEachPortion("'releasableTo':[]"),
                onEachPortion("'eyesOnly':[]"),
                onEachPortion("'flags':['personal-data-risk']"),
                onEachPortion("'embargoUntil':'PT1H'"),
                onEachPortion("'retainUntil':'-PT1H'")));
    }

    /** I2 on the way from each TLP to the next. */
    @Test
    void monotoneTlp() {
        for (long seed = 0; seed < WORLDS; seed++) {
            World world = RandomWorld.of(seed);
            Map<String, Verdict> before = verdicts(world.with(onEachPortion("'tlp':'CLEAR'")));
            for (String tlp : List.of("GREEN", "AMBER", "AMBER_STRICT", "RED")) {
                Map<String, Verdict> after = verdicts(world.with(onEachPortion("'tlp':'" + tlp + "'")));
                assertNotMore(before, after, "seed " + seed + " " + tlp);
                before = after;
            }
        }
    }

    /** I3: lower clearance, fewer purposes, worse screening never disclose more. */
    @Test
    void monotoneRecipient() {
        neverDisclosesMore(List.of(
                "{'request':{'strength':'PASSWORD'}}",
                onEachAccount("'clearance':0"),
                onEachAccount("'compartments':[]"),
                onEachAccount("'purposes':['early-warning']"),
                "{'assessments':{'has-BN33':{'state':'SUSPENDED'},'has-GT-ERABLE':{'state':'REFUSED'}}}",
                "{'assessments':{'has-BN21':{'state':'EXPIRED'},'has-BRIGADE-6':{'state':'WITHDRAWN'}}}",
                "{'assessments':{'has-BN33':{'risk':'HIGH','treatmentAssurance':false}}}",
                "{'allegations':{'a-9':{'unit':'BN33','reportedAt':'-PT1H','grading':'A1'}}}",
                "{'units':{'BN33':{'commands':[]},'GT-ERABLE':{'commands':[]}}}",
                "{'agreements':{'99-random':{'suspendedBy':['UNOWA']}}}"));
    }

    /** I8: a view's label is the join of what remains. */
    @Test
    void relabel() {
        int views = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            World world = RandomWorld.of(seed);
            if (!(decide(world) instanceof Decision.Judged judged)) {
                continue;
            }
            Optional<View> view = ViewBuilder.view(world.stored(), judged, world.now());
            Optional<Label> join = view.stream()
                    .flatMap(one -> one.portions().stream())
                    .map(View.Portion::label)
                    .reduce(Label::join);
            assertEquals(join, view.map(View::label), "seed " + seed);
            views += view.isPresent() ? 1 : 0;
        }
        int seen = views;
        assertTrue(views > WORLDS / 40, () -> "only " + seen + " views");
    }

    private static void neverDisclosesMore(List<String> worsenings) {
        for (long seed = 0; seed < WORLDS; seed++) {
            World world = RandomWorld.of(seed);
            Map<String, Verdict> before = verdicts(world);
            String worsening = worsenings.get((int) (seed % worsenings.size()));
            assertNotMore(before, verdicts(world.with(worsening)), "seed " + seed + " " + worsening);
        }
    }

    private static void assertNotMore(Map<String, Verdict> before, Map<String, Verdict> after, String where) {
        after.forEach((portion, verdict) -> assertTrue(verdict.compareTo(before.get(portion)) >= 0, where));
    }

    private static String onEachPortion(String label) {
        String change = "{'label':{" + label + "}}";
        return "{'record':{'portions':{'body':" + change + ",'title':" + change + "}}}";
    }

    private static String onEachAccount(String change) {
        return World.base().bundle().bundle().accounts().keySet().stream()
                .map(account -> "'" + account + "':{" + change + "}")
                .collect(Collectors.joining(",", "{'accounts':{", "}}"));
    }

    private static Map<String, Verdict> verdicts(World world) {
        Map<String, Verdict> verdicts = new HashMap<>();
        switch (decide(world)) {
            case Decision.Refused refused ->
                world.record().portions().forEach(portion -> verdicts.put(portion.id(), Verdict.DENY));
            case Decision.Judged judged ->
                judged.portions().forEach(portion -> verdicts.put(portion.portionId(), portion.verdict()));
        }
        return verdicts;
    }

    private static Decision decide(World world) {
        return Decide.decide(world.bundle(), world.request(), world.record(), world.now());
    }
}
