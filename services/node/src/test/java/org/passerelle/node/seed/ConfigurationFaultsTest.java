package org.passerelle.node.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFaultsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path config;

    @BeforeEach
    void copyTheShippedConfiguration() throws IOException {
        ShippedCopy.into(config);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    agreements/05-french.json | "force-protection"]           | "force-protecton"]           | unknown purpose "force-protecton"; did you mean "force-protection"?
                    agreements/05-french.json | "recipient": "FRENCH-FORCES"  | "recipient": "FRENCH-FORCE"  | unknown party or group "FRENCH-FORCE"; did you mean "FRENCH-FORCES"?
                    agreements/05-french.json | "recordTypes": ["alert",      | "recordTypes": ["alerts",    | unknown record type "alerts"; did you mean "alert"?
                    agreements/05-french.json | "NE",                         | "NX",                        | unknown area "NX"; did you mean
                    agreements/05-french.json | "ceiling"                     | "celing"                     | unknown key "celing"; did you mean "ceiling"?
                    agreements/05-french.json | "ceiling": 2                  | "ceiling": 4                 | "ceiling" must be a level from 0 to 3
                    agreements/05-french.json | "tlpMax": "AMBER"             | "tlpMax": "AMBRE"            | unknown TLP word "AMBRE"; did you mean "AMBER"?
                    agreements/05-french.json | "READ", "PUSH"                | "READ", "PUSHED"             | unknown action "PUSHED"; did you mean "PUSH"?
                    agreements/05-french.json | ["SOURCE"]                    | ["SOURCES"]                  | unknown field group "SOURCES"; did you mean "SOURCE"?
                    agreements/05-french.json | ["SOURCE"]                    | ["SOURCE"], "watermark": true | asks for watermark, which nothing carries out
                    agreements/05-french.json | "validFrom": "-P30D"          | "validFrom": "30 days ago"   | "validFrom" must be a date
                    agreements/05-french.json | "validUntil": "P365D"         | "validUntil": "-P31D"        | an agreement must end after it begins
                    agreements/05-french.json | "supportCategory": "operational-information", | ~~           | a clause towards a screened force must name its "supportCategory"
                    agreements/04-panel-published.json | release:state         | event:type                   | tag event:type is not policy-relevant; a clause cannot use it
                    agreements/04-panel-published.json | release:state         | relase:state                 | unknown tag "relase:state"; did you mean "release:state"?
                    agreements/04-panel-published.json | \\"published\\"       | \\"publishd\\"               | unknown value of release:state "publishd"; did you mean "published"?
                    agreements/09-mali-bn33.json | "MALI-BN33"                | "MALI-BN3"                   | unknown unit of MALI-FORCES "MALI-BN3"; did you mean
                    agreements/09-mali-bn33.json | "onward": []               | "onward": ["un-entities"]    | without "endUsers" this recipient may pass nothing on
                    agreements/01-unowa.json  | "id": "01-unowa"              | "id": "02-unodc"             | agreement "02-unodc" is defined twice
                    assessments/has-mali-bn33.json | "unit": "MALI-BN33"      | "unit": "MALI-BN99"          | unknown unit of MALI-FORCES "MALI-BN99"; did you mean
                    assessments/has-mali-bn33.json | "minusma.approver"       | "minusma.analyst"            | nobody approves their own assessment
                    assessments/has-mali-bn33.json | "P300D"                  | "P400D"                      | an assessment of risk LOW holds at most 365 days
                    assessments/has-mali-bn33.json | "APPROVED"               | "APROVED"                    | unknown assessment state "APROVED"; did you mean "APPROVED"?
                    allegations.json          | Commandant Hamidou Sangarafa  | Commandant Hamidu Sangarafa  | unknown commander
                    allegations.json          | "assessor": "MINUSMA"         | "assessor": "FRENCH-FORCES"  | only a UN entity keeps allegations
                    allegations.json          | "C3"                          | "C9"                         | a grading is A to F followed by 1 to 6
                    groups.json               | "OHCHR"                       | "OCHR"                       | unknown party "OCHR"; did you mean "OHCHR"?
                    parties/unowa.json        | "mediation"                   | "meditation"                 | unknown purpose "meditation"; did you mean "mediation"?
                    parties/unowa.json        | "liaison-officer"             | "liason-officer"             | unknown role "liason-officer"; did you mean "liaison-officer"?
                    parties/mali-forces.json  | "parent": "MALI-RGT7"         | "parent": "MALI-RGT8"        | unknown unit of MALI-FORCES "MALI-RGT8"; did you mean "MALI-RGT7"?
                    parties/mali-forces.json  | "clearance": 1                | "clearance": 2               | clearance is above the accreditation of MALI-FORCES
                    markings.json             | "UN CONFIDENTIAL": 2          | "Un Confidential": 2         | marking words are written in capitals
                    policy.json               | "personal-data-risk"          | "personal-data-rsk"          | unknown flag "personal-data-rsk"; did you mean "personal-data-risk"?
                    policy.json               | "personal-data-risk"          | "possible-mistreatment"      | data at risk and mistreatment need flags of their own
                    policy.json               | "recallDeadline"              | "recalDeadline"              | unknown key "recalDeadline"; did you mean "recallDeadline"?
                    vocabularies/areas.json   | "ML-7"                        | "MI-7"                       | must begin with its country
                    vocabularies/taxonomies/trafficking.json | "predicate": "goods" | "predicate": "good"    | predicate "good" is not among the predicates
                    vocabularies/taxonomies/trafficking.json | "value": "with-arms" | "value": "goods"       | tag trafficking:goods is defined twice
                    vocabularies/taxonomies/trafficking.json | "value": "with-arms" | "value": "with arms"   | "with arms" cannot stand in a machine tag
                    vocabularies/taxonomies/trafficking.json | "version"      | "vresion"                    | unknown key "vresion"; did you mean "version"?
                    samples/alert-gao-road.json | "field": "source"           | "field": "sources"           | unknown portion field of alert "sources"; did you mean "source"?
                    samples/alert-gao-road.json | UN STRICTLY CONFIDENTIAL    | UN STRICTLY CONFIDENTAL      | did you mean "UN STRICTLY CONFIDENTIAL"?
                    """)
    void isRefusedWithItsPlace(String file, String right, String wrong, String message) throws IOException {
        Path path = config.resolve(file);
        String text = Files.readString(path);
        assertTrue(text.contains(right), () -> file + " no longer contains " + right);
        int before = text.indexOf(right);
        Files.writeString(path, text.replace(right, wrong));

        List<ConfigurationFault> faults = faults();

        ConfigurationFault fault = faults.stream()
                .filter(found -> found.message().contains(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected: " + message + "\nfound: " + faults));
        if (!fault.file().equals(path.toString())) {
            return;
        }
        int line = (int) text.substring(0, before).lines().count();
        assertTrue(fault.line() <= line + 1 && fault.column() >= 1, fault::toString);
    }

    @Test
    void namesFileLineAndColumn() throws IOException {
        Path path = config.resolve("groups.json");
        Files.writeString(path, """
                {
                  "groups": [
                    {"id": "g5", "members": [{"party": "MALI-FORCE", "from": "2014-02-16T00:00:00Z"}]}
                  ]
                }
                """);
        assertTrue(
                faults().contains(new ConfigurationFault(
                        path.toString(), 3, 31, "unknown party \"MALI-FORCE\"; did you mean \"MALI-FORCES\"?")),
                () -> faults().toString());
    }

    @Test
    void reportsEveryFaultAtOnce() throws IOException {
        replace("parties/unowa.json", "\"mediation\"", "\"meditation\"");
        replace("agreements/05-french.json", "\"celing\"", "\"celing\"");
        replace("agreements/05-french.json", "\"ceiling\"", "\"celing\"");
        replace("policy.json", "\"PT5S\"", "\"five seconds\"");
        List<String> messages =
                faults().stream().map(ConfigurationFault::message).toList();
        assertTrue(messages.stream().anyMatch(message -> message.contains("meditation")));
        assertTrue(messages.stream().anyMatch(message -> message.contains("celing")));
        assertTrue(messages.stream().anyMatch(message -> message.contains("clockSkew")));
        assertTrue(messages.stream().anyMatch(message -> message.contains("\"ceiling\" is missing")));
    }

    /** Ambiguity is told at both clauses, before anybody signs. */
    @Test
    void clausesThatDoNotGoTogetherAreBothNamed() throws IOException {
        Path first = config.resolve("agreements/09-mali-bn33.json");
        String text = Files.readString(first);
        String second = text.replace("09-mali-bn33", "13-mali-bn33")
                .replace("09-minusma-to-mali-bn33", "13-minusma-to-mali-bn33")
                .replace("[\"SOURCE\", \"PERSON_IDENTIFIERS\"]", "[\"BODY\"]");
        Path added = Files.writeString(config.resolve("agreements/13-mali-bn33.json"), second);
        String message = "clauses 09-minusma-to-mali-bn33 and 13-minusma-to-mali-bn33 can cover the same release"
                + " with terms of which neither includes the other";
        int line = (int) text.lines()
                        .takeWhile(each -> !each.contains("\"clauses\""))
                        .count()
                + 2;
        assertEquals(
                List.of(
                        new ConfigurationFault(first.toString(), line, 5, message),
                        new ConfigurationFault(added.toString(), line, 5, message)),
                faults());
    }

    @Test
    void repeatedKeyIsAFault() throws IOException {
        replace(
                "policy.json",
                "\"defaultTlpMax\": \"AMBER\"",
                "\"defaultTlpMax\": \"AMBER\", \"defaultTlpMax\": \"RED\"");
        assertEquals(
                config.resolve("policy.json").toString(), faults().getFirst().file());
    }

    @Test
    void brokenJsonIsAFaultWithItsPlace() throws IOException {
        Path path = config.resolve("agreements/05-french.json");
        Files.writeString(path, "{\n  \"id\": \n}");
        ConfigurationFault fault = faults().getFirst();
        assertEquals(path.toString(), fault.file());
        assertEquals(3, fault.line());
    }

    @Test
    void missingFileIsAFault() throws IOException {
        Files.delete(config.resolve("markings.json"));
        assertTrue(faults().stream().anyMatch(fault -> fault.file().endsWith("markings.json")));
    }

    @Test
    void strayFileIsAFault() throws IOException {
        Files.writeString(config.resolve("agreements/05-french.json.orig"), "{}");
        assertTrue(faults().stream().anyMatch(fault -> fault.file().endsWith(".orig")));
    }

    private void replace(String file, String right, String wrong) throws IOException {
        Path path = config.resolve(file);
        Files.writeString(path, Files.readString(path).replace(right, wrong));
    }

    private List<ConfigurationFault> faults() {
        return assertThrows(ConfigurationException.class, () -> ConfigurationLoader.load(config, NOW))
                .faults();
    }
}
