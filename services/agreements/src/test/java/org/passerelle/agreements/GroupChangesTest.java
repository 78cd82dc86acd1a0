package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Groups;
import org.passerelle.core.message.Groups.Version;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Absent;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.core.message.Standing.Outcome.NotPossible;
import org.passerelle.core.party.Group;

/** The mission keeps a confidential group to which the office belongs; the forces may not know. */
final class GroupChangesTest {
    private static final String KEEPER = "mission.administrator";

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
        fixture.auditAnswers();
        fixture.seed();
        fixture.startService();
        persons = new Negotiators(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Outcome admit(String group, String party, Optional<Instant> from, String subject) {
        return admit(group, party, from, Optional.empty(), subject);
    }

    private Outcome admit(String group, String party, Optional<Instant> from, Optional<Instant> until, String subject) {
        return await(fixture.bus.ask(
                Groups.ADMIT, new Groups.Admit(group, party, from, until, subject, "agreed"), Policy.PATIENCE));
    }

    private Outcome release(String group, String party, Optional<Instant> at, String subject) {
        return await(fixture.bus.ask(
                Groups.RELEASE, new Groups.Release(group, party, at, subject, "no longer"), Policy.PATIENCE));
    }

    private List<Version> history(String group, String subject) {
        return await(fixture.bus.ask(Groups.HISTORY, new Groups.HistoryOf(group, subject)))
                .versions();
    }

    private boolean member(String group, String party, Instant at) {
        return Objects.requireNonNull(persons.inForce().groups().get(group)).includes(party, at);
    }

    @Test
    void isAdmittedWithTheNextPolicy() {
        long before = fixture.barrier();
        Changed changed = assertInstanceOf(Changed.class, admit("cell", FORCES, Optional.empty(), KEEPER));
        assertEquals(before + 1, changed.barrier());
        assertTrue(member("cell", FORCES, NOW));
        assertFalse(member("cell", FORCES, NOW.minusSeconds(1)), "what was marked before was not marked for it");
        fixture.until(() -> fixture.notes.stream()
                .anyMatch(note -> note.kind().equals("group-member-admitted")
                        && note.party().equals(MISSION)
                        && note.subject().equals(KEEPER)));
    }

    @Test
    void leavingIsARevocation() {
        long before = fixture.barrier();
        Changed changed =
                assertInstanceOf(Changed.class, release("cell", OFFICE, Optional.empty(), "office.administrator"));
        assertEquals(before + 1, changed.barrier());
        assertFalse(member("cell", OFFICE, NOW));
        assertFalse(member("cell", OFFICE, NOW.minusSeconds(4)), "for a gateway whose clock is behind, too");
        assertTrue(member("cell", OFFICE, NOW.minusSeconds(6)), "what was stays");
        fixture.until(() -> fixture.notes.stream()
                .anyMatch(note -> note.kind().equals("group-member-released")
                        && note.party().equals(OFFICE)));
    }

    @Test
    void aDatedChangeIsInThePolicyAheadOfItsDate() {
        Instant from = NOW.plus(Duration.ofDays(10));
        Instant until = NOW.plus(Duration.ofDays(20));
        admit("cell", FORCES, Optional.of(from), Optional.of(until), KEEPER);
        assertFalse(member("cell", FORCES, from.minusSeconds(1)));
        assertTrue(member("cell", FORCES, from));
        assertFalse(member("cell", FORCES, until));
        release("cell", FORCES, Optional.of(NOW.plus(Duration.ofDays(15))), KEEPER);
        assertFalse(member("cell", FORCES, NOW.plus(Duration.ofDays(15))));
        release("cell", FORCES, Optional.empty(), KEEPER);
        assertFalse(member("cell", FORCES, from), "one that has not begun never does");
    }

    /** Not there, not known and not allowed must answer alike. */
    @Test
    void isAbsentToWhoMayNotChangeIt() {
        for (String subject :
                List.of("forces.administrator", "forces.platform", "mission.platform", "mission.officer", "nobody")) {
            for (String group : List.of("cell", "none")) {
                assertEquals(new Absent(), admit(group, FORCES, Optional.empty(), subject), subject);
                assertEquals(new Absent(), release(group, OFFICE, Optional.empty(), subject), subject);
                assertEquals(new Absent(), release(group, FORCES, Optional.empty(), subject), subject);
                assertEquals(List.of(), history(group, subject), subject);
            }
        }
        assertEquals(new Absent(), admit("cell", FORCES, Optional.empty(), "office.administrator"));
        assertEquals(new Absent(), admit("un", FORCES, Optional.empty(), KEEPER));
        assertInstanceOf(Changed.class, admit("un", FORCES, Optional.empty(), "mission.platform"));
        assertInstanceOf(Changed.class, release("un", OFFICE, Optional.empty(), "office.administrator"));
    }

    @Test
    void refusesWhatWouldRewriteThePastOrServeOneself() {
        for (Outcome refused : List.of(
                admit("cell", MISSION, Optional.empty(), KEEPER),
                admit("cell", "NOBODY", Optional.empty(), KEEPER),
                admit("cell", FORCES, Optional.of(NOW.minusSeconds(1)), KEEPER),
                admit("cell", FORCES, Optional.of(NOW), Optional.of(NOW), KEEPER),
                admit("cell", OFFICE, Optional.of(NOW.plusSeconds(1)), KEEPER),
                release("cell", OFFICE, Optional.of(NOW.minusSeconds(1)), KEEPER))) {
            assertInstanceOf(NotPossible.class, refused);
        }
        assertEquals(1, history("cell", KEEPER).size());
    }

    @Test
    void askingAgainAfterALostAnswerChangesNothingMore() {
        Changed first = assertInstanceOf(Changed.class, admit("cell", FORCES, Optional.empty(), KEEPER));
        assertEquals(first, admit("cell", FORCES, Optional.empty(), KEEPER));
        Changed gone = assertInstanceOf(Changed.class, release("cell", FORCES, Optional.empty(), KEEPER));
        assertEquals(gone, release("cell", FORCES, Optional.empty(), KEEPER));
        assertEquals(3, history("cell", KEEPER).size());
    }

    @Test
    void everyVersionStaysWithWhoMadeItAndWhy() {
        admit("cell", FORCES, Optional.of(NOW.plusSeconds(5)), KEEPER);
        Version last = history("cell", KEEPER).getLast();
        assertEquals(2, last.version());
        assertEquals(KEEPER, last.subject());
        assertEquals("agreed", last.reason());
        assertEquals(NOW, last.at());
        assertEquals(
                List.of(OFFICE, FORCES),
                last.group().members().stream().map(Group.Membership::party).toList());
        assertEquals(1, history("cell", KEEPER).getFirst().group().members().size());
    }

    @Test
    void whoMayNotKnowAGroupNamesItAsOneThatDoesNotExist() {
        assertEquals(
                unreadable("forces.administrator", "FORCES", "none"),
                unreadable("forces.administrator", "FORCES", "cell").stream()
                        .map(fault -> new Misread(
                                fault.pointer(), fault.code(), fault.message().replace("cell", "none")))
                        .toList());
    }

    @Test
    void nobodyAgreesOnAGroupWithWhomMayNotKnowIt() {
        List<Misread> faults = unreadable(KEEPER, "FORCES", "cell");
        assertEquals(1, faults.size());
        assertEquals("/clauses/0/onward", faults.getFirst().pointer());
        persons.done(persons.act(KEEPER, Optional.empty(), new Deed.Draft(naming("OFFICE", "cell"))));
    }

    private List<Misread> unreadable(String account, String other, String group) {
        return assertInstanceOf(
                        org.passerelle.core.message.Agreements.Outcome.Unreadable.class,
                        persons.act(account, Optional.empty(), new Deed.Draft(naming(other, group))))
                .faults();
    }

    private static String naming(String other, String group) {
        return Negotiators.terms()
                .replace("OFFICE", other)
                .replace(
                        "\"onward\": []",
                        "\"onward\": [\"" + group + "\"], \"endUsers\": [\"" + other
                                + "\"], \"supportCategory\": \"operational-information\"");
    }
}
