package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.agreements.Negotiators.terms;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Agreements.Unsigned;
import org.passerelle.platform.crypto.Ed25519Keys;

/** Acts that change nothing, each with what stands against it. */
final class RefusedActsTest {
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

    private void refused(Refusal refusal, AgreementState state, String pointer, String account, String id, Deed deed) {
        long events = events();
        assertEquals(new Outcome.Refused(refusal, state, pointer), persons.act(account, id, deed));
        assertEquals(events, events());
    }

    private long events() {
        return fixture.rows("select 1 from agreement_event").size();
    }

    @Test
    void withoutTheRoleOfTheDuty() {
        assertEquals(
                new Outcome.Refused(Refusal.ROLE, AgreementState.DRAFT, ""),
                persons.act("mission.approver", Optional.empty(), new Deed.Draft(terms())));
        String id = persons.proposed(terms());
        refused(Refusal.ROLE, AgreementState.PROPOSED, "", "office.administrator", id, new Deed.Approve("yes"));
        refused(Refusal.ROLE, AgreementState.PROPOSED, "", "office.approver", id, new Deed.Counter(terms()));
        refused(Refusal.ROLE, AgreementState.ACTIVE, "", "mission.analyst", "a1", new Deed.Suspend("no"));
        assertInstanceOf(
                Outcome.Absent.class, persons.act("office.administrator", "a1", new Deed.Suspend("not a party")));
        assertInstanceOf(
                Outcome.Absent.class, persons.act("office.administrator", "no-such", new Deed.Suspend("nothing")));
    }

    @Test
    void ofOnesOwnWork() {
        String id = persons.done(persons.act("MISSION officer", Optional.empty(), new Deed.Draft(terms())))
                .id();
        persons.done(persons.act("MISSION officer", id, new Deed.Propose("as discussed")));
        refused(Refusal.OWN_WORK, AgreementState.PROPOSED, "/writers", "MISSION officer", id, new Deed.Approve("mine"));
        refused(Refusal.OWN_TERMS, AgreementState.PROPOSED, "/party", "MISSION officer", id, new Deed.Counter(terms()));
        persons.done(persons.act("OFFICE officer", id, new Deed.Approve("fine")));
        persons.done(persons.act("mission.approver", id, new Deed.Approve("fine")));
        refused(
                Refusal.SAME_PERSON,
                AgreementState.AGREED,
                "/approvals/OFFICE",
                "OFFICE officer",
                id,
                new Deed.Sign(persons.jws(OFFICE, id)));
        // Whoever wrote it may sign what another person has approved, up to the level that asks for three.
        persons.done(persons.act("MISSION officer", id, new Deed.Sign(persons.jws(MISSION, id))));
    }

    @Test
    void atTheLevelThatAsksForThreeWhoeverWroteItDoesNotSign() {
        String id = persons.agreed(terms(3, "2027-03-01T12:00:00Z", "warnings"));
        refused(
                Refusal.OWN_WORK,
                AgreementState.AGREED,
                "/writers",
                "mission.administrator",
                id,
                new Deed.Sign(persons.jws(MISSION, id)));
        persons.done(persons.act("mission.signatory", id, new Deed.Sign(persons.jws(MISSION, id))));
    }

    @Test
    void belowTheLevelThatAsksForTwoOnePersonMayDoItAll() {
        String id = persons.done(persons.act(
                        "MISSION officer",
                        Optional.empty(),
                        new Deed.Draft(terms(0, "2027-03-01T12:00:00Z", "warnings"))))
                .id();
        persons.done(persons.act("MISSION officer", id, new Deed.Propose("as discussed")));
        persons.done(persons.act("MISSION officer", id, new Deed.Approve("mine")));
        persons.done(persons.act("OFFICE officer", id, new Deed.Approve("fine")));
        persons.done(persons.act("MISSION officer", id, new Deed.Sign(persons.jws(MISSION, id))));
        persons.done(persons.act("OFFICE officer", id, new Deed.Sign(persons.jws(OFFICE, id))));
        assertEquals(AgreementState.ACTIVE, persons.state(id));
    }

    @Test
    void inTheWrongState() {
        String id = persons.proposed(terms());
        refused(
                Refusal.STATE,
                AgreementState.PROPOSED,
                "/state",
                "office.administrator",
                id,
                new Deed.Sign(persons.jws(OFFICE, id)));
        refused(Refusal.STATE, AgreementState.PROPOSED, "/state", "office.administrator", id, new Deed.Suspend("no"));
        persons.done(persons.act("office.approver", id, new Deed.Approve("fine")));
        refused(
                Refusal.ALREADY,
                AgreementState.PROPOSED,
                "/approvals/OFFICE",
                "OFFICE officer",
                id,
                new Deed.Approve("again"));
        persons.done(persons.act("office.administrator", id, new Deed.Withdraw("enough")));
        refused(Refusal.STATE, AgreementState.WITHDRAWN, "/state", "mission.approver", id, new Deed.Approve("late"));
    }

    @Test
    void onAStateThatIsNoLongerSo() {
        String id = persons.proposed(terms());
        String seen = persons.look(OFFICE, id).tag();
        persons.done(persons.act("mission.approver", id, new Deed.Approve("fine")));
        assertInstanceOf(
                Outcome.Moved.class,
                persons.act(
                        "office.approver",
                        Optional.of(id),
                        new Deed.Approve("fine"),
                        Optional.empty(),
                        Optional.of(seen)));
    }

