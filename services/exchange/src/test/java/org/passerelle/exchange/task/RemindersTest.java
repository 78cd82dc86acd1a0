package org.passerelle.exchange.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.Acknowledge;
import org.passerelle.core.message.Exchange.AcknowledgeOutcome;
import org.passerelle.core.message.Exchange.Item.TaskNotice;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.message.Tasks.Complete;
import org.passerelle.core.message.Tasks.CompleteOutcome;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.message.Tasks.State;
import org.passerelle.core.message.Tasks.Task;
import org.passerelle.core.message.Tasks.TasksOf;
import org.passerelle.exchange.ExchangeFixture;
import org.passerelle.platform.bus.Unavailable;

class RemindersTest {
    private static final Instant END = ExchangeFixture.START.plus(Duration.ofDays(60));
    private static final List<Duration> LEADS = List.of(Duration.ofDays(30), Duration.ofDays(7), Duration.ZERO);
    private static final Set<String> ROLES = Set.of("agreement-administrator");

    private final ExchangeFixture exchange = new ExchangeFixture();
    private final Reminders reminders = another();
    private final TaskDesk desk = new TaskDesk(exchange.database, exchange.clock);
    private List<Due> dates = List.of();
    private Function<DueBy, Future<DueList>> screening = asked -> Future.succeededFuture(new DueList(List.of()));

