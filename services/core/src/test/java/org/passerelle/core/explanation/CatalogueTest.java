package org.passerelle.core.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.label.Level;

/** Every word of policy has a text in every language, and the texts of the languages say the same. */
final class CatalogueTest {

    private static final Pattern ARABIC = Pattern.compile("\\p{IsArabic}");
    private static final Pattern ISOLATED = Pattern.compile("\u2066[^\u2066\u2069]*\u2069");
    private static final Pattern LEFT_TO_RIGHT = Pattern.compile("\\p{IsLatin}");

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasEveryWordOfPolicy(Language language) {
        Catalogue catalogue = Catalogue.of(language);
        assertHas(catalogue, "gate", Gate.values());
        assertHas(catalogue, "code", Code.values());
        assertHas(catalogue, "verdict", Verdict.values());
        assertHas(catalogue, "outcome", Line.Outcome.values());
        assertHas(catalogue, "action", Action.values());
        assertHas(catalogue, "do", Action.values());
        assertHas(catalogue, "level", Level.values());
        assertHas(catalogue, "strength", Strength.values());
        assertHas(catalogue, "group", FieldGroup.values());
        assertHas(catalogue, "tier", GeometryTier.values());
        assertHas(catalogue, "fact", Kind.values());
        assertHas(catalogue, "aspect", Scope.Aspect.values());
        assertHas(catalogue, "heading", Telling.Heading.values());
        assertHas(catalogue, "code", "SCREENING");
        assertHas(catalogue, "role", "liaison-officer", "human-rights-focal-point", "approver");
        assertHas(catalogue, "subject", "unit", "commander", "party", "label");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasEveryKindOfObligation(Language language) {
        String[] kinds = Arrays.stream(Obligations.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new);
        assertHas(Catalogue.of(language), "obligation", kinds);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhatWouldChangeEveryFailureAndNothingElse(Language language) {
        Set<String> expected = Arrays.stream(Kind.values())
                .filter(Kind::failing)
                .map(kind -> "remedy." + kind)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, keys(language, "remedy."));
        Set<String> facts =
                Arrays.stream(Kind.values()).map(kind -> "fact." + kind).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(facts, keys(language, "fact."));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void factsHaveThePlacesOfTheirKind(Language language) {
        Catalogue catalogue = Catalogue.of(language);
        for (Kind kind : Kind.values()) {
            Set<String> places = Catalogue.places(catalogue.text("fact." + kind));
            catalogue.word("remedy", kind.name()).map(Catalogue::places).ifPresent(places::addAll);
            places.remove("rulers");
            if (kind == Kind.OUT_OF_SCOPE_OF_CLAUSE) {
                keys(language, "aspect.").forEach(key -> places.addAll(Catalogue.places(catalogue.text(key))));
            }
            Set<String> slots = kind.slots().stream().map(Slot::place).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(slots, places, kind + " in " + language);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void sayWithTheSamePlaces(Language language) {
        for (String key : sharedKeys(Language.EN)) {
            assertEquals(
                    Catalogue.places(Catalogue.of(Language.EN).text(key)),
                    Catalogue.places(Catalogue.of(language).text(key)),
                    key);
        }
        assertEquals(sharedKeys(Language.EN), sharedKeys(language));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void countsInEveryForm(Language language) {
        Set<String> forms = LongStream.rangeClosed(0, 1_000)
                .mapToObj(language::plural)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String unit : List.of("days", "hours", "minutes", "seconds")) {
            Set<String> expected = forms.stream()
                    .map(form -> "duration." + unit + "." + form)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, keys(language, "duration." + unit + "."));
        }
    }

    @Test
    void arabicIsArabicAndIsolatesWhatIsNot() {
        Catalogue arabic = Catalogue.of(Language.AR);
        for (String key : arabic.keys()) {
            String text = arabic.text(key);
            String bare = ISOLATED.matcher(text).replaceAll("").replaceAll("\\{[a-z_]+}", "");
            boolean words = bare.chars().anyMatch(Character::isLetter);
            boolean formOfPlaces = !words && !Catalogue.places(text).isEmpty();
            boolean separator = key.endsWith(".separator");
            assertTrue(ARABIC.matcher(bare).find() || formOfPlaces || separator, key);
            assertFalse(LEFT_TO_RIGHT.matcher(bare).find(), key);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Language.class,
            names = {"EN", "FR"})
    void theOthersHaveNoArabic(Language language) {
        Catalogue catalogue = Catalogue.of(language);
        catalogue
                .keys()
                .forEach(key -> assertFalse(ARABIC.matcher(catalogue.text(key)).find(), key));
    }

    private static Set<String> keys(Language language, String prefix) {
        return Catalogue.of(language).keys().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Durations differ by the forms of their nouns. */
    private static Set<String> sharedKeys(Language language) {
        return Catalogue.of(language).keys().stream()
                .filter(key -> !key.startsWith("duration."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertHas(Catalogue catalogue, String family, Enum<?>[] members) {
        assertHas(catalogue, family, Stream.of(members).map(Enum::name).toArray(String[]::new));
    }

    private static void assertHas(Catalogue catalogue, String family, String... members) {
        for (String member : members) {
            assertFalse(catalogue.word(family, member).orElse("").isBlank(), family + "." + member);
        }
    }
}
