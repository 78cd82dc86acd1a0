package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Grading;
import org.passerelle.core.record.Geometry.Position;

/** The same content has the same fingerprint in whatever form it comes; what is written alike by chance has none. */
final class FingerprintTest {

    private static final String TEXT = "The ford below Tassiga is mined; 12 men guard it at night.";
    private static final Instant TIME = Instant.parse("2026-03-01T04:30:10Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the  FORD below\n\tTassiga is mined -- 12 men guard it at night",
                "\u201cThe ford below Tassiga is mined\u201d: 12 men guard it, at night!",
                "The f\u00adord be\u200blow Tassiga is mined; 12 men guard it at night.",
                "Thé förd below Tàssiga is mined; 12 men guard it at night.",
                "Ｔｈｅ ｆｏｒｄ below Tassiga is mined; １２ men guard it at night.",
                "The ford below Tassiga is mined; \u0661\u0662 men guard it at night."
            })
    void isThatOfTheLettersAndDigitsAlone(String retyped) {
        assertEquals(Fingerprint.of(new Content.Text(TEXT)), Fingerprint.of(new Content.Text(retyped)));
    }

    @Test
    void isThatOfArabicWithoutItsVowelMarks() {
        assertEquals(
                Fingerprint.of(new Content.Text("الْمَخَاضَةُ أَسْفَلَ تَسِيغَا مَلْغُومَةٌ وَيَحْرُسُهَا رِجَالٌ")),
                Fingerprint.of(new Content.Text("المخاضة أسفل تسيغا ملغومة ويحرسها رجـــال")));
    }

    @Test
    void differsWithAWord() {
        assertNotEquals(
                Fingerprint.of(new Content.Text(TEXT)), Fingerprint.of(new Content.Text(TEXT.replace("12", "13"))));
    }

    @ParameterizedTest
    @CsvSource({
        "n/a, 0",
        "See annex B., 0",
        "Aminata Exemple & Ali Modèle, 0",
        "abcdefghijklmnopqrstuvw, 0",
        "abcdefghijklmnopqrstuvwx, 1"
    })
    void isNotMadeOfWhatEverybodyWrites(String text, int fingerprints) {
        assertEquals(fingerprints, Fingerprint.of(new Content.Text(text)).size());
    }

    @Test
    void isOfTheTextWhateverItStandsIn() {
        assertEquals(
                Fingerprint.of(new Content.Text(TEXT)),
                Fingerprint.of(head(Optional.empty(), Optional.empty(), Map.of("remarks", TEXT, "casualties", 3L))));
        assertEquals(
                Fingerprint.of(new Content.Text(TEXT)),
                Fingerprint.of(head(Optional.empty(), Optional.empty(), Map.of("remarks", List.of("short", TEXT)))));
    }

    @Test
    void isOfTheTextsOfAStatementButNotOfTheRecordThatItNamesAsItsSource() {
        Map<String, Object> statement = Map.of("relation", "supports", "party", "the elders", "source", TEXT);
        assertEquals(
                Fingerprint.of(new Content.Text(TEXT)),
                Fingerprint.of(head(Optional.empty(), Optional.empty(), Map.of("affiliations", List.of(statement)))));
        Map<String, Object> cited =
                Map.of("relation", "supports", "party", "the elders", "source", "6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
        assertEquals(
                Set.of(),
                Fingerprint.of(head(Optional.empty(), Optional.empty(), Map.of("affiliations", List.of(cited)))));
    }

    @Test
    void ofAHeadIsWhenAndWhere() {
        Content.Head seen = head(Optional.of(TIME), point(-0.30412, 16.2667), Map.of());
        assertEquals(1, Fingerprint.of(seen).size());
        assertEquals(
                Fingerprint.of(seen),
                Fingerprint.of(
                        head(Optional.of(TIME.plusMillis(900)), point(-0.30412, 16.2667), Map.of("casualties", 3L))));
        assertNotEquals(
                Fingerprint.of(seen),
                Fingerprint.of(head(Optional.of(TIME.plusSeconds(1)), point(-0.30412, 16.2667), Map.of())));
        assertNotEquals(
                Fingerprint.of(seen), Fingerprint.of(head(Optional.of(TIME), point(-0.30413, 16.2667), Map.of())));
    }

    @Test
    void isNotMadeOfAHeadThatDoesNotSayWhenAndExactlyWhere() {
        assertEquals(Set.of(), Fingerprint.of(head(Optional.empty(), point(-0.30412, 16.2667), Map.of())));
        assertEquals(Set.of(), Fingerprint.of(head(Optional.of(TIME), Optional.empty(), Map.of())));
        assertEquals(Set.of(), Fingerprint.of(head(Optional.of(TIME), point(-0.3, 16.27), Map.of())));
    }

    @Test
    void knowsAPlaceAgainAtEveryTierInWhichItLeaves() {
        Content.Head exact = head(Optional.of(TIME), point(-0.30412, 16.2667), Map.of());
        Set<Fingerprint> every = Fingerprint.ofEveryForm(exact);
        assertEquals(3, every.size());
        for (GeometryTier tier : List.of(GeometryTier.EXACT, GeometryTier.KM_10, GeometryTier.KM_50)) {
            Content.Head left =
                    head(Optional.of(TIME), Grid.coarsened(exact.geometry().orElseThrow(), tier), Map.of());
            assertTrue(every.containsAll(Fingerprint.of(left)), tier.name());
            assertEquals(1, Fingerprint.of(left).size());
            assertEquals(tier != GeometryTier.EXACT, Collections.disjoint(Fingerprint.of(exact), Fingerprint.of(left)));
        }
    }

    private static Optional<Geometry> point(double longitude, double latitude) {
        return Optional.of(new Geometry(Geometry.Kind.POINT, List.of(new Position(longitude, latitude))));
    }

    private static Content.Head head(Optional<Instant> time, Optional<Geometry> place, Map<String, Object> details) {
        return new Content.Head(
                "incident",
                "en",
                time,
                Optional.empty(),
                Optional.of("ML"),
                List.of(),
                place,
                Optional.of(new Grading("B2")),
                List.of(),
                details);
    }
}