    @Test
    void withTermsThatCannotBeRead() {
        Outcome outcome = persons.act(
                "mission.administrator",
                Optional.empty(),
                new Deed.Draft(terms().replace("early-warning", "early-warming")
                        .replace("\"onward\": []", "\"onwards\": []")));
        assertEquals(
                List.of(
                        new Misread(
                                "/clauses/0/purposes/0",
                                "unknown-word",
                                "unknown purpose \"early-warming\"; did you mean \"early-warning\"?"),
                        new Misread("/clauses/0", "missing", "\"onward\" is missing"),
                        new Misread(
                                "/clauses/0/onwards",
                                "unknown-field",
                                "unknown key \"onwards\"; did you mean \"onward\"?")),
                assertInstanceOf(Outcome.Unreadable.class, outcome).faults());
    }

    @Test
    void withALevelThatNoNumberOfOursHolds() {
        // The last 64 bits of it are a 2.
        Outcome outcome = persons.act(
                "mission.administrator",
                Optional.empty(),
                new Deed.Draft(terms().replace("\"ceiling\": 2", "\"ceiling\": 18446744073709551618")));
        assertEquals(
                List.of(new Misread("/clauses/0/ceiling", "wrong-type", "\"ceiling\" must be a level from 0 to 3")),
                assertInstanceOf(Outcome.Unreadable.class, outcome).faults());
    }

    @Test
    void betweenOthersOrOtherParties() {
        String others = terms().replace("MISSION", "FORCES");
        assertEquals(
                "/parties",
                assertInstanceOf(
                                Outcome.Unreadable.class,
                                persons.act("mission.administrator", Optional.empty(), new Deed.Draft(others)))
                        .faults()
                        .getFirst()
                        .pointer());
        String id = persons.proposed(terms());
        String more = terms().replace("[\"MISSION\", \"OFFICE\"]", "[\"MISSION\", \"OFFICE\", \"FORCES\"]");
        assertEquals(
                List.of("/parties"),
                assertInstanceOf(
                                Outcome.Unreadable.class,
                                persons.act("office.administrator", id, new Deed.Counter(more)))
                        .faults()
                        .stream()
                        .map(Misread::pointer)
                        .toList());
    }

    @Test
    void withTermsThatThePolicyCannotTakeIn() {
        Outcome outcome = persons.act(
                "mission.administrator",
                Optional.empty(),
                new Deed.Draft(terms().replace("early-warning", "targeting")));
        assertEquals(
                Fault.Code.PROHIBITED_PURPOSE,
                assertInstanceOf(Outcome.Faulty.class, outcome)
                        .faults()
                        .getFirst()
                        .code());
    }

    @Test
    void withAnObligationThatNothingCarriesOut() {
        for (String asked : List.of("watermark", "notifyReleaser")) {
            String obliging = "\"onward\": [], \"obligations\": {\"%s\": true}".formatted(asked);
            Outcome outcome = persons.act(
                    "mission.administrator",
                    Optional.empty(),
                    new Deed.Draft(terms().replace("\"onward\": []", obliging)));
            Fault fault =
                    assertInstanceOf(Outcome.Faulty.class, outcome).faults().getFirst();
            assertEquals(Fault.Code.NOT_CARRIED_OUT, fault.code());
            assertEquals(
                    "/clauses/0/obligations/" + asked,
                    assertInstanceOf(Place.OfAgreement.class, fault.place()).pointer());
        }
    }

    @Test
    void withAForgedSignature() {
        String id = persons.agreed(terms());
        String right = persons.jws(OFFICE, id);
        String flipped = right.substring(0, right.length() - 3) + (right.endsWith("AAA") ? "BBB" : "AAA");
        unsigned(Unsigned.SIGNATURE, id, flipped);
        unsigned(Unsigned.KEY, id, persons.jws(MISSION, id));
        unsigned(Unsigned.KEY, id, TermsJws.sign(canonical(id), Ed25519Keys.generate()));
        unsigned(Unsigned.MALFORMED, id, "no jws");
        unsigned(Unsigned.MALFORMED, id, header(right, "{\"alg\":\"EdDSA\",\"kid\":\"k\"}"));
        unsigned(
                Unsigned.MALFORMED,
                id,
                header(right, "{\"alg\":\"EdDSA\",\"crit\":\"b64\",\"kid\":\"k\",\"typ\":\"passerelle-agreement\"}"));
        unsigned(
                Unsigned.TYPE,
                id,
                header(right, "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(kid(OFFICE))));
        unsigned(
                Unsigned.ALGORITHM,
                id,
                header(
                        right,
                        "{\"alg\":\"none\",\"kid\":\"%s\",\"typ\":\"passerelle-agreement\"}".formatted(kid(OFFICE))));
    }

    @Test
    void withASignatureOverOtherTerms() {
        String id = persons.agreed(terms());
        String other = persons.proposed(terms().replace("Warnings", "Other warnings"));
        unsigned(Unsigned.SIGNATURE, id, persons.jws(OFFICE, other));
        String[] parts = persons.jws(OFFICE, id).split("\\.", -1);
        unsigned(Unsigned.OTHER_TERMS, id, parts[0] + ".e30." + parts[2]);
    }

    private String kid(String party) {
        return fixture.world.keys(party).keyId();
    }

    private static String header(String jws, String header) {
        return java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(header.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + jws.substring(jws.indexOf('.'));
    }

    private byte[] canonical(String id) {
        return await(fixture.bus.ask(Agreements.TERMS, new Agreements.ReadTerms(id, Optional.empty(), OFFICE)))
                .terms()
                .orElseThrow()
                .canonical()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void unsigned(Unsigned reason, String id, String jws) {
        assertEquals(new Outcome.NotSigned(reason), persons.act("office.administrator", id, new Deed.Sign(jws)), jws);
        assertEquals(AgreementState.AGREED, persons.state(id));
    }
}
