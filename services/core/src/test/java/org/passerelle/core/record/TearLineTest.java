package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Dimension;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.TearLine.Fault;
import org.passerelle.core.record.TearLine.Portion;
import org.passerelle.core.world.Labels;

/** What may be called the tear-line of a record. */
final class TearLineTest {
    private static final Instant THEN = Instant.parse("2015-01-20T09:00:00Z");
    private static final Instant NOW = THEN.plusSeconds(3600);
    private static final String SECRET = "Twelve men guard the ford below Tassiga; the third house is theirs.";
    private static final Label HIGH = label(Level.CONFIDENTIAL, Tlp.AMBER, "RIVER");
    private static final Label LOW = label(Level.UNCLASSIFIED, Tlp.GREEN, "RIVER");
    private static final List<Portion> SOURCE = List.of(text(HIGH, SECRET), text(HIGH, "Tassiga ford"));

    private static Label label(Level level, Tlp tlp, String... originators) {
        return Labels.plain(level, tlp, Set.of(originators), THEN);
    }

    private static Portion text(Label label, String text) {
        return new Portion(label, new Content.Text(text));
    }

    private static List<Fault> faults(List<Portion> source, Portion... written) {
        Label overall = List.of(written).stream()
                .map(Portion::label)
                .reduce(Label::join)
                .orElseThrow();
        return TearLine.faults("RIVER", source, overall, List.of(written));
    }

    @Test
    void saysLessAtALowerLevel() {
        assertEquals(List.of(), faults(SOURCE, text(LOW, "Avoid the fords of the Tassiga area.")));
    }

    @Test
    void isBelowInOneDimensionAtLeastAndBeyondInNone() {
        Label sameLevel = label(Level.CONFIDENTIAL, Tlp.GREEN, "RIVER");
        assertEquals(List.of(), faults(SOURCE, text(sameLevel, "Avoid the fords.")));
        assertEquals(List.of(new Fault.NotBelow(Set.of())), faults(SOURCE, text(HIGH, "Avoid the fords.")));
        Label sideways = label(Level.UNCLASSIFIED, Tlp.RED, "RIVER");
        assertEquals(
                List.of(new Fault.NotBelow(Set.of(Dimension.TLP))), faults(SOURCE, text(sideways, "Avoid the fords.")));
        assertEquals(
                List.of(new Fault.NotBelow(Set.of(Dimension.TLP))),
                faults(SOURCE, text(LOW, "Avoid the fords."), text(sideways, "All of them.")),
                "one portion is enough");
    }

    @Test
    void namesEachDimensionInWhichItRestrictsMore() {
        Label restricted = new Label(
                Level.STRICTLY_CONFIDENTIAL,
                Tlp.RED,
                Set.of("RIVER", "LAKE"),
                Audience.only("mediation"),
                Set.of("SOURCE"),
                Audience.only("LAKE"),
                Set.of("HILL"),
                Audience.only("lake.officer"),
                Audience.nobody(),
                Set.of("personal-data-risk"),
                Optional.of(NOW),
                Optional.of(NOW.plusSeconds(9)),
                NOW);
        assertEquals(Set.of(Dimension.values()), Dimension.beyond(restricted, HIGH));
        assertEquals(Set.of(), Dimension.beyond(HIGH, restricted));
        assertEquals(Set.of(), Dimension.beyond(restricted, restricted));
    }

    @Test
    void whenItWasMarkedIsNoRestriction() {
        Label later = new Label(
                HIGH.level(),
                HIGH.tlp(),
                HIGH.originators(),
                HIGH.purposes(),
                HIGH.compartments(),
                HIGH.releasableTo(),
                HIGH.notReleasableTo(),
                HIGH.eyesOnly(),
                HIGH.onward(),
                HIGH.flags(),
                HIGH.embargoUntil(),
                HIGH.retainUntil(),
                NOW);
        assertEquals(Set.of(), Dimension.beyond(HIGH, later));
        assertEquals(Set.of(), Dimension.beyond(later, HIGH));
        assertEquals(List.of(new Fault.NotBelow(Set.of())), faults(SOURCE, text(later, "Avoid the fords.")));
    }

    @Test
    void repeatsNoPortionThatIsMarkedHigher() {
        Portion retyped = text(LOW, "twelve men guard the ford  below TASSIGA - the third house is theirs");
        assertEquals(List.of(new Fault.Repeats(1)), faults(SOURCE, text(LOW, "Avoid the fords of the area."), retyped));
        assertEquals(
                List.of(new Fault.Repeats(0)),
                faults(SOURCE, text(LOW, "We heard: " + SECRET + " So much for today.")),
                "nor within other words");
        assertEquals(List.of(new Fault.Repeats(0)), faults(SOURCE, text(LOW, "Tassiga Ford")), "however short");
        assertEquals(
                List.of(),
                faults(SOURCE, text(LOW, "The Tassiga ford is to be avoided.")),
                "what is as short stands in many a text");
    }

    @Test
    void mayRepeatAPortionAsItIsMarked() {
        Portion open = text(LOW, "The market of Tassiga is held on Tuesdays.");
        List<Portion> source = List.of(text(HIGH, SECRET), open);
        assertEquals(List.of(), faults(source, open));
        Label higher = label(Level.RESTRICTED, Tlp.GREEN, "RIVER");
        assertEquals(List.of(), faults(source, new Portion(higher, open.content())));
    }

    @Test
    void repeatsNeitherFileNorExactObservation() {
        Content.Attachment file = new Content.Attachment("1", "a.txt", "text/plain", 4, "ab".repeat(32), 1);
        Content.Attachment sameBytes = new Content.Attachment("2", "b.txt", "text/plain", 4, "ab".repeat(32), 1);
        Content.Head head = head(16.26671);
        List<Portion> source = List.of(new Portion(HIGH, file), new Portion(HIGH, head));
        assertEquals(
                List.of(new Fault.Repeats(0), new Fault.Repeats(1)),
                faults(source, new Portion(LOW, sameBytes), new Portion(LOW, head)));
        assertEquals(List.of(), faults(source, new Portion(LOW, head(16.3))));
    }

    private static Content.Head head(double latitude) {
        return new Content.Head(
                "incident",
                "en",
                Optional.of(THEN),
                Optional.empty(),
                Optional.of("ML"),
                List.of("ML-7"),
                Optional.of(new Geometry(Geometry.Kind.POINT, List.of(new Geometry.Position(-0.3, latitude)))),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    @Test
    void contentOfOthersIsNotTornOff() {
        Label joint = label(Level.CONFIDENTIAL, Tlp.AMBER, "RIVER", "LAKE");
        assertEquals(
                List.of(new Fault.Foreign()),
                faults(
                        List.of(text(HIGH, SECRET), text(joint, "The lake says so.")),
                        text(LOW, "Avoid the fords of the Tassiga area.")));
    }
}
