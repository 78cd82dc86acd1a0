package org.passerelle.exchange.task;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Tasks.Closed;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.message.Tasks.State;
import org.passerelle.core.message.Tasks.Task;

/** A task as the view {@code task_now} shows it. */
final class TaskRow {

    static final String COLUMNS = "id, kind, about, party, roles, due_at, opened_at, state, subject, reason, at";

    private TaskRow() {}

    static Task read(Row row) {
        Due due = new Due(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("about"),
                row.getString("party"),
                Set.of(row.getArrayOfStrings("roles")),
                row.getOffsetDateTime("due_at").toInstant());
        State state = State.valueOf(row.getString("state"));
        return new Task(due, row.getOffsetDateTime("opened_at").toInstant(), state, closed(row, state));
    }

    /** As the operator's log names it, which says no more of a task than the party's feed does. */
    static String told(Kind kind, String about, String id) {
        return kind.named() ? kind.word() + " " + about + " (" + id + ")" : "task " + id;
    }

    private static Optional<Closed> closed(Row row, State state) {
        return Optional.ofNullable(row.getOffsetDateTime("at"))
                .filter(at -> state != State.OPEN)
                .map(OffsetDateTime::toInstant)
                .map(at -> new Closed(row.getString("subject"), row.getString("reason"), at));
    }
}
