package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.agreements.SampleWorld.COARSE;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.WITHOUT_SOURCE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Groups;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing.Outcome;

/** The mission releases to the forces without sources, and to a group coarsely: neither asks for all that the other asks for. */
final class AdmissionJudgeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.seed(fixture.world.agreement("a1", bound("a1", FORCES, WITHOUT_SOURCE)), towardsTheCell());
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Clause bound(String agreement, String recipient, Obligations obligations) {
        return clause(agreement, MISSION, recipient, Audience.only("ML"), Set.of("early-warning"), obligations);
    }

    private Agreement towardsTheCell() {
        return fixture.world.signed(SampleWorld.terms("a2", Set.of(MISSION, OFFICE), bound("a2", "cell", COARSE)));
    }

    private List<String> deciding() {
        return new Negotiators(fixture)
                .inForce().agreements().stream().map(Agreement::id).sorted().toList();
    }

    @Test
    void refusesAMemberWithWhomAnAgreementWouldFallOutOfThePolicy() {
        assertEquals(List.of("a1", "a2"), deciding());
        assertInstanceOf(
                Outcome.NotPossible.class,
                await(fixture.bus.ask(
                        Groups.ADMIT,
                        new Groups.Admit(
                                "cell", FORCES, Optional.empty(), Optional.empty(), "mission.administrator", "agreed"),
                        Policy.PATIENCE)));
        assertEquals(List.of("a1", "a2"), deciding());
    }
}
