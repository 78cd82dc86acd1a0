package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.agreements.Negotiators.terms;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.Kind;

/** What the parties to an agreement are to be reminded of, in its whole life. */
final class AgreementDatesTest {
    private static final Instant END = Instant.parse("2027-03-01T12:00:00Z");
    private static final Duration REVIEW = Duration.ofDays(180);

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
        fixture.seed();
        fixture.startService();
        persons = new Negotiators(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<Due> due(Instant until) {
        return await(fixture.bus.ask(Tasks.AGREEMENTS, new Tasks.DueBy(until))).due();
    }

    private List<String> kinds(Instant until) {
        return due(until).stream()
                .filter(due -> due.party().equals(OFFICE))
                .map(due -> due.kind() + " " + due.dueAt())
                .sorted()
                .toList();
    }

    @Test
    void areReviewsAndTheEndOfValidityForWhoNegotiatesForEachParty() {
        String id = persons.active(terms());
        assertEquals(List.of(), due(NOW.plus(REVIEW).minusSeconds(1)));
        Set<String> roles = Set.of("agreement-administrator");
        Instant first = NOW.plus(REVIEW);
        assertEquals(
                List.of(
                        Due.of(Kind.AGREEMENT_REVIEW, id, MISSION, roles, first),
                        Due.of(Kind.AGREEMENT_REVIEW, id, OFFICE, roles, first)),
                due(first));
        Instant second = first.plus(REVIEW);
        assertEquals(List.of("AGREEMENT_REVIEW " + second), kinds(second), "the second takes the place of the first");
        assertEquals(List.of("AGREEMENT_END " + END, "AGREEMENT_REVIEW " + second), kinds(END));
    }

    @Test
    void areNotThoseOfWhatIsStillNegotiated() {
        persons.agreed(terms());
        assertEquals(List.of(), due(END));
    }

    @Test
    void isTheEndOfANoticeInPlaceOfTheEndOfValidity() {
        String id = persons.active(terms());
        persons.done(persons.act("mission.administrator", id, new Deed.Terminate("over")));
        Instant ends = NOW.plus(Duration.ofDays(30));
        assertEquals(List.of("AGREEMENT_TERMINATION " + ends), kinds(NOW.plus(Duration.ofDays(100))));
        fixture.liveUntil(ends);
        fixture.until(() -> persons.state(id) == AgreementState.TERMINATED);
        assertEquals(List.of(), due(END), "both parties are told of the end itself");
    }

    @Test
    void staysTheEndAfterItHasCome() {
        String id = persons.active(terms());
        fixture.liveUntil(END);
        fixture.until(() -> persons.state(id) == AgreementState.EXPIRED);
        assertEquals(List.of("AGREEMENT_END " + END), kinds(END.plus(Duration.ofDays(1000))));
    }

    @Test
    void isNoEndWhereSomethingSignedTakesItsPlaceInTime() {
        String id = persons.active(terms());
        String prolonged = terms(2, "2028-03-01T12:00:00Z", id + ".warnings")
                .replace("\"validFrom\": \"2026-03-01", "\"validFrom\": \"2027-02-01");
        persons.done(persons.act("mission.administrator", id, new Deed.Amend(prolonged)));
        persons.done(persons.act("mission.administrator", id, new Deed.Propose("a year more")));
        persons.done(persons.act("mission.approver", id, new Deed.Approve("agreed")));
        persons.done(persons.act("office.approver", id, new Deed.Approve("agreed")));
        assertEquals(
                List.of("AGREEMENT_END " + END),
                kinds(END).stream().filter(line -> line.contains("END")).toList(),
                "approved is not signed");
        persons.sign(id);
        assertEquals(
                List.of(),
                kinds(END).stream().filter(line -> line.contains("END")).toList());
    }
}
