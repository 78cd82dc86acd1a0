package org.passerelle.exchange.task;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Tasks.Complete;
import org.passerelle.core.message.Tasks.CompleteOutcome;
import org.passerelle.core.message.Tasks.Task;
import org.passerelle.core.message.Tasks.TaskList;
import org.passerelle.core.message.Tasks.TasksOf;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/** Shows tasks to those whose they are, and takes down who has seen to them. */
public final class TaskDesk {
    private static final int MOST = 500;

    private static final String LIST = "select " + TaskRow.COLUMNS + """
             from task_now where party = $1 and roles && $2 and state = $3 order by due_at, id limit $4
            """;

    private static final String FIND = "select " + TaskRow.COLUMNS + """
             from task_now where id = $1 and party = $2 and roles && $3
            """;

    private static final String CLOSE = """
            insert into task_event (task, state, subject, reason, at) values ($1, 'DONE', $2, $3, $4)
            """;

    private final Database database;
    private final Clock clock;

    public TaskDesk(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Future<TaskList> list(TasksOf asked) {
        return database.query(
                        LIST, asked.party(), array(asked.roles()), asked.state().name(), MOST)
                .map(rows -> {
                    List<Task> tasks = new ArrayList<>();
                    rows.forEach(row -> tasks.add(TaskRow.read(row)));
                    return new TaskList(tasks);
                });
    }

    /** Whoever was first has done it; asking again is answered with what stands. */
    public Future<CompleteOutcome> complete(Complete asked) {
        return database.transaction(transaction -> Database.run(
                        transaction, "select 1 from task where id = $1 for update", asked.task())
                .compose(locked -> find(transaction, asked))
                .compose(found -> found.map(task -> complete(transaction, asked, task))
                        .orElseGet(() -> Future.succeededFuture(new CompleteOutcome.Absent()))));
    }

    private static Future<Optional<Task>> find(SqlConnection transaction, Complete asked) {
        return Database.run(transaction, FIND, asked.task(), asked.party(), array(asked.roles()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(TaskRow.read(rows.iterator().next())));
    }

    private Future<CompleteOutcome> complete(SqlConnection transaction, Complete asked, Task task) {
        return switch (task.state()) {
            case DONE -> Future.succeededFuture(new CompleteOutcome.Completed(task));
            case SETTLED -> Future.succeededFuture(new CompleteOutcome.Settled(task));
            case OPEN -> {
                Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
                String detail = TaskRow.told(task.due().kind(), task.due().about(), asked.task());
                Audit.Note note = new Audit.Note("task-done", asked.subject(), asked.party(), detail);
                yield NoteOutbox.add(transaction, note)
                        .compose(noted -> Database.run(
                                transaction,
                                CLOSE,
                                asked.task(),
                                asked.subject(),
                                asked.reason(),
                                at.atOffset(ZoneOffset.UTC)))
                        .compose(closed -> find(transaction, asked))
                        .map(done -> new CompleteOutcome.Completed(done.orElseThrow()));
            }
        };
    }

    private static String[] array(Set<String> roles) {
        return roles.toArray(String[]::new);
    }
}
