package org.passerelle.node.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.RecordFacts;

/** What the shipped configuration comes to, decided without any process running. */
class ShippedPolicyTest {
    private final Configuration configuration = ConfigurationLoader.load(Path.of("../../config"), Configured.NOW);

    @ParameterizedTest(name = "{1} reads {2} of {0} for {6}: {7}")
    @CsvSource(delimiter = '|', textBlock = """
                    MINUSMA      | unowa-system        | incident | ML-7   | 2 | AMBER        | early-warning        | PERMIT
                    MINUSMA      | mali-bn21-system    | alert    | ML-7   | 0 | GREEN        | force-protection     | NOT_ASSESSED
                    MINUSMA      | mali-bn33-system    | alert    | ML-7   | 0 | GREEN        | force-protection     | PERMIT
                    MINUSMA      | mali-bn34-system    | alert    | ML-7   | 0 | GREEN        | protection-of-civilians | PERMIT
                    MINUSMA      | mali-bn35-system    | alert    | ML-7   | 0 | GREEN        | force-protection     | EXPIRED_ASSESSMENT
                    MINUSMA      | mali-bn36-system    | alert    | ML-7   | 0 | GREEN        | force-protection     | ALLEGATION
                    MINUSMA      | mali-bn37-system    | alert    | ML-7   | 0 | GREEN        | force-protection     | WITHDRAWN
                    MINUSMA      | mali-bn33-system    | alert    | ML-6   | 0 | GREEN        | force-protection     | OUT_OF_SCOPE
                    MINUSMA      | eucap-system        | product  | ML-7   | 0 | AMBER        | early-warning        | PERMIT
                    MINUSMA      | eucap-system        | product  | ML-7   | 3 | AMBER        | early-warning        | ABOVE_CEILING
                    EUCAP-SAHEL  | niger-police-system | product  | NE-6   | 1 | AMBER        | crime-analysis       | NO_AGREEMENT
                    EUCAP-SAHEL  | minusma-system      | product  | NE-6   | 1 | AMBER        | early-warning        | PERMIT
                    MINUSMA      | unodc-system        | seizure  | ML-7   | 2 | AMBER        | crime-analysis       | PERMIT
                    MINUSMA      | unodc-system        | seizure  | ML-7   | 2 | AMBER        | judicial             | PURPOSE
                    MINUSMA      | unodc-system        | person   | ML-7   | 2 | AMBER        | crime-analysis       | RELEASE_HOLD
                    MINUSMA      | french-system       | alert    | ML-7   | 2 | AMBER        | targeting            | PURPOSE_PROHIBITED
                    MINUSMA      | french-system       | alert    | ML-7   | 2 | AMBER        | force-protection     | PERMIT
                    MINUSMA      | french-system       | alert    | ML-7   | 2 | AMBER        | crime-analysis       | PURPOSE_NOT_REGISTERED
                    MINUSMA      | us-system           | incident | NE-6   | 2 | AMBER        | force-protection     | PERMIT
                    FRENCH-FORCES | minusma-system     | alert    | ML-7   | 1 | AMBER        | crime-analysis       | PERMIT
                    US-FORCES    | minusma-system      | alert    | ML-7   | 1 | AMBER        | crime-analysis       | PURPOSE
                    MINUSMA      | panel-system        | weapon   | ML-8   | 3 | AMBER+STRICT | sanctions-monitoring | PERMIT
                    PANEL-LIBYA  | minusma-system      | weapon   | ML-8   | 0 | CLEAR        | sanctions-monitoring | OUT_OF_SCOPE
                    PANEL-LIBYA  | minusma-system      | product  | LY-SB  | 0 | CLEAR        | sanctions-monitoring | OUT_OF_SCOPE
                    UNODC        | jaitf-bamako-system | seizure  | ML-BKO | 1 | AMBER        | crime-analysis       | PERMIT
                    UNODC        | jaitf-bamako-system | seizure  | NE-6   | 1 | AMBER        | crime-analysis       | OUT_OF_SCOPE
                    NIGER-POLICE | mali-police-system  | seizure  | NE-6   | 1 | AMBER        | judicial             | OUT_OF_SCOPE
                    """)
    void decides(
            String releaser,
            String recipient,
            String type,
            String area,
            int level,
            String tlp,
            String purpose,
            String expected) {
        assertEquals(expected, outcome(facts(releaser, type, area, Set.of(), level, tlp), recipient, purpose));
    }

    @ParameterizedTest(name = "{1} reads {0} with its tag")
    @CsvSource({
        "NIGER-POLICE,mali-police-system,seizure,NE-6,'corridor:name=\"gao-tillaberi\"',judicial,AMBER",
        "MALI-POLICE,niger-police-system,seizure,ML-7,'corridor:name=\"gao-tillaberi\"',crime-analysis,AMBER",
        "PANEL-LIBYA,minusma-system,product,LY,'release:state=\"published\"',early-warning,CLEAR"
    })
    void permitsWithTheTagThatTheClauseAsksFor(
            String releaser, String recipient, String type, String area, String tag, String purpose, String tlp) {
        assertEquals("PERMIT", outcome(facts(releaser, type, area, Set.of(tag), 0, tlp), recipient, purpose));
    }

    private String outcome(RecordFacts facts, String recipient, String purpose) {
        Request request = new Request(recipient, Strength.SENDER_CONSTRAINED, Action.READ, purpose, Set.of());
        return Configured.outcome(Configured.bundle(configuration, List.of()), request, facts);
    }

    private static RecordFacts facts(
            String releaser, String type, String area, Set<String> tags, int level, String tlp) {
        Audience named = tlp.equals("AMBER+STRICT") ? Audience.only("PANEL-LIBYA") : Audience.unrestricted();
        Label label = new Label(
                Level.of(level),
                Tlp.parse(tlp).orElseThrow(),
                Set.of(releaser),
                Audience.unrestricted(),
                Set.of(),
                named,
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Configured.STORED);
        return Configured.record(type, releaser, area, tags, label);
    }
}
