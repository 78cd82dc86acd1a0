package org.passerelle.core.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passerelle.core.agreement.Lifecycle.Facts;
import org.passerelle.core.agreement.Lifecycle.Outcome;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.label.Level;

/** Every state × every event × every combination of facts, against the table in lifecycle.json. */
final class LifecycleTest {
    private static final int FLAGS = 9;

    private final JsonNode table;

    LifecycleTest() throws IOException {
        try (InputStream file = LifecycleTest.class.getResourceAsStream("lifecycle.json")) {
            table = new ObjectMapper().readTree(Objects.requireNonNull(file));
        }
    }

    @TestFactory
    List<DynamicTest> doesWhatTheTableSays() {
        List<DynamicTest> tests = new ArrayList<>();
        for (AgreementState state : AgreementState.values()) {
            tests.add(DynamicTest.dynamicTest(state.name(), () -> {
                for (AgreementEvent event : AgreementEvent.values()) {
                    combinations()
                            .forEach(facts -> assertEquals(
                                    expected(state, event, facts),
                                    told(Lifecycle.after(state, event, facts)),
                                    () -> state + " " + event + " " + facts));
                }
            }));
        }
        return tests;
    }

    @Test
    void theTableNamesEveryStateAndNothingElse() {
        Set<String> named = new java.util.TreeSet<>();
        table.path("states").fieldNames().forEachRemaining(named::add);
        Set<String> states = new java.util.TreeSet<>();
        for (AgreementState state : AgreementState.values()) {
            states.add(state.name());
            table.path("states")
                    .path(state.name())
                    .fieldNames()
                    .forEachRemaining(event ->
                            assertEquals(event, AgreementEvent.valueOf(event).name()));
        }
        assertEquals(states, named);
    }

    /** What has ended is ended, and nothing but activation and reinstatement leads to disclosure. */
    @Test
    void onlyActivationAndReinstatementLeadToForce() {
        Set<AgreementEvent> leading = EnumSet.noneOf(AgreementEvent.class);
        for (AgreementState state : AgreementState.values()) {
            for (AgreementEvent event : AgreementEvent.values()) {
                boolean leads = combinations().stream()
                        .anyMatch(facts -> Lifecycle.after(state, event, facts)
                                .equals(new Outcome.Becomes(AgreementState.ACTIVE)));
                if (leads && state != AgreementState.ACTIVE) {
                    leading.add(event);
                }
            }
        }
        assertEquals(EnumSet.of(AgreementEvent.ACTIVATED, AgreementEvent.REINSTATED), leading);
        leading.forEach(event -> assertTrue(event.decides()));
    }

    @Test
    void personsAreCountedByCeiling() {
        Duties duties = new Duties(
                Map.of(Duty.SIGN, Set.of("signatory")),
                Optional.of(Level.RESTRICTED),
                Optional.of(Level.STRICTLY_CONFIDENTIAL),
                Duration.ofDays(30),
                Duration.ofMinutes(10));
        assertEquals(
                List.of(1, 2, 2, 3),
                List.of(Level.values()).stream().map(duties::persons).toList());
        assertTrue(duties.allow(Duty.SIGN, Set.of("analyst", "signatory")));
        assertFalse(duties.allow(Duty.SIGN, Set.of("analyst")));
        assertFalse(duties.allow(Duty.APPROVE, Set.of("signatory")));
    }

    @Test
    void withoutConfigurationNobodyMayDoAnything() {
        for (Duty duty : Duty.values()) {
            assertFalse(Duties.NOBODYS.allow(duty, Set.of("agreement-administrator", "approver", "signatory", "")));
        }
        assertEquals(3, Duties.NOBODYS.persons(Level.UNCLASSIFIED));
    }

    private static List<Facts> combinations() {
        List<Facts> all = new ArrayList<>();
        for (int bits = 0; bits < 1 << FLAGS; bits++) {
            for (int persons = 1; persons <= 3; persons++) {
                all.add(new Facts(
                        (bits & 1) != 0,
                        (bits & 2) != 0,
                        (bits & 4) != 0,
                        (bits & 8) != 0,
                        (bits & 16) != 0,
                        (bits & 32) != 0,
                        (bits & 64) != 0,
                        (bits & 128) != 0,
                        (bits & 256) != 0,
                        persons));
            }
        }
        return all;
    }

    private String expected(AgreementState state, AgreementEvent event, Facts facts) {
        List<JsonNode> rows = new ArrayList<>();
        table.path("first").forEach(rows::add);
        table.path("states").path(state.name()).path(event.name()).forEach(rows::add);
        for (JsonNode row : rows) {
            String[] parts = row.asText().split(": ", 2);
            String outcome = parts[parts.length - 1];
            List<String> conditions = parts.length == 1 ? List.of() : List.of(parts[0].split(" ", -1));
            if (conditions.stream().allMatch(condition -> holds(condition, state, facts))) {
                return outcome;
            }
        }
        return Refusal.STATE.name();
    }

    private static boolean holds(String condition, AgreementState state, Facts facts) {
        if (condition.startsWith("!")) {
            return !holds(condition.substring(1), state, facts);
        }
        return switch (condition) {
            case "party" -> facts.party();
            case "role" -> facts.role();
            case "author" -> facts.author();
            case "hand" -> facts.hand();
            case "done" -> facts.done();
            case "approver" -> facts.approver();
            case "last" -> facts.last();
            case "due" -> facts.due();
            case "over" -> facts.over();
            case "draft" -> state == AgreementState.DRAFT;
            case "two" -> facts.persons() >= 2;
            case "three" -> facts.persons() == 3;
            default -> throw new IllegalArgumentException(condition);
        };
    }

    private static String told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Becomes becomes -> ">" + becomes.state().name();
            case Outcome.Refused refused -> refused.refusal().name();
        };
    }
}
