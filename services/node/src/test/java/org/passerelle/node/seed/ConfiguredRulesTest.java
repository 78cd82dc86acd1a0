package org.passerelle.node.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.node.seed.Configured.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Admission;
import org.passerelle.core.decision.Admit;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Exemption;
import org.passerelle.core.screening.Risk;
import org.passerelle.platform.json.Json;

/** Each value of the rules that an operator may choose, chosen otherwise in the files: the decision follows. */
final class ConfiguredRulesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path config;

    @BeforeEach
    void copyTheShippedConfiguration() throws IOException {
        ShippedCopy.into(config);
    }

    @ParameterizedTest(name = "{0} {1} = {2}: {5} becomes {6}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    policy.json | /screenedTypes                | ["REGIONAL_FORCE"]            | alert to mali-bn21-system      |            | NOT_ASSESSED       | PERMIT
                    policy.json | /releaseHoldRisk              | "LOW"                         | alert to mali-bn33-system      |            | PERMIT             | RELEASE_HOLD
                    policy.json | /diligence/atRiskLevels       | 2                             | seizure to jaitf-bamako-system | personal-data-risk | RELEASE_HOLD | PERSON_AT_RISK
                    policy.json | /diligence/atRiskLevels       | 0                             | seizure to jaitf-bamako-system | personal-data-risk | RELEASE_HOLD | PERMIT
                    policy.json | /diligence/allegationFrom     | "B2"                          | alert to mali-bn36-system      |            | ALLEGATION         | PERMIT
                    policy.json | /strengthCeiling/SENDER_CONSTRAINED | 0                       | incident to unowa-system       |            | PERMIT             | UNBOUND_TOKEN
                    policy.json | /clockSkew                    | "P200D"                       | incident to unowa-system       |            | PERMIT             | NO_AGREEMENT
                    vocabularies/purposes.json | /prohibited    | []                            | targeting to french-system     |            | PURPOSE_PROHIBITED | PURPOSE_NOT_REGISTERED
                    """)
    void theDecisionFollows(
            String file, String pointer, String value, String asked, String flag, String before, String after)
            throws IOException {
        Case question = Case.of(asked, Optional.ofNullable(flag));
        assertEquals(before, outcome(question, List.of()));
        set(file, pointer, value);
        assertEquals(after, outcome(question, List.of()));
    }

    /** Which flag means data at risk: here the two flags of the rules change places. */
    @Test
    void atRiskFlag() throws IOException {
        Case question = Case.of("seizure to jaitf-bamako-system", Optional.of("personal-data-risk"));
        assertEquals("RELEASE_HOLD", outcome(question, List.of()));
        set("policy.json", "/mistreatmentFlag", "\"personal-data-risk\"");
        set("policy.json", "/atRiskFlag", "\"possible-mistreatment\"");
        assertEquals("PERMIT", outcome(question, List.of()));
    }

    /** Whose releases are screened, and who keeps allegations then: the files themselves are held to it. */
    @Test
    void screeningReleasers() throws IOException {
        Case question = Case.of("alert to mali-bn21-system", Optional.empty());
        assertEquals("NOT_ASSESSED", outcome(question, List.of()));
        set("policy.json", "/screeningReleasers", "[\"EU_MISSION\"]");
        ConfigurationException refused = assertThrows(ConfigurationException.class, this::load);
        assertTrue(
                refused.faults().stream().allMatch(fault -> fault.message().contains("keeps allegations")),
                refused::toString);
        set("allegations.json", "/allegations", "[]");
        assertEquals("PERMIT", outcome(question, List.of()));
    }

    /** Whoever is looked through passes nothing on without naming the forces behind: the files themselves are held to it. */
    @Test
    void lookThroughTypes() throws IOException {
        set("policy.json", "/lookThroughTypes", "[\"UN_ENTITY\"]");
        ConfigurationException refused = assertThrows(ConfigurationException.class, this::load);
        assertTrue(refused.faults().stream()
                .anyMatch(
                        fault -> fault.message().contains("without \"endUsers\" this recipient may pass nothing on")));
    }

    /** H5: a grace period after the date of a condition. */
    @Test
    void mitigationGrace() throws IOException {
        Case question = Case.of("alert to mali-bn33-system", Optional.empty());
        ObjectNode assessment = read("assessments/has-mali-bn33.json");
        ((ObjectNode) assessment.at("/mitigations/0")).remove("doneAt");
        write("assessments/has-mali-bn33.json", assessment);
        assertEquals("MITIGATION_OVERDUE", outcome(question, List.of()));
        set("policy.json", "/diligence/mitigationGrace", "\"P60D\"");
        assertEquals("PERMIT", outcome(question, List.of()));
    }

    /** H7: off by default; enabled it lets a warning pass, for the time that is configured. */
    @Test
    void exemptions() throws IOException {
        Case question = Case.of("alert to mali-bn21-system", Optional.empty());
        Exemption given = new Exemption(
                "exemption",
                "imminent-threat-to-life",
                "MINUSMA",
                "MALI-BN21",
                "record",
                1,
                "force-protection",
                "minusma.focal-point",
                "minusma.approver",
                NOW.minus(Duration.ofHours(2)),
                NOW.plus(Duration.ofHours(22)));
        assertEquals("NOT_ASSESSED", outcome(question, List.of(given)), "off by default");
        set("policy.json", "/diligence/exemptions/imminent-threat-to-life/enabled", "true");
        assertEquals("PERMIT", outcome(question, List.of(given)));
        set("policy.json", "/diligence/exemptions/imminent-threat-to-life/lasts", "\"PT1H\"");
        assertEquals("NOT_ASSESSED", outcome(question, List.of(given)), "its time is over");
        set("policy.json", "/diligence/exemptions/imminent-threat-to-life/lasts", "\"PT24H\"");
        set("policy.json", "/diligence/exemptions/imminent-threat-to-life/fields", "[\"title\"]");
        assertEquals("NOT_ASSESSED", outcome(question, List.of(given)), "not of the fields that may leave");
    }

    /** Validity by risk is a limit that the files themselves must keep. */
    @Test
    void assessmentValidity() throws IOException {
        set("policy.json", "/assessmentValidity/LOW", "\"P100D\"");
        ConfigurationException refused = assertThrows(ConfigurationException.class, this::load);
        assertTrue(refused.toString().contains("holds at most 100 days")
                || refused.faults().stream().anyMatch(fault -> fault.message().contains("holds at most 100 days")));
    }

    @Test
    void approvalsByRisk() throws IOException {
        assertEquals(2, approval().persons());
        set("policy.json", "/diligence/approvals/HIGH", "{\"roles\": [\"human-rights-focal-point\"], \"persons\": 3}");
        assertEquals(3, approval().persons());
        assertTrue(approval().allows(Set.of("human-rights-focal-point")));
    }

    private Diligence.Approval approval() {
        return Objects.requireNonNull(load().settings().diligence().approvals().get(Risk.HIGH));
    }

    @Test
    void mistreatmentFlag() throws IOException {
        assertEquals("Quarantine", admitted(1));
        set("policy.json", "/atRiskFlag", "\"possible-mistreatment\"");
        set("policy.json", "/mistreatmentFlag", "\"personal-data-risk\"");
        assertEquals("Accept", admitted(1));
    }

    @Test
    void hostingCeiling() throws IOException {
        assertEquals("Reject", admitted(3));
        set("parties/french-forces.json", "/hostingCeiling", "3");
        assertEquals("Quarantine", admitted(3));
    }

    private String admitted(int level) {
        Label label = Case.of("alert to minusma-system", Optional.of("possible-mistreatment"))
                .label("FRENCH-FORCES", level);
        Admission admission = Admit.admit(bundle(List.of()), "french-system", label, Set.of(), NOW);
        return admission.getClass().getSimpleName();
    }

    /** Who asks for what: a type and a recipient, or a purpose and a recipient. */
    private record Case(
            String recipient, String type, String purpose, String releaser, String area, int level, Set<String> flags) {
        static Case of(String asked, Optional<String> flag) {
            String[] parts = asked.split(" to ", 2);
            Set<String> flags = flag.map(Set::of).orElse(Set.of());
            return switch (parts[0]) {
                case "incident" -> new Case(parts[1], "incident", "early-warning", "MINUSMA", "ML-7", 2, flags);
                case "seizure" -> new Case(parts[1], "seizure", "crime-analysis", "UNODC", "ML-BKO", 1, flags);
                case "targeting" -> new Case(parts[1], "alert", "targeting", "MINUSMA", "ML-7", 0, flags);
                default -> new Case(parts[1], "alert", "force-protection", "MINUSMA", "ML-7", 0, flags);
            };
        }

        Label label(String originator, int height) {
            return new Label(
                    Level.of(height),
                    type.equals("alert") ? Tlp.GREEN : Tlp.AMBER,
                    Set.of(originator),
                    Audience.unrestricted(),
                    Set.of(),
                    Audience.unrestricted(),
                    Set.of(),
                    Audience.unrestricted(),
                    Audience.unrestricted(),
                    flags,
                    Optional.empty(),
                    Optional.empty(),
                    Configured.STORED);
        }

        RecordFacts record() {
            return Configured.record(type, releaser, area, Set.of(), label(releaser, level));
        }
    }

    private String outcome(Case question, List<Exemption> exemptions) {
        Request request = new Request(
                question.recipient(), Strength.SENDER_CONSTRAINED, Action.READ, question.purpose(), Set.of());
        return Configured.outcome(bundle(exemptions), request, question.record());
    }

    private Configuration load() {
        return ConfigurationLoader.load(config, NOW);
    }

    private Bundle bundle(List<Exemption> exemptions) {
        return Configured.bundle(load(), exemptions);
    }

    private void set(String file, String pointer, String value) throws IOException {
        ObjectNode content = read(file);
        int last = pointer.lastIndexOf('/');
        JsonNode parent = last == 0 ? content : content.at(pointer.substring(0, last));
        assertTrue(parent.has(pointer.substring(last + 1)), () -> file + " has no " + pointer);
        // A value that is no object by itself is read inside a list.
        ((ObjectNode) parent)
                .set(pointer.substring(last + 1), Json.tree("[" + value + "]").get(0));
        write(file, content);
    }

    private ObjectNode read(String file) throws IOException {
        return (ObjectNode) Json.tree(Files.readString(config.resolve(file)));
    }

    private void write(String file, ObjectNode content) throws IOException {
        Files.writeString(config.resolve(file), content.toPrettyString());
    }
}
