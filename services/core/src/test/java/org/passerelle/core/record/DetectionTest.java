package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.Known.Way;
import org.passerelle.core.world.Labels;
import org.passerelle.core.world.World;

/** What a party knows and submits again derives from where it has it. */
final class DetectionTest {

    private static final String TEXT = "The ford below Tassiga is mined by night.";
    private static final Content COPY = new Content.Text("the ford below tassiga  is mined by NIGHT");
    private static final Audience LAKE = Audience.only("LAKE");
    private static final Bundle BUNDLE = World.base().bundle().bundle();
    private static final Way RECEIVED = new Way.Received("river-hill", LAKE);

    @Test
    void countsAsIfItWereCited() {
        Detection detection = Detection.of(COPY, "HILL", List.of(known("x", 1, "RIVER", RECEIVED)));
        assertEquals(Set.of("x"), detection.citations());
        Derivation.Inherited inherited =
                Derivation.inherit(BUNDLE, label("HILL"), "alert", "HILL", detection.sources());
        assertEquals(Set.of("HILL", "RIVER"), inherited.label().originators());
        assertEquals("incident", inherited.sourceType());
        assertEquals(List.of(new Receipt("RIVER", "HILL", "river-hill", "incident", LAKE)), inherited.custody());
    }

    @Test
    void findsNothingInOtherContent() {
        Content other = new Content.Text("The ford below Tassiga is mined by day.");
        assertEquals(
                new Detection(List.of(), Set.of()),
                Detection.of(other, "HILL", List.of(known("x", 1, "RIVER", RECEIVED))));
    }

    @Test
    void leavesAPartyItsOwnWordsWhoeverRepeatsThem() {
        List<Known> known = List.of(known("x", 1, "RIVER", RECEIVED), known("own", 1, "HILL", new Way.Submitted()));
        assertEquals(new Detection(List.of(), Set.of()), Detection.of(COPY, "HILL", known));
    }

    @Test
    void leavesItNothingElseForThat() {
        String own = "Two lorries crossed at dusk, going north.";
        Content head = new Content.Head(
                "incident",
                "en",
                Optional.empty(),
                Optional.empty(),
                Optional.of("ML"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of("method", own, "target", TEXT));
        PortionFacts portion = new PortionFacts("p", "body", Optional.of(label("HILL")), "incident", List.of());
        Known original = new Known(
                facts("own", 1, "HILL", portion),
                portion,
                Fingerprint.of(new Content.Text(own)),
                List.of(),
                new Way.Submitted());
        List<Known> known = List.of(known("x", 1, "RIVER", RECEIVED), original);
        assertEquals(Set.of("x"), Detection.of(head, "HILL", known).citations());
    }

    @Test
    void keepsTheCustodyOfOnesOwnDerivedPortionAndCitesItsSources() {
        Receipt receipt = new Receipt("RIVER", "HILL", "river-hill", "incident", LAKE);
        PortionFacts portion =
                new PortionFacts("p", "body", Optional.of(label("HILL", "RIVER")), "incident", List.of(receipt));
        Known own = new Known(
                facts("own", 1, "HILL", portion),
                portion,
                Fingerprint.of(new Content.Text(TEXT)),
                List.of("x"),
                new Way.Submitted());
        Detection detection = Detection.of(COPY, "HILL", List.of(own));
        assertEquals(Set.of("x"), detection.citations());
        assertEquals(
                List.of(receipt),
                Derivation.inherit(BUNDLE, label("HILL"), "alert", "HILL", detection.sources())
                        .custody());
    }

    @Test
    void hearsTheLastVersionThatThePartyKnows() {
        Way later = new Way.Received("later", Audience.nobody());
        Detection detection =
                Detection.of(COPY, "HILL", List.of(known("x", 2, "RIVER", later), known("x", 1, "RIVER", RECEIVED)));
        assertEquals(List.of("later"), clauses(detection));
    }

    @Test
    void takesTheTermsOfEveryReceiptUnlessThePartyMayReadItNow() {
        Way wider = new Way.Received("wider", Audience.unrestricted());
        List<Known> received = List.of(known("x", 1, "RIVER", RECEIVED), known("x", 1, "RIVER", wider));
        assertEquals(List.of("river-hill", "wider"), clauses(Detection.of(COPY, "HILL", received)));
    }

    private static List<String> clauses(Detection detection) {
        return detection.sources().stream().map(Derivation.Source::clause).toList();
    }

    private static Known known(String id, int version, String releaser, Way way) {
        PortionFacts portion =
                new PortionFacts(id + version, "body", Optional.of(label(releaser)), "incident", List.of());
        return new Known(
                facts(id, version, releaser, portion), portion, Fingerprint.of(new Content.Text(TEXT)), List.of(), way);
    }

    private static RecordFacts facts(String id, int version, String releaser, PortionFacts portion) {
        return new RecordFacts(
                id,
                version,
                "incident",
                releaser,
                "officer",
                RecordState.RECALLED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                List.of(portion),
                List.of());
    }

    private static Label label(String... originators) {
        return Labels.plain(Level.UNCLASSIFIED, Tlp.AMBER, Set.of(originators), Instant.EPOCH);
    }
}
