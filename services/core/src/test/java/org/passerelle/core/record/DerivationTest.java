package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Derivation.Inherited;
import org.passerelle.core.record.Derivation.Source;
import org.passerelle.core.world.World;

/** A derived portion cannot shed what its sources bear. */
final class DerivationTest {

    private static final World ALERT = World.base()
            .with("{'request':{'subject':'minusma.officer','purpose':'force-protection'},'record':{'type':'alert',"
                    + "'releaser':'FRENCH-FORCES','portions':{'body':{'label':{'level':1,'tlp':'GREEN','onward':[],"
                    + "'originators':['FRENCH-FORCES'],'purposes':['force-protection','crime-analysis']}}}}}");

    private static final Label OWN = World.base()
            .with("{'record':{'portions':{'body':{'label':{'purposes':['crime-analysis']}}}}}")
            .record()
            .portions()
            .getFirst()
            .label()
            .orElseThrow();

    private static final Bundle BUNDLE = World.base().bundle().bundle();

    @Test
    void keepsItsOwnLabelWithoutSources() {
        assertEquals(
                new Inherited(OWN, "product", List.of()),
                Derivation.inherit(BUNDLE, OWN, "product", "MINUSMA", List.of()));
    }

    @Test
    void inheritsOriginatorsLabelTypeAndReceipt() {
        Inherited inherited = Derivation.inherit(BUNDLE, OWN, "product", "MINUSMA", List.of(source(ALERT)));

        assertEquals(Set.of("FRENCH-FORCES", "MINUSMA"), inherited.label().originators());
        assertEquals(Level.CONFIDENTIAL, inherited.label().level());
        assertEquals(Audience.only("crime-analysis"), inherited.label().purposes());
        assertEquals(Audience.nobody(), inherited.label().onward());
        assertEquals("alert", inherited.sourceType());
        assertEquals(
                List.of(new Receipt("FRENCH-FORCES", "MINUSMA", "05-in", "alert", Audience.nobody())),
                inherited.custody());
    }

    @Test
    void keepsEveryEarlierStation() {
        World product = World.base()
                .with("{'request':{'subject':'unodc.officer','purpose':'crime-analysis'},'record':{'type':'product',"
                        + "'portions':{'body':{'sourceType':'alert','label':{'originators':['FRENCH-FORCES','MINUSMA'],"
                        + "'purposes':['crime-analysis']},'custody':[{'releaser':'FRENCH-FORCES','holder':'MINUSMA',"
                        + "'clause':'05-in','type':'alert','onward':['un-entities']}]}}}}");
        Inherited inherited = Derivation.inherit(BUNDLE, OWN, "product", "UNODC", List.of(source(product)));

        assertEquals(
                List.of(
                        new Receipt("FRENCH-FORCES", "MINUSMA", "05-in", "alert", Audience.only("un-entities")),
                        new Receipt("MINUSMA", "UNODC", "02-out", "product", Audience.nobody())),
                inherited.custody());
        assertEquals("alert", inherited.sourceType());
    }

    @Test
    void addsNoReceiptForContentThatComesHome() {
        World own = World.base().with("{'request':{'subject':'minusma.officer'},'record':{'releaser':'UNOWA'}}");
        Inherited inherited = Derivation.inherit(BUNDLE, OWN, "product", "MINUSMA", List.of(source(own)));
        assertEquals(List.of(), inherited.custody());
    }

    @Test
    void fitsNoClauseByTypeWhenSourcesDiffer() {
        World incident = ALERT.with("{'record':{'type':'incident'},'agreements':{'05-french':{'clauses':{'05-in':"
                + "{'recordTypes':['alert','incident']}}}}}");
        Inherited inherited =
                Derivation.inherit(BUNDLE, OWN, "product", "MINUSMA", List.of(source(ALERT), source(incident)));
        assertEquals("mixed", inherited.sourceType());
        assertEquals(
                Set.of("alert", "incident"),
                Set.copyOf(inherited.custody().stream().map(Receipt::type).toList()));
    }

    /** A join is judged as groups were when the earliest of its labels was made; the later ones left others out. */
    @Test
    void leavesOutWhomEachLabelLeftOutWhenItWasMade() {
        World world = World.base()
                .with(
                        "{'groups':{'lake':{'members':{'UNODC':{'from':'2015-03-01T00:00:00Z','until':'2015-05-01T00:00:00Z'}}},"
                                + "'river':{'members':{'UNODC':{'until':'2015-03-01T00:00:00Z'},'UNOWA':{}}}}}");
        Label april = labelled("{'markedAt':'2015-04-01T00:00:00Z','notReleasableTo':['lake']}");
        Label january = labelled("{'markedAt':'2015-01-01T00:00:00Z','originators':['FRENCH-FORCES']}");
        Label released = labelled("{'markedAt':'2015-04-01T00:00:00Z','releasableTo':['river']}");

        assertEquals(Set.of("lake", "UNODC"), inherited(world, april, january).notReleasableTo());
        assertEquals(Set.of("lake", "UNODC"), inherited(world, january, april).notReleasableTo());
        assertEquals(Set.of("UNODC"), inherited(world, january, released).notReleasableTo());
        assertEquals(Set.of("lake"), inherited(world, april, april).notReleasableTo());
    }

    private static Label labelled(String differences) {
        return World.base()
                .with("{'record':{'portions':{'body':{'label':" + differences + "}}}}")
                .record()
                .portions()
                .getFirst()
                .label()
                .orElseThrow();
    }

    private static Label inherited(World world, Label own, Label source) {
        PortionFacts portion = new PortionFacts("source", "body", Optional.of(source), "alert", List.of());
        return Derivation.inherit(
                        world.bundle().bundle(),
                        own,
                        "product",
                        "MINUSMA",
                        List.of(new Source(portion, "alert", "FRENCH-FORCES", "05-in", Audience.nobody())))
                .label();
    }

    private static Source source(World world) {
        Decision decision = Decide.decide(world.bundle(), world.request(), world.record(), world.now());
        PortionDecision portion =
                assertInstanceOf(Decision.Judged.class, decision).portions().getFirst();
        assertEquals(Verdict.PERMIT, portion.verdict());
        return new Source(
                world.record().portions().getFirst(),
                world.record().type(),
                world.record().releaser(),
                portion);
    }
}
