package org.passerelle.screening.exemptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.APPROVER;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.NOW;

import io.vertx.pgclient.PgException;
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
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.Exemptions.Kind;
import org.passerelle.core.message.Exemptions.Outcome;
import org.passerelle.core.message.Exemptions.State;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Diligence.Exempting;
import org.passerelle.core.screening.Exemption;
import org.passerelle.screening.ScreeningFixture;

final class ExemptionDeskTest {
    private static final String CODE = "imminent-threat-to-life";
    private static final String OFFICER = "mission.officer";
    private static final Exempting DAY =
            new Exempting(true, Duration.ofHours(24), Set.of("head", "body"), Level.UNCLASSIFIED, Duration.ofDays(3));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(
                home,
                new Diligence(
                        Diligence.DEFAULT.approvals(),
                        Diligence.DEFAULT.allegationFrom(),
                        Diligence.DEFAULT.allegationReview(),
                        Duration.ZERO,
                        1,
                        Map.of(
                                CODE,
                                DAY,
                                "disabled",
                                new Exempting(false, DAY.lasts(), Set.of(), DAY.ceiling(), DAY.lasts())),
                        Diligence.DEFAULT.lookBack(),
                        Diligence.DEFAULT.releaseReview(),
                        Diligence.DEFAULT.quarantineReview()));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Outcome request(String code, String unit, String submitter) {
        return await(fixture.bus.ask(
                Exemptions.REQUEST,
                new Exemptions.Request(
                        code,
                        MISSION,
                        unit,
                        "record-1",
                        1,
                        submitter,
                        "force-protection",
                        OFFICER,
                        "an attack is near")));
    }

    private String requested() {
        return assertInstanceOf(Outcome.Done.class, request(CODE, "BN1", OFFICER))
                .entry()
                .id();
    }

    private Outcome act(Kind kind, String id, String party, String subject, String... roles) {
        return await(fixture.bus.ask(
                Exemptions.ACT,
                new Exemptions.Act(kind, id, party, subject, Set.of(roles), "a reason"),
                Policy.PATIENCE));
    }

    private List<Tasks.Due> due() {
        return await(fixture.bus.ask(Tasks.SCREENING, new Tasks.DueBy(NOW.plus(Duration.ofDays(30)))))
                .due();
    }

    @Test
    void onlyEnabledCodesAndScreenedUnits() {
        assertInstanceOf(Outcome.NotPossible.class, request("disabled", "BN1", OFFICER));
        assertInstanceOf(Outcome.NotPossible.class, request("unheard", "BN1", OFFICER));
        assertInstanceOf(Outcome.NotPossible.class, request(CODE, "BN9", OFFICER));
        assertEquals(0, fixture.rows("select 1 from exemption").size());
    }

    @Test
    void countsFromItsApprovalUntilItsTimeIsOverAndOpensItsReview() {
        String id = requested();
        assertEquals(List.of(), fixture.inForce().exemptions());
        long before = fixture.barrier();
        Outcome.Done approved =
                assertInstanceOf(Outcome.Done.class, act(Kind.APPROVE, id, MISSION, APPROVER, "approver"));
        assertEquals(before + 1, approved.barrier());
        assertEquals(State.LIVE, approved.entry().state());
        assertEquals(
                Optional.of(NOW.plus(Duration.ofHours(24))), approved.entry().until());
        Exemption counting = fixture.inForce().exemptions().getFirst();
        assertEquals(List.of(id, APPROVER, "BN1"), List.of(counting.id(), counting.approver(), counting.unit()));
        Tasks.Due review = due().getFirst();
        assertEquals(Tasks.Kind.EXEMPTION_REVIEW, review.kind());
        assertEquals(List.of(id, NOW.plus(Duration.ofDays(4))), List.of(review.about(), review.dueAt()));
    }

    /** H8: neither who asked, nor who wrote, nor somebody without the role or of another party. */
    @Test
    void nobodyGainsFromTheirOwnRuling() {
        String id = assertInstanceOf(Outcome.Done.class, request(CODE, "BN1", APPROVER))
                .entry()
                .id();
        assertInstanceOf(Outcome.NotPossible.class, act(Kind.APPROVE, id, MISSION, OFFICER, "approver"));
        assertInstanceOf(Outcome.NotPossible.class, act(Kind.APPROVE, id, MISSION, APPROVER, "approver"));
        String other = requested();
        assertInstanceOf(Outcome.NotPossible.class, act(Kind.APPROVE, other, MISSION, APPROVER, "analyst"));
        assertInstanceOf(Outcome.Absent.class, act(Kind.APPROVE, other, "FORCES", APPROVER, "approver"));
        assertEquals(List.of(), fixture.inForce().exemptions());
    }

    @Test
    void endedItCountsNoMoreAndIsReviewedBySomebodyElse() {
        String id = requested();
        act(Kind.APPROVE, id, MISSION, APPROVER, "approver");
        assertInstanceOf(Outcome.NotPossible.class, act(Kind.REVIEW, id, MISSION, "mission.focal-point"));
        assertInstanceOf(Outcome.Done.class, act(Kind.END, id, MISSION, "mission.focal-point"));
        assertEquals(List.of(), fixture.inForce().exemptions());
        assertInstanceOf(Outcome.NotPossible.class, act(Kind.REVIEW, id, MISSION, APPROVER));
        assertEquals(1, due().size());
        Outcome.Done reviewed =
                assertInstanceOf(Outcome.Done.class, act(Kind.REVIEW, id, MISSION, "mission.focal-point"));
        assertEquals(State.REVIEWED, reviewed.entry().state());
        assertEquals(List.of(), due());
    }

    @Test
    void refusedItIsNeverApproved() {
        String id = requested();
        assertInstanceOf(Outcome.Done.class, act(Kind.REFUSE, id, MISSION, APPROVER, "approver"));
        assertInstanceOf(Outcome.NotPossible.class, act(Kind.APPROVE, id, MISSION, APPROVER, "approver"));
        assertEquals(List.of(), fixture.inForce().exemptions());
    }

    /** Whoever asks again after a lost answer gets the same one. */
    @Test
    void anApprovalIsGivenOnce() {
        String id = requested();
        Outcome first = act(Kind.APPROVE, id, MISSION, APPROVER, "approver");
        assertEquals(first, act(Kind.APPROVE, id, MISSION, APPROVER, "approver"));
        assertEquals(1, fixture.rows("select 1 from exemption_event").size());
    }

    @Test
    void historyIsNeverRewritten() {
        requested();
        assertThrows(PgException.class, () -> fixture.rows("update exemption set reason = ''"));
        assertThrows(PgException.class, () -> fixture.rows("delete from exemption"));
    }
}
