package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.Negotiators.terms;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.pgclient.PgException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Look;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Agreements.View;

/** From a draft to what decides, and to its end. */
final class NegotiationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Negotiators persons;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, FORCES)));
        fixture.startService();
        persons = new Negotiators(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static List<String> ids(View view) {
        return view.history().stream()
                .map(event -> event.event() + " " + event.version() + " " + event.party())
                .toList();
    }

    private List<String> decidingIds() {
        return persons.inForce().agreements().stream().map(Agreement::id).toList();
    }

    private boolean decides(String id) {
        return persons.inForce().agreements().stream()
                .anyMatch(agreement -> agreement.id().equals(id) && agreement.state() == AgreementState.ACTIVE);
    }

    @Test
    void isDraftedProposedCounteredApprovedSignedAndInForce() {
        String id = persons.proposed(terms());
        View countered = persons.done(persons.act(
                "office.administrator", id, new Deed.Counter(terms(1, "2026-09-01T12:00:00Z", id + ".warnings"))));
        assertEquals(AgreementState.SUPERSEDED, countered.version(1).agreement().state());
        assertEquals(AgreementState.COUNTERED, countered.version(2).agreement().state());
        assertEquals(Optional.of(1), countered.version(2).basis());
        persons.done(persons.act("mission.approver", id, new Deed.Approve("the counter will do")));
        assertEquals(AgreementState.COUNTERED, persons.state(id));
        persons.done(persons.act("office.approver", id, new Deed.Approve("ours")));
        assertEquals(AgreementState.AGREED, persons.state(id));
        assertEquals(1, fixture.barrier());
        persons.sign(id);
        assertEquals(AgreementState.ACTIVE, persons.state(id));
        assertEquals(2, fixture.barrier());
        assertEquals(List.of("a1", id), decidingIds());
        assertTrue(decides(id));
        assertEquals(
                List.of(
                        "PROPOSED 1 MISSION",
                        "COUNTERED 2 OFFICE",
                        "APPROVED 2 MISSION",
                        "APPROVED 2 OFFICE",
                        "SIGNED 2 MISSION",
                        "SIGNED 2 OFFICE",
                        "ACTIVATED 2 "),
                ids(persons.look(OFFICE, id)));
        assertEquals("DRAFTED 1 MISSION", ids(persons.look(MISSION, id)).getFirst());
    }

    @Test
    void aDraftIsItsPartysAlone() {
        String id = persons.done(persons.act("mission.administrator", Optional.empty(), new Deed.Draft(terms())))
                .id();
        assertEquals(
                List.of(),
                await(fixture.bus.ask(Agreements.LOOK, new Look(Optional.of(id), OFFICE)))
                        .agreements());
        assertInstanceOf(Outcome.Absent.class, persons.act("office.administrator", id, new Deed.Withdraw("no")));
        View revised = persons.done(persons.act(
                "mission.administrator", id, new Deed.Revise(terms(1, "2026-09-01T12:00:00Z", "warnings"))));
        assertEquals(List.of(1, 2), numbers(revised));
        persons.done(persons.act("mission.administrator", id, new Deed.Propose("as discussed")));
        assertEquals(List.of(2), numbers(persons.look(OFFICE, id)));
        assertEquals(Optional.empty(), persons.look(OFFICE, id).version(2).basis());
    }

    private static List<Integer> numbers(View view) {
        return view.versions().stream()
                .map(version -> version.agreement().version())
                .toList();
    }

    @Test
    void waitsForItsTimeAndIsNoticedByTheClock() {
        String id = persons.active(terms().replace("2026-03-01", "2026-03-02"));
        assertEquals(AgreementState.SIGNED, persons.state(id));
        assertEquals(1, fixture.barrier());
        fixture.liveUntil(NOW.plus(Duration.ofDays(1)));
        fixture.until(() -> fixture.barrier() == 2);
        assertEquals(AgreementState.ACTIVE, persons.state(id));
        fixture.liveUntil(NOW.plus(Duration.ofDays(365)));
        fixture.until(() -> !fixture.rows("select 1 from agreement_event where kind = 'EXPIRED' and agreement = $1", id)
                .isEmpty());
        assertEquals(AgreementState.EXPIRED, persons.state(id));
        assertTrue(fixture.barrier() > 2);
    }

    @Test
    void eitherPartySuspendsAtOnceAndResumes() {
        String id = persons.active(terms());
        persons.done(persons.act("office.administrator", id, new Deed.Suspend("doubts")));
        assertEquals(AgreementState.SUSPENDED, persons.state(id));
        assertEquals(3, fixture.barrier());
        assertEquals(Set.of(OFFICE), persons.inForce().agreements().getLast().suspendedBy());
        persons.done(persons.act("office.administrator", id, new Deed.Reinstate("resolved")));
        assertEquals(AgreementState.ACTIVE, persons.state(id));
        assertEquals(4, fixture.barrier());
    }

    @Test
    void theOldVersionDecidesUntilTheAmendmentIsSigned() {
        String id = persons.active(terms());
        persons.done(persons.act(
                "office.administrator", id, new Deed.Amend(terms(1, "2026-09-01T12:00:00Z", id + ".warnings"))));
        assertEquals(1, persons.look(MISSION, id).versions().size());
        persons.done(persons.act("office.administrator", id, new Deed.Propose("less")));
        persons.done(persons.act("mission.approver", id, new Deed.Approve("agreed")));
        persons.done(persons.act("office.approver", id, new Deed.Approve("agreed")));
        assertEquals(1, persons.inForce().agreements().getLast().version());
        persons.sign(id);
        assertEquals(2, persons.inForce().agreements().getLast().version());
        assertEquals(2, persons.inForce().agreements().size());
        assertEquals(
                AgreementState.SUPERSEDED,
                persons.look(OFFICE, id).version(1).agreement().state());
    }

    @Test
    void anAmendmentOfWhatIsSuspendedStaysSuspended() {
        String id = persons.active(terms());
        persons.done(persons.act("office.administrator", id, new Deed.Suspend("doubts")));
        persons.done(persons.act(
                "office.administrator", id, new Deed.Amend(terms(1, "2026-09-01T12:00:00Z", id + ".warnings"))));
        persons.done(persons.act("office.administrator", id, new Deed.Propose("less")));
        persons.done(persons.act("mission.approver", id, new Deed.Approve("agreed")));
        persons.done(persons.act("office.approver", id, new Deed.Approve("agreed")));
        persons.sign(id);
        assertEquals(AgreementState.SUSPENDED, persons.state(id));
        assertEquals(Set.of(OFFICE), persons.inForce().agreements().getLast().suspendedBy());
    }

    @Test
    void endsWhenTheNoticeHasRunOut() {
        String id = persons.active(terms().replace("\"clauses\"", "\"noticePeriod\": \"P10D\", \"clauses\""));
        View noticed = persons.done(persons.act("office.administrator", id, new Deed.Terminate("no longer needed")));
        assertEquals(Optional.of(NOW.plus(Duration.ofDays(10))), noticed.endsAt());
        assertTrue(decides(id));
        fixture.liveUntil(NOW.plus(Duration.ofDays(10)));
        fixture.until(() -> fixture.barrier() == 3);
        assertEquals(AgreementState.TERMINATED, persons.state(id));
        assertTrue(!decides(id));
    }

    @Test
    void whatIsOverNeverWaitsForTheClockToNotice() {
        String id = persons.active(terms().replace("\"clauses\"", "\"noticePeriod\": \"PT0S\", \"clauses\""));
        persons.done(persons.act("mission.administrator", id, new Deed.Terminate("at once")));
        assertEquals(3, fixture.barrier());
        assertTrue(!decides(id));
    }

    @Test
    void withoutAPeriodOfItsOwnThatOfTheInstallationCounts() {
        String id = persons.active(terms());
        View noticed = persons.done(persons.act("office.administrator", id, new Deed.Terminate("no longer needed")));
        assertEquals(Optional.of(NOW.plus(Duration.ofDays(30))), noticed.endsAt());
    }

    @Test
    void askingAgainUnderTheSameKeyChangesNothingMore() {
        Optional<String> key = Optional.of("k1");
        Outcome first =
                persons.act("mission.administrator", Optional.empty(), new Deed.Draft(terms()), key, Optional.empty());
        assertEquals(
                first,
                persons.act("mission.administrator", Optional.empty(), new Deed.Draft(terms()), key, Optional.empty()));
        assertInstanceOf(
                Outcome.KeyReused.class,
                persons.act(
                        "mission.administrator",
                        Optional.of(persons.done(first).id()),
                        new Deed.Propose("x"),
                        key,
                        Optional.empty()));
        assertEquals(2, fixture.rows("select 1 from agreement").size());
    }

    @Test
    void historyIsNeverRewritten() {
        persons.active(terms());
        for (String table : List.of("agreement", "agreement_event", "signature", "answered")) {
            assertThrows(PgException.class, () -> await(fixture.database.query("delete from " + table)), table);
        }
    }

    @Test
    void theOperatorsLogHearsOfEachStep() {
        fixture.auditAnswers();
        persons.active(terms());
        fixture.until(() -> fixture.notes.stream().anyMatch(note -> note.kind().equals("agreement-activated")));
        assertEquals(
                List.of(
                        "agreement-drafted mission.administrator",
                        "agreement-proposed mission.administrator",
                        "agreement-approved mission.approver",
                        "agreement-approved office.approver",
                        "agreement-signed mission.administrator",
                        "agreement-signed office.administrator",
                        "agreement-activated agreements"),
                fixture.notes.stream()
                        .map(note -> note.kind() + " " + note.subject())
                        .toList());
    }
}
