package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Parties;
import org.passerelle.core.message.Parties.Proposal;
import org.passerelle.core.message.Parties.ProposalOutcome;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

/** A party comes to be: proposed by one, approved by another, with every fault told at its place. */
final class PartyProposalsTest {
    private static final String PROPOSER = "mission.platform";
    private static final String APPROVER = "mission.approver";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    private final Ed25519Keys keys = Ed25519Keys.generate();

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.auditAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static ObjectNode key(String party, Ed25519Keys keys) {
        Map<String, Object> statement =
                Map.of("party", party, "key", Map.of("kty", "OKP", "crv", "Ed25519", "x", keys.publicKey()));
        return (ObjectNode) Json.tree(Map.of(
                "statement", statement, "proof", TermsJws.sign(Json.canonical(statement), KeyStatement.TYPE, keys)));
    }

    private ObjectNode river() {
        ObjectNode river = (ObjectNode) Json.tree("""
                {"id": "RIVER-MISSION", "names": {"en": "River Mission", "fr": "Mission du fleuve", "ar": "بعثة النهر"},
                 "type": "UN_ENTITY", "accreditation": 2, "hostingCeiling": 3, "compartments": [],
                 "purposes": ["early-warning"], "markingSystem": "UN",
                 "addresses": ["https://feeds.river-mission.example/passerelle"],
                 "persons": [
                   {"id": "river.administrator", "name": "Selma Torvaldine", "roles": ["agreement-administrator"], "clearance": 2},
                   {"id": "river.signatory", "name": "Anouk Deverell", "roles": ["signatory"], "clearance": 1}],
                 "clients": [{"id": "river-system", "name": "River system", "roles": ["partner-system"], "clearance": 2}],
                 "reason": "joins the exchange"}""");
        river.putArray("keys").add(key("RIVER-MISSION", keys));
        return river;
    }

    private ProposalOutcome propose(String subject, JsonNode body) {
        return await(fixture.bus.ask(Parties.PROPOSE, new Parties.Propose(Json.write(body), subject)));
    }

    private Proposal proposed(JsonNode body) {
        return assertInstanceOf(ProposalOutcome.Proposed.class, propose(PROPOSER, body))
                .proposal();
    }

    private Outcome rule(String subject, Proposal proposal, boolean approved) {
        return await(fixture.bus.ask(
                Parties.RULE, new Parties.RuleProposal(proposal.id(), approved, subject, "seen"), Policy.PATIENCE));
    }

    private List<String> pointers(Consumer<ObjectNode> change) {
        ObjectNode body = river();
        change.accept(body);
        return assertInstanceOf(ProposalOutcome.Faulty.class, propose(PROPOSER, body)).faults().stream()
                .map(Misread::pointer)
                .toList();
    }

    private static ObjectNode person(ObjectNode body, int index) {
        return (ObjectNode) body.path("persons").path(index);
    }

    private Bundle inForce() {
        return new Negotiators(fixture).inForce();
    }

    @Test
    void existsWhenASecondPersonHasApprovedAndThenActs() {
        Proposal proposal = proposed(river());
        assertFalse(inForce().parties().containsKey("RIVER-MISSION"));
        assertEquals(1, fixture.barrier(), "a proposal changes nothing");
        assertEquals(
                2,
                assertInstanceOf(Changed.class, rule(APPROVER, proposal, true)).barrier());
        Bundle bundle = inForce();
        assertTrue(bundle.parties().containsKey("RIVER-MISSION"));
        assertTrue(bundle.accounts()
                .keySet()
                .containsAll(List.of("river.administrator", "river.signatory", "river-system")));
        assertTrue(await(fixture.database.transaction(MasterStore::keys)).containsKey(keys.keyId()));
        assertEquals(
                "https://feeds.river-mission.example/passerelle",
                Json.tree(fixture.rows("select body::text as body from master where kind = 'party-profile'")
                                .getFirst()
                                .getString("body"))
                        .path("addresses")
                        .path(0)
                        .asText());
        fixture.until(() -> fixture.notes.size() == 2);
        assertEquals(
                List.of("party-proposed", "party-approved"),
                fixture.notes.stream().map(Audit.Note::kind).toList());
    }

    @Test
    void nobodyApprovesTheirOwnWorkNorWhatIsNoneOfTheirBusiness() {
        Proposal proposal = proposed(river());
        assertInstanceOf(Outcome.NotPossible.class, rule(PROPOSER, proposal, true));
        for (String other : List.of("mission.officer", "office.approver", "office.administrator", "nobody")) {
            assertInstanceOf(Outcome.Absent.class, rule(other, proposal, true), other);
        }
        assertEquals(1, fixture.barrier());
        assertInstanceOf(Changed.class, rule("office.platform", proposal, true), "another platform administrator may");
        assertInstanceOf(ProposalOutcome.Absent.class, propose("mission.administrator", river()));
    }