    @BeforeEach
    void sourcesAnswer() {
        await(exchange.bus.answer(Tasks.AGREEMENTS, asked -> Future.succeededFuture(upTo(asked))));
        await(exchange.bus.answer(Tasks.SCREENING, asked -> screening.apply(asked)));
        await(exchange.bus.answer(Tasks.RECORDS, asked -> Future.succeededFuture(new Tasks.DueList(List.of()))));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private Reminders another() {
        return new Reminders(exchange.bus, exchange.database, exchange.clock, LEADS, Duration.ofDays(7));
    }

    private DueList upTo(DueBy asked) {
        return new DueList(dates.stream()
                .filter(due -> !due.dueAt().isAfter(asked.until()))
                .toList());
    }

    private static Due end(String party) {
        return Due.of(Kind.AGREEMENT_END, "a1", party, ROLES, END);
    }

    private void lookAt(Instant at) {
        exchange.clock.set(at);
        await(reminders.look());
    }

    private List<TaskNotice> read(String party) {
        return exchange.read(exchange.subscribe(party), party, 0).stream()
                .map(item -> assertInstanceOf(TaskNotice.class, item))
                .toList();
    }

    private List<Task> tasks(String party, State state) {
        return await(desk.list(new TasksOf(party, ROLES, state))).tasks();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        await(exchange.database.query("select kind || ' ' || party as line from note order by position"))
                .forEach(row -> notes.add(row.getString("line")));
        return notes;
    }

    @Test
    void remindsEachPartyOnceAtEachLeadTime() {
        dates = List.of(end("MINUSMA"), end("UNOWA"));
        lookAt(END.minus(Duration.ofDays(31)));
        assertEquals(List.of(), tasks("UNOWA", State.OPEN));
        for (int days : List.of(30, 29, 8, 7, 6, 1, 0, -1)) {
            lookAt(END.minus(Duration.ofDays(days)));
        }
        for (String party : List.of("MINUSMA", "UNOWA")) {
            List<TaskNotice> told = read(party);
            assertEquals(
                    List.of(false, false, true),
                    told.stream().map(TaskNotice::due).toList());
            assertEquals(
                    Set.of(end(party).id()),
                    Set.copyOf(told.stream().map(TaskNotice::task).toList()));
            assertEquals(1, tasks(party, State.OPEN).size());
        }
        assertEquals(List.of(), read("UNODC"));
        assertEquals(
                List.of("task-opened MINUSMA", "task-opened UNOWA", "task-reminded MINUSMA", "task-reminded UNOWA"),
                notes().subList(0, 4).stream().sorted().toList());
        assertEquals(8, notes().size());
    }

    @Test
    void tellsOnceWhateverNumberOfProcessesLook() {
        dates = List.of(end("MINUSMA"), end("UNOWA"));
        exchange.clock.set(END.minus(Duration.ofDays(30)));
        List<Future<Void>> racing = new ArrayList<>();
        for (int process = 0; process < 6; process++) {
            racing.add(another().look());
        }
        await(Future.all(racing));
        assertEquals(1, read("MINUSMA").size());
        assertEquals(1, read("UNOWA").size());
        assertEquals(4, notes().size());
    }

    @Test
    void tellsAfterAnAbsenceWhatWasMissedAndOnlyTheLastOfIt() {
        dates = List.of(end("UNOWA"));
        lookAt(END.plus(Duration.ofDays(3)));
        assertEquals(List.of(true), read("UNOWA").stream().map(TaskNotice::due).toList());
        lookAt(END.minus(Duration.ofDays(7)));
        assertEquals(1, read("UNOWA").size(), "a clock that is behind tells nothing that was overtaken");
    }

    @Test
    void settlesWhatIsNoLongerDueAndOpensItAgain() {
        dates = List.of(end("UNOWA"));
        lookAt(END.minus(Duration.ofDays(30)));
        dates = List.of();
        lookAt(END.minus(Duration.ofDays(31)));
        assertEquals(1, tasks("UNOWA", State.OPEN).size(), "what lies beyond the question was not asked about");
        lookAt(END.minus(Duration.ofDays(7)));
        assertEquals(List.of(), tasks("UNOWA", State.OPEN));
        assertEquals(1, tasks("UNOWA", State.SETTLED).size());
        assertEquals(1, read("UNOWA").size());
        dates = List.of(end("UNOWA"));
        lookAt(END.minus(Duration.ofDays(7)));
        assertEquals(1, tasks("UNOWA", State.OPEN).size());
        assertEquals(2, read("UNOWA").size());
        assertEquals(
                List.of("task-opened", "task-reminded", "task-settled", "task-reopened", "task-reminded"),
                notes().stream()
                        .map(note -> note.substring(0, note.indexOf(' ')))
                        .toList());
    }

    /** What was true when it was asked must not undo what has been taken in since. */
    @Test
    void takesInNoAnswerThatAnotherLookHasOvertaken() {
        exchange.clock.set(END.minus(Duration.ofDays(7)));
        Promise<DueList> slow = Promise.promise();
        Promise<Void> asked = Promise.promise();
        screening = question -> {
            asked.complete();
            return slow.future();
        };
        Future<Void> first = another().look();
        await(asked.future());
        screening = question -> Future.succeededFuture(new DueList(List.of()));
        await(reminders.look());
        slow.complete(new DueList(List.of(end("UNOWA"))));
        await(first);
        assertEquals(List.of(), tasks("UNOWA", State.OPEN));
        assertEquals(List.of(), read("UNOWA"));
    }

    @Test
    void oneSourceThatIsSilentHoldsNoOtherUp() {
        dates = List.of(end("UNOWA"));
        screening = question -> Future.failedFuture("silent");
        exchange.clock.set(END);
        assertThrows(Unavailable.class, () -> await(reminders.look()));
        assertEquals(1, read("UNOWA").size());
    }

    @Test
    void aConsentThatEndsIsItsRulersTask() {
        Exchange.Hold hold = await(exchange.holds.open(new Exchange.OpenHold(
                Code.ORIGINATOR_CONSENT,
                "",
                "record",
                1,
                "portion",
                "MINUSMA",
                "MALI-FORCES",
                Optional.empty(),
                "mali.officer",
                "force-protection",
                Action.READ,
                List.of(new Ruler("UNOWA", "liaison-officer", ""), new Ruler("UNODC", "approver", "")))));
        await(exchange.rulings.rule(new Exchange.Rule(
                hold.id(), "unowa.officer", "UNOWA", List.of("liaison-officer"), true, "agreed", END)));
        lookAt(END.minus(Duration.ofDays(8)));
        assertEquals(List.of(), read("UNOWA"), "many are allowed for a month: nobody is reminded at once");
        lookAt(END.minus(Duration.ofDays(7)));
        Due due = await(desk.list(new TasksOf("UNOWA", Set.of("liaison-officer"), State.OPEN)))
                .tasks()
                .getFirst()
                .due();
        assertEquals(Due.of(Kind.GRANT_END, hold.id(), "UNOWA", Set.of("liaison-officer"), END), due);
        assertEquals(1, read("UNOWA").size());
        assertEquals(List.of(), read("UNODC"), "it has ruled nothing");
        assertEquals(List.of(), read("MALI-FORCES"));
        assertEquals("task-reminded UNOWA", notes().getLast());
        await(exchange.withdrawals.withdraw(
                new Exchange.Withdraw(hold.id(), "unowa.officer", "UNOWA", List.of("liaison-officer"), "doubts")));
        lookAt(END);
        assertEquals(1, read("UNOWA").size());
    }

    @Test
    void theOperatorsLogNamesNoCauseOfScreening() {
        dates = List.of(Due.of(Kind.RENEWAL, "has-bn33", "MINUSMA", ROLES, END));
        lookAt(END);
        await(exchange.database.query("select detail from note"))
                .forEach(row -> assertFalse(row.getString("detail").contains("has-bn33")
                        || row.getString("detail").contains("renewal")));
    }

    @Test
    void wakesWhoWaits() {
        Promise<String> told = Promise.promise();
        await(exchange.bus.onHint(Hint.FEED_GREW, () -> told.tryComplete("told")));
        dates = List.of(end("UNOWA"));
        lookAt(END);
        assertEquals("told", await(told.future()));
    }

    @Test
    void isAcknowledgedByItsPartyOnly() {
        dates = List.of(end("UNOWA"));
        lookAt(END);
        String notice = read("UNOWA").getFirst().noticeId();
        assertEquals(new AcknowledgeOutcome.Absent(), acknowledge(notice, "MINUSMA"));
        assertEquals(new AcknowledgeOutcome.Acknowledged(END), acknowledge(notice, "UNOWA"));
        assertEquals(List.of(), read("UNOWA"), "a later subscription is spared what was acknowledged");
    }

    private AcknowledgeOutcome acknowledge(String notice, String party) {
        return await(exchange.recalls.acknowledge(new Acknowledge(notice, party, party + ".officer")));
    }

    @Test
    void isDoneByWhoHoldsTheRoleAndThenRemindsNoMore() {
        dates = List.of(end("UNOWA"));
        lookAt(END.minus(Duration.ofDays(30)));
        String task = end("UNOWA").id();
        assertEquals(new CompleteOutcome.Absent(), complete(task, "MINUSMA", ROLES));
        assertEquals(new CompleteOutcome.Absent(), complete(task, "UNOWA", Set.of("analyst")));
        assertEquals(new CompleteOutcome.Absent(), complete("none", "UNOWA", ROLES));
        CompleteOutcome done = complete(task, "UNOWA", ROLES);
        Task closed = assertInstanceOf(CompleteOutcome.Completed.class, done).task();
        assertEquals("it may end", closed.closed().orElseThrow().reason());
        assertEquals(done, complete(task, "UNOWA", ROLES));
        lookAt(END);
        assertEquals(1, read("UNOWA").size());
        assertEquals(List.of(closed), tasks("UNOWA", State.DONE));
        assertEquals("task-done UNOWA", notes().getLast());
    }

    private CompleteOutcome complete(String task, String party, Set<String> roles) {
        return await(desk.complete(new Complete(task, party, roles, party + ".administrator", "it may end")));
    }

    @Test
    void historyIsNeverRewritten() {
        for (String rewriting : List.of("update task set due_at = now()", "delete from task_event")) {
            assertThrows(PgException.class, () -> await(exchange.database.query(rewriting)));
        }
    }
}
