package org.passerelle.node.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;

class ShippedConfigurationTest {
    private static final Path CONFIG = Path.of("../../config");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Configuration configuration = ConfigurationLoader.load(CONFIG, NOW);

    @Test
    void shipsTheElevenAgreementsTheCopiesThatScenariosNeedAndOneForMatches() {
        Set<String> numbers = new TreeSet<>();
        configuration
                .agreements()
                .forEach(agreement -> numbers.add(agreement.id().substring(0, 2)));
        assertEquals(
                Set.of("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"),
                Set.copyOf(numbers));
        assertEquals(
                6,
                configuration.agreements().stream()
                        .filter(a -> a.id().startsWith("09"))
                        .count());
    }

    @Test
    void relativeDatesAreCountedFromTheMomentOfLoading() {
        Agreement agreement = agreement("01-unowa");
        assertEquals(NOW.minus(Duration.ofDays(30)), agreement.validFrom());
        assertEquals(NOW.plus(Duration.ofDays(365)), agreement.validUntil());
        assertEquals(NOW.minus(Duration.ofDays(1)), assessment("has-mali-bn35").validUntil());
    }

    @Test
    void theClauseOfTheNamedUnitCarriesEveryObligation() {
        Clause clause = clause("09-minusma-to-mali-bn33");
        assertEquals("MALI-BN33", clause.recipientUnit().orElseThrow());
        assertEquals(Audience.only("ML-7", "ML-8"), clause.areas());
        assertEquals(Level.UNCLASSIFIED, clause.ceiling());
        assertEquals(Set.of(Action.READ, Action.PUSH), clause.actions());
        assertEquals(Tlp.GREEN, clause.tlpMax());
        assertEquals(Audience.nobody(), clause.onward());
        assertEquals("operational-information", clause.supportCategory().orElseThrow());
        assertEquals(GeometryTier.KM_10, clause.obligations().geometry());
        assertTrue(clause.obligations().gradingStatement());
    }

    @Test
    void publishedFindingsAloneComeFromThePanel() {
        Clause clause = clause("04-panel-to-minusma");
        assertEquals(Set.of("release:state=\"published\""), clause.tags());
        assertEquals(Audience.unrestricted(), clause.areas());
        assertFalse(configuration.agreements().stream()
                .flatMap(agreement -> agreement.clauses().stream())
                .anyMatch(other ->
                        other.releaser().equals("PANEL-LIBYA") && !other.id().equals(clause.id())));
    }

    @Test
    void regimentIsWithdrawnWhileItsBattalionIsClear() {
        assertEquals("MALI-RGT7", unit("MALI-BN37").parent().orElseThrow());
        assertEquals(AssessmentState.WITHDRAWN, assessment("has-mali-rgt7").state());
        assertEquals(AssessmentState.APPROVED, assessment("has-mali-bn37").state());
    }

    @Test
    void unassessedUnitHasNoAssessment() {
        assertTrue(configuration.assessments().stream()
                .noneMatch(assessment -> assessment.unit().equals(Optional.of("MALI-BN21"))));
    }

    @Test
    void everyAccountOfAScreenedPartyHasAUnitWithACommander() {
        for (Account account : configuration.accounts().values()) {
            Party party = Objects.requireNonNull(configuration.parties().get(account.party()));
            if (configuration.settings().screenedTypes().contains(party.type())) {
                Unit unit = unit(account.unit().orElseThrow());
                assertTrue(unit.commanderAt(NOW).isPresent(), account.id());
            }
        }
    }

    @Test
    void targetingIsProhibitedAndNobodyIsRegisteredForIt() {
        assertEquals(Set.of("targeting"), configuration.vocabulary().prohibitedPurposes());
        configuration
                .parties()
                .values()
                .forEach(party -> assertFalse(party.purposes().contains("targeting"), party.id()));
    }

    @Test
    void areaCodesAreThoseOfIso3166() {
        List<List<String>> known =
                List.of(List.of("ML-6", "ML"), List.of("ML-7", "ML"), List.of("ML-8", "ML"), List.of("NE-6", "NE"));
        known.forEach(pair ->
                assertEquals(pair.getLast(), configuration.vocabulary().areas().get(pair.getFirst())));
        assertEquals("LY", configuration.vocabulary().areas().get("LY"));
    }

    @Test
    void samplesCoverEveryRecordTypeThatScenariosNeed() {
        Set<String> types = new TreeSet<>();
        configuration
                .samples()
                .forEach(sample -> types.add(sample.body().path("type").asText()));
        assertTrue(
                types.containsAll(Set.of("incident", "alert", "product", "seizure", "weapon", "movement")),
                () -> types.toString());
    }

    private Unit unit(String id) {
        return Objects.requireNonNull(configuration.units().get(id));
    }

    private Agreement agreement(String id) {
        return configuration.agreements().stream()
                .filter(agreement -> agreement.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Clause clause(String id) {
        return configuration.agreements().stream()
                .flatMap(agreement -> agreement.clause(id).stream())
                .findFirst()
                .orElseThrow();
    }

    private Assessment assessment(String id) {
        return configuration.assessments().stream()
                .filter(assessment -> assessment.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
