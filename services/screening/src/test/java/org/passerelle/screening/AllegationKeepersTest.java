package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.FORCES;
import static org.passerelle.screening.ScreeningFixture.NOW;
import static org.passerelle.screening.ScreeningFixture.statement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.Case;
import org.passerelle.core.message.Allegations.ChangeOutcome;
import org.passerelle.core.message.Allegations.FindOutcome;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Policy;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;

/** An old allegation of somebody who is no UN entity withholds as it did, and comes to hold nothing more. */
final class AllegationKeepersTest {
    private static final Reader KEEPER =
            new Reader(FORCES, "forces.focal-point", true, Level.CONFIDENTIAL, Set.of("SOURCE"));
    private static final Reader OTHER = new Reader(FORCES, "forces.other", true, Level.CONFIDENTIAL, Set.of("SOURCE"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        await(ScreeningSeed.seedIfEmpty(
                fixture.database,
                List.of(),
                List.of(
                        kept("doubtful", "D4", Status.OPEN),
                        kept("dismissed", "C3", Status.DISMISSED),
                        kept("holding", "C3", Status.OPEN)),
                NOW));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Allegation kept(String id, String grading, Status status) {
        return new Allegation(id, FORCES, Optional.of("BN1"), Optional.empty(), NOW, NOW, new Grading(grading), status);
    }

    private ChangeOutcome corroborate(String id, String statement, String grading) {
        return await(fixture.bus.ask(
                Allegations.CORROBORATE,
                new Allegations.Corroborate(id, statement(statement, grading), OTHER),
                Policy.PATIENCE));
    }

    private ChangeOutcome regrade(String id, String statement, String grading) {
        return await(fixture.bus.ask(
                Allegations.REGRADE,
                new Allegations.Regrade(id, statement, new Grading(grading), "further enquiries", KEEPER),
                Policy.PATIENCE));
    }

    private ChangeOutcome resolve(String id, Status status) {
        return await(fixture.bus.ask(
                Allegations.RESOLVE, new Allegations.Resolve(id, status, "heard", KEEPER), Policy.PATIENCE));
    }

    private Case shown(String id) {
        return assertInstanceOf(
                        FindOutcome.Found.class,
                        await(fixture.bus.ask(Allegations.FIND, new Allegations.Find(id, KEEPER))))
                .found();
    }

    private void refused(ChangeOutcome outcome, String id, int statements) {
        String reason =
                assertInstanceOf(ChangeOutcome.NotPossible.class, outcome).reason();
        assertTrue(reason.contains("UN entity"), reason);
        assertEquals(false, shown(id).holds());
        assertEquals(1, shown(id).history().size());
        assertEquals(statements, shown(id).statements().size());
    }

    @Test
    void noFurtherSourceBringsItToHold() {
        long barrier = fixture.barrier();
        refused(corroborate("doubtful", "s2", "C3"), "doubtful", 1);
        assertEquals(barrier, fixture.barrier());
        assertInstanceOf(ChangeOutcome.Changed.class, corroborate("doubtful", "s3", "E5"));
    }

    @Test
    void noOtherGradingBringsItToHold() {
        refused(regrade("doubtful", "doubtful", "C3"), "doubtful", 1);
        assertInstanceOf(ChangeOutcome.Changed.class, regrade("doubtful", "doubtful", "D5"));
    }

    @Test
    void whatIsClosedIsNotTakenUpAgain() {
        refused(resolve("dismissed", Status.UNDER_REVIEW), "dismissed", 1);
    }

    @Test
    void whatHoldsGoesOnHoldingUntilItsKeeperLiftsIt() {
        assertInstanceOf(ChangeOutcome.Changed.class, resolve("holding", Status.UNDER_REVIEW));
        assertInstanceOf(ChangeOutcome.Changed.class, corroborate("holding", "s2", "B2"));
        assertTrue(shown("holding").holds());
        assertInstanceOf(ChangeOutcome.Changed.class, resolve("holding", Status.DISMISSED));
        assertEquals(false, shown("holding").holds());
    }
}
