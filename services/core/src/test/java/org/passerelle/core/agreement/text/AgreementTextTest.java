package org.passerelle.core.agreement.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.agreement.text.Changes.Change;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Words;
import org.passerelle.core.world.With;

/** The text of an agreement says all that its terms say, in every language, and nothing else. */
final class AgreementTextTest {
    /** The value of a signature is no term, and is where the text says that it is. */
    private static final Set<String> NOT_SAID = Set.of("signatures{}.value");

    private static final int STEPS = 30;

    /** From one agreement to the next: whatever single thing changes, every language tells. */
    @Property(tries = 40)
    void everyChangeOfATermChangesTheTextInEveryLanguage(@ForAll long seed, @ForAll boolean full) {
        Random random = new Random(seed);
        Agreement agreement = full ? Examples.full() : Examples.least();
        for (int steps = random.nextInt(STEPS); steps > 0; steps--) {
            List<Change<Agreement>> changes = new Changes(random).of(agreement);
            agreement = changes.get(random.nextInt(changes.size())).after();
        }
        for (Language language : Language.values()) {
            LegalText before = AgreementText.of(agreement, language);
            for (Change<Agreement> change : new Changes(random).of(agreement)) {
                assertNotEquals(agreement, change.after(), change.place());
                LegalText after = AgreementText.of(change.after(), language);
                if (NOT_SAID.contains(change.place())) {
                    assertEquals(before, after, change.place());
                } else {
                    assertFalse(before.equals(after), change.place() + " in " + language);
                }
            }
        }
    }

    @Test
    void changesReachEveryComponent() {
        Set<String> reached = new Changes(new Random(1))
                .of(Examples.full()).stream().map(Change::place).collect(Collectors.toCollection(TreeSet::new));
        Set<String> components = new TreeSet<>();
        names(Agreement.class, "").forEach(components::add);
        names(Clause.class, "clauses[].").forEach(components::add);
        names(Obligations.class, "clauses[].obligations.").forEach(components::add);
        names(Agreement.Signature.class, "signatures{}.").forEach(components::add);
        components.remove("clauses[].obligations");
        components.add("titles{}");
        assertEquals(components, reached);
    }

    private static Stream<String> names(Class<? extends Record> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).map(component -> prefix + component.getName());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysItTheSameWayAgain(Language language) {
        assertEquals(AgreementText.of(Examples.full(), language), AgreementText.of(Examples.full(), language));
    }

    @Test
    void saysAClauseInWordsAndCodes() {
        LegalText text = AgreementText.of(Examples.full(), Language.FR);
        assertEquals("Fleuve et lac", text.title());
        assertEquals("CONFIDENTIEL", text.marking());
        List<String> said = said(text);
        assertTrue(
                said.contains(
                        "3.3 Types de fiche : Elle s’applique aux fiches des types suivants : ".replace(" :", "\u00a0:")
                                + "alerte (alert), drift, incident."),
                said.toString());
        assertTrue(
                said.contains("2.4 Dénonciation\u00a0: Chaque partie peut le dénoncer par notification. "
                        + "Il prend fin 30 jours après la notification."),
                said.toString());
        assertTrue(
                said.stream().anyMatch(line -> line.contains("3 février 2027 à 04:05:06\u00a0UTC")), said.toString());
        assertTrue(said.stream().anyMatch(line -> line.contains("2 jours, 1 heure")), said.toString());
        assertTrue(said.stream().anyMatch(line -> line.contains(Examples.HASH)), said.toString());
    }

    private static List<String> said(LegalText text) {
        return text.articles().stream()
                .flatMap(article -> article.provisions().stream())
                .map(provision -> provision.number() + " " + provision.term() + "\u00a0: " + provision.text())
                .toList();
    }

    @Test
    void saysWhoHasNotSigned() {
        List<LegalText.Provision> lines = AgreementText.of(Examples.full(), Language.EN)
                .articles()
                .getLast()
                .provisions();
        assertEquals(
                List.of("LAKE", "RIVER"),
                lines.stream().map(LegalText.Provision::term).toList());
        assertTrue(lines.getFirst().text().contains("versions[].signatures.LAKE.jws"), lines.toString());
        assertEquals("Not signed.", lines.getLast().text());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatDoesNotShowIsShown(Language language) {
        Agreement turned = With.with(Examples.full(), "titles", Map.of("en", "a\u202etrick\u0001"));
        LegalText text = AgreementText.of(turned, language);
        assertTrue(text.title().contains("a[U+202E]trick[U+0001]"), text.title());
        assertFalse(text.toString().contains("\u202e"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatRunsTheOtherWayIsIsolatedAndNeverNested(Language language) {
        String all = AgreementText.of(Examples.full(), language).toString();
        int open = 0;
        for (int i = 0; i < all.length(); i++) {
            char letter = all.charAt(i);
            if (letter == Words.LEFT_TO_RIGHT || letter == Words.RIGHT_TO_LEFT) {
                open++;
            } else if (letter == Words.END) {
                open--;
            }
            assertTrue(open == 0 || open == 1, all);
        }
        assertEquals(0, open);
    }
}
