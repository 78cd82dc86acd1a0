package org.passerelle.core.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.names.Comparison.Lowering;
import org.passerelle.core.names.Meeting.Why;

final class NameMatcherTest {
    private static final double THRESHOLD = 0.80;

    private static Comparison compare(String one, String other) {
        Comparison comparison = NameMatcher.compare(Name.of(one), Name.of(other));
        Comparison turned = NameMatcher.compare(Name.of(other), Name.of(one));
        assertEquals(comparison.score(), turned.score(), 1e-6, "it matters who is asked about");
        return comparison;
    }

    private static void assertSame(String one, String other) {
        assertTrue(
                compare(one, other).score() >= THRESHOLD, () -> one + " is not " + other + ": " + compare(one, other));
    }

    private static void assertDifferent(String one, String other) {
        assertTrue(compare(one, other).score() < THRESHOLD, () -> one + " is " + other + ": " + compare(one, other));
    }

    @Test
    void readsScriptsLetterByLetter() {
        assertSame("Tamakast Efadel", "ⵜⴰⵎⴰⴾⴰⵙⵜ ⴻⴼⴰⴷⴻⵍ");
        assertSame("Zarhuni Lakhdar", "زرهوني لخضر");
        assertSame("Tikhonov Arkadi", "Тихонов Аркадий");
        assertSame("Kostalis Petros", "Κοστάλης Πέτρος");
        assertSame("Beridze Tornike", "ბერიძე თორნიკე");
        assertSame("Han Seong Min", "한성민");
    }

    @Test
    void meetsOnlyItselfInAScriptThatItCannotRead() {
        assertEquals(1, compare("ພູວົງ ສີລາ", "ພູວົງ ສີລາ").score());
        assertDifferent("ພູວົງ ສີລາ", "Phouvong Sila");
    }

    @Test
    void takesFrenchAndEnglishSpellingsForOne() {
        assertSame("Cheikhou Ouattara", "Shayku Wattara");
        assertSame("Djoumana Koulibaly", "Jumana Kulibali");
        assertSame("Rhissa Tarhlamt", "Ghissa Taghlamt");
    }

    @Test
    void takesUpArticlesAndParticles() {
        assertSame("Akli ag Tamakast", "Akli Tamakast");
        assertSame("Deddi ould Weddadi", "Deddi Wuld Weddadi");
        assertSame("Lotfi al-Warfalli", "Lotfi Warfalli");
        assertSame("Abd al-Karim Zerhouni", "Abdelkrim Zerhouni");
        assertSame("Nur al-Din Makhloufi", "Noureddine Makhloufi");
        assertSame("Tarek Benhabyles", "Tarek Ben Habyles");
    }

    @Test
    void findsPartsInAnyOrderButFatherAndChild() {
        assertSame("TAMAKAST, Akli ag", "Akli ag Tamakast");
        assertSame("Guindo Ogobara", "Ogobara Guindo");
        Comparison turned = compare("Akli ag Tamakast", "Tamakast ag Akli");
        assertTrue(turned.score() < THRESHOLD);
        assertEquals(List.of(Lowering.DESCENT_REVERSED), turned.lowered());
    }

    @Test
    void forgivesWhatIsMissingOnOneSideOnly() {
        assertSame("Ogobara Guindo Yalkouye", "Ogobara Guindo");
        Comparison contradicting = compare("Ogobara Guindo Yalkouye", "Ogobara Guindo Bamadio");
        assertTrue(contradicting.score() < THRESHOLD);
        assertEquals(
                2,
                contradicting.meetings().stream()
                        .filter(meeting -> meeting.why() == Why.CONTRADICTION)
                        .count());
    }

    @Test
    void takesOnePartAloneForNobody() {
        Comparison one = compare("Guindo", "Ogobara Guindo");
        assertTrue(one.score() < THRESHOLD);
        assertEquals(List.of(Lowering.ONE_PART_ONLY), one.lowered());
        assertDifferent("Mohamed", "Mohammed");
        assertSame("Tamakast", "Tamakast");
    }

    @Test
    void keepsFrequentNamesApartHoweverNearTheyAreWritten() {
        assertDifferent("Hassan Merabet", "Hocine Merabet");
        assertDifferent("Mahmoud Azarock", "Mohamed Azarock");
        assertDifferent("Abdelkader Zerhouni", "Abdelkrim Zerhouni");
    }

    @Test
    void meetsInitialsWithNamesThatBeginSo() {
        assertSame("M. Zitouni Kaltoum", "Mokhtar Zitouni Kaltoum");
        assertDifferent("K. Zitouni Kaltoum", "Mokhtar Zitouni Kaltoum");
    }

    @Test
    void explainsWhatMetWhat() {
        Comparison comparison = compare("Colonel Mohamed Tamakast", "Mamadou Tamekast Efad");
        assertEquals(
                Set.of(Why.VARIANT, Why.NEAR, Why.MISSING),
                Set.copyOf(comparison.meetings().stream()
                        .map(Meeting::why)
                        .filter(why -> why != Why.CONTRADICTION)
                        .toList()));
    }

    @Test
    void weighsBirthAndPlaceButNeverMakesALikenessOfThem() {
        Comparison names = compare("Mokhtar Zitouni Kaltoum", "Mokhtar Zitouny");
        Evidence known = new Evidence(List.of(new Evidence.Years(1971, 1971)), Set.of("mali"));
        Evidence same = new Evidence(List.of(new Evidence.Years(1972, 1974)), Set.of("niger", "mali"));
        Evidence other = new Evidence(List.of(new Evidence.Years(1950, 1951)), Set.of("chad"));
        assertTrue(Evidence.weigh(names, known, same).score() > names.score());
        Comparison weakened = Evidence.weigh(names, known, other);
        assertTrue(weakened.score() < names.score());
        Evidence elsewhere = new Evidence(List.of(), Set.of("chad"));
        assertTrue(weakened.score() < Evidence.weigh(names, known, elsewhere).score(), "birth weighs nothing");
        assertTrue(Evidence.weigh(names, known, elsewhere).score() < names.score(), "places weigh nothing");
        assertEquals(List.of(Lowering.BORN_AT_ANOTHER_TIME, Lowering.ANOTHER_COUNTRY), weakened.lowered());
        assertEquals(names.score(), Evidence.weigh(names, known, Evidence.NONE).score());
        Comparison strangers = compare("Ogobara Guindo", "Efad Tarhlift");
        assertFalse(Evidence.weigh(strangers, known, same).score() >= THRESHOLD);
    }

    @Test
    void readsAnythingWithoutFailing() {
        for (String odd : List.of(
                "", " ", "-", ",", "ag", "al-", "abu", "abd al-", "ould ould ould", "1234", "\u200f", "a", "ben,")) {
            assertTrue(compare(odd, "Akli ag Tamakast").score() < THRESHOLD, odd);
        }
    }
}
