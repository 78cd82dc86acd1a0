package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Act;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Look;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Agreements.View;
import org.passerelle.core.message.Policy;

/** Persons of two parties who negotiate over the bus, as the gateway would ask for them. */
final class Negotiators {
    private final AuthorityFixture fixture;

    Negotiators(AuthorityFixture fixture) {
        this.fixture = fixture;
    }

    /** Terms of one clause from the mission to the office, as they are sent. */
    static String terms(int ceiling, String until, String clause) {
        return """
                {"titles": {"en": "Warnings"}, "parties": ["MISSION", "OFFICE"], "validFrom": "2026-03-01T12:00:00Z",
                 "validUntil": "%s",
                 "clauses": [{"id": "%s", "releaser": "MISSION", "recipient": "OFFICE", "recordTypes": ["incident"],
                   "areas": ["ML"], "ceiling": %d, "purposes": ["early-warning"], "actions": ["READ"], "onward": []}]}
                """.formatted(until, clause, ceiling);
    }

    static String terms() {
        return terms(2, "2027-03-01T12:00:00Z", "warnings");
    }

    Outcome act(String account, Optional<String> agreement, Deed deed) {
        return act(account, agreement, deed, Optional.empty(), Optional.empty());
    }

    Outcome act(String account, Optional<String> agreement, Deed deed, Optional<String> key, Optional<String> match) {
        int dot = account.indexOf('.');
        String party = (dot < 0 ? account.substring(0, account.indexOf(' ')) : account.substring(0, dot))
                .toUpperCase(Locale.ROOT);
        return await(
                fixture.bus.ask(Agreements.ACT, new Act(agreement, party, account, deed, key, match), Policy.PATIENCE));
    }

    Outcome act(String account, String agreement, Deed deed) {
        return act(account, Optional.of(agreement), deed);
    }

    View done(Outcome outcome) {
        return assertInstanceOf(Outcome.Done.class, outcome).view();
    }

    View look(String party, String agreement) {
        return await(fixture.bus.ask(Agreements.LOOK, new Look(Optional.of(agreement), party)))
                .agreements()
                .getFirst();
    }

    AgreementState state(String agreement) {
        View view = look(OFFICE, agreement);
        return view.version(view.shown()).agreement().state();
    }

    /** The signature of a party over the newest version that it sees, made outside of the service. */
    String jws(String party, String agreement) {
        String text = await(
                        fixture.bus.ask(Agreements.TERMS, new Agreements.ReadTerms(agreement, Optional.empty(), party)))
                .terms()
                .orElseThrow()
                .canonical();
        return TermsJws.sign(text.getBytes(StandardCharsets.UTF_8), fixture.world.keys(party));
    }

    /** Drafted and proposed by the mission. */
    String proposed(String terms) {
        String id = done(act("mission.administrator", Optional.empty(), new Deed.Draft(terms)))
                .id();
        done(act("mission.administrator", id, new Deed.Propose("as discussed")));
        return id;
    }

    String agreed(String terms) {
        String id = proposed(terms);
        done(act("mission.approver", id, new Deed.Approve("agreed")));
        done(act("office.approver", id, new Deed.Approve("agreed")));
        return id;
    }

    void sign(String id) {
        done(act("mission.administrator", id, new Deed.Sign(jws(MISSION, id))));
        done(act("office.administrator", id, new Deed.Sign(jws(OFFICE, id))));
    }

    String active(String terms) {
        String id = agreed(terms);
        sign(id);
        return id;
    }

    Bundle inForce() {
        return fixture.inForce();
    }
}
