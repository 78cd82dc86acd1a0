package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.Negotiators.terms;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.core.message.Agreements.Tidings;

/** What every party to an agreement is told, and in which order it can be asked for. */
final class ToldTest {
    private static final String WAITING =
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = "
                    + "(select oid from pg_database where datname = current_database())";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, FORCES)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void isWhatBeginsInterruptsAndEndsAnAgreement() {
        Negotiators persons = new Negotiators(fixture);
        String id = persons.agreed(terms());
        assertEquals(List.of(), told(0), "negotiation is nobody's news");
        persons.sign(id);
        persons.done(persons.act("office.administrator", id, new Deed.Suspend("doubts")));
        persons.done(persons.act("office.administrator", id, new Deed.Reinstate("resolved")));
        persons.done(persons.act("mission.administrator", id, new Deed.Terminate("over")));
        List<Tidings> told = told(0);
        assertEquals(
                List.of("ACTIVATED ", "SUSPENDED OFFICE", "REINSTATED OFFICE", "NOTICED MISSION"),
                told.stream()
                        .map(each -> each.event().event() + " " + each.event().party())
                        .toList());
        assertTrue(told.getLast().event().endsAt().isPresent());
        String hash = persons.look(OFFICE, id).version(1).agreement().hash();
        for (Tidings each : told) {
            assertEquals(id, each.agreement());
            assertEquals(hash, each.hash());
            assertEquals(Set.of(MISSION, OFFICE), each.parties());
        }
        assertEquals(told.subList(2, 4), told(told.get(1).position()));
    }

    /** Were the second visible before the first, whoever had read so far would never see the first. */
    @Test
    void becomesVisibleInTheOrderOfItsPositions() {
        Promise<Void> mayCommit = Promise.promise();
        Promise<Void> appended = Promise.promise();
        Future<Void> first =
                fixture.database.transaction(transaction -> AgreementEvents.append(transaction, "a1", event("first"))
                        .compose(done -> {
                            appended.complete();
                            return mayCommit.future();
                        }));
        await(appended.future());
        Future<Event> second =
                fixture.database.transaction(transaction -> AgreementEvents.append(transaction, "a1", event("second")));
        await(waits(second));
        assertEquals(List.of(), told(0));
        mayCommit.complete();
        await(first);
        await(second);
        assertEquals(
                List.of("first", "second"),
                told(0).stream().map(each -> each.event().reason()).toList());
    }

    /** Completes when somebody waits for a lock, or the other is done without having waited. */
    private Future<Void> waits(Future<?> other) {
        return fixture.database
                .query(WAITING)
                .compose(rows -> other.isComplete() || rows.iterator().next().getLong(0) > 0
                        ? Future.succeededFuture()
                        : waits(other));
    }

    private static Event event(String reason) {
        return new Event(
                AgreementEvent.NOTICED,
                1,
                MISSION,
                "mission.administrator",
                reason,
                NOW,
                Optional.empty(),
                Optional.of(NOW));
    }

    private List<Tidings> told(long position) {
        return await(fixture.bus.ask(Agreements.TOLD, new Agreements.ToldAfter(position, 100)))
                .tidings();
    }
}
