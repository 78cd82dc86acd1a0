package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
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
        fixture.seed(fixture.world.agreement("a1", bound("a1", FORCES, withoutSources())), towardsTheCell());
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Obligations withoutSources() {
        return new Obligations(
                Set.of(FieldGroup.SOURCE),
                GeometryTier.EXACT,
                false,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                Set.of());
    }

    private static Clause bound(String agreement, String recipient, Obligations obligations) {
        return clause(agreement, MISSION, recipient, Audience.only("ML"), Set.of("early-warning"), obligations);
    }

    private Agreement towardsTheCell() {
        Obligations coarse = new Obligations(
                Set.of(), GeometryTier.KM_10, false, false, Optional.empty(), false, Optional.empty(), Set.of());
        return fixture.world.signed(new Agreement(
                "a2",
                Map.of("en", "Coarsely"),
                Set.of(MISSION, OFFICE),
                AgreementState.ACTIVE,
                1,
                NOW.minus(Duration.ofDays(30)),
                NOW.plus(Duration.ofDays(365)),
                List.of(bound("a2", "cell", coarse)),
                "",
                Map.of(),
                Set.of()));
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