    @Test
    void aRulingIsFinal() {
        Proposal proposal = proposed(river());
        assertInstanceOf(Changed.class, rule(PROPOSER, proposal, false), "who proposed may take it back");
        assertInstanceOf(Outcome.NotPossible.class, rule(APPROVER, proposal, true));
        assertEquals(1, fixture.barrier());
        Proposal again = proposed(river());
        rule(APPROVER, again, true);
        assertEquals(
                2,
                assertInstanceOf(Changed.class, rule("office.platform", again, true))
                        .barrier());
        assertThrows(RuntimeException.class, () -> fixture.rows("update party_ruling set approved = true"));
    }

    @Test
    void whatWasSoundWhenProposedIsCheckedAgainWhenApproved() {
        Proposal first = proposed(river());
        Proposal second = proposed(river());
        rule(APPROVER, first, true);
        List<String> faults = assertInstanceOf(Outcome.Faulty.class, rule(APPROVER, second, true)).faults().stream()
                .map(Misread::pointer)
                .toList();
        assertTrue(faults.containsAll(List.of("/id", "/keys/0/statement/key", "/persons/0/id")), faults::toString);
        assertEquals(2, fixture.barrier());
    }

    @Test
    void thePlaceOfEachFaultIsTold() {
        assertEquals(
                "/accreditation", pointers(body -> body.put("accreditation", 4)).getFirst());
        assertEquals(List.of("/markingSystem"), pointers(body -> body.put("markingSystem", "XX")));
        assertEquals(List.of("/type"), pointers(body -> body.put("type", "ARMY")));
        assertEquals(List.of("/id"), pointers(body -> body.put("id", OFFICE).set("keys", keysFor(OFFICE))));
        assertEquals(List.of("/id"), pointers(body -> body.put("id", "river").set("keys", keysFor("river"))));
        assertEquals(List.of("/names"), pointers(body -> ((ObjectNode) body.path("names")).remove("ar")));
        assertEquals(
                List.of("/addresses/1"),
                pointers(body -> ((ArrayNode) body.path("addresses")).add("https://10.0.0.8/hook")));
        assertEquals(List.of("/keys"), pointers(body -> body.putArray("keys")));
        assertEquals(List.of("/persons"), pointers(body -> ((ArrayNode) body.path("persons")).remove(1)));
        assertEquals(List.of("/persons/0/id"), pointers(body -> person(body, 0).put("id", "office.officer")));
        assertEquals(List.of("/persons/0/id"), pointers(body -> person(body, 0).put("id", "River.Administrator")));
        assertEquals(
                List.of("/persons/0/clearance"),
                pointers(body -> person(body, 0).put("clearance", 3)));
        assertEquals(
                List.of("/persons/1/roles/1"),
                pointers(body -> ((ArrayNode) person(body, 1).path("roles")).add("platform-administrator")));
        assertEquals(
                List.of("/clients/0/unit"),
                pointers(body -> ((ObjectNode) body.path("clients").path(0)).put("unit", "BN1")));
        assertEquals(List.of("/purposes/1"), pointers(body -> ((ArrayNode) body.path("purposes")).add("targeting")));
        assertEquals(List.of("/active"), pointers(body -> body.put("active", true)));
    }

    private ArrayNode keysFor(String party) {
        return river().putArray("keys").add(key(party, keys));
    }

    @Test
    void keysAreOfTheirHolderAloneAndNeverPrivate() {
        assertEquals(
                List.of("/keys/0/statement/key/d"),
                pointers(body -> ((ObjectNode) body.at("/keys/0/statement/key")).put("d", "c2VjcmV0")));
        assertEquals(
                List.of("/keys/0/proof"),
                pointers(body -> ((ObjectNode) body.at("/keys/0"))
                        .put(
                                "proof",
                                key("RIVER-MISSION", Ed25519Keys.generate())
                                        .path("proof")
                                        .asText())));
        assertEquals(
                List.of("/keys/1/statement/key"),
                pointers(body -> ((ArrayNode) body.path("keys")).add(key("RIVER-MISSION", keys))));
        assertEquals(
                List.of("/keys/1/statement/key"),
                pointers(
                        body -> ((ArrayNode) body.path("keys")).add(key("RIVER-MISSION", fixture.world.keys(OFFICE)))));
        assertEquals(
                List.of("/keys/0/statement/party"),
                pointers(body -> body.putArray("keys").add(key(OFFICE, keys))));
    }

    @Test
    void onlyWhomItConcernsSeesProposals() {
        Proposal proposal = proposed(river());
        for (String who : List.of(PROPOSER, APPROVER, "office.platform")) {
            List<Proposal> seen = await(fixture.bus.ask(Parties.PROPOSALS, new Parties.ListProposals(who)))
                    .proposals();
            assertEquals(List.of(proposal), seen, who);
        }
        for (String who : List.of("office.approver", "mission.officer", "nobody")) {
            assertEquals(
                    List.of(),
                    await(fixture.bus.ask(Parties.PROPOSALS, new Parties.ListProposals(who)))
                            .proposals(),
                    who);
        }
    }
}
