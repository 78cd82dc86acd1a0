package org.passerelle.agreements.signin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Standing.SignInState;
import org.passerelle.platform.database.Database;

/** Which accounts' sign-ins have to follow, and what has been done to them. */
public final class SignInTasks {
    /** Longer than Keycloak can keep anybody waiting: whoever took a task and died leaves it to others after that. */
    private static final int CLAIM_SECONDS = 60;

    private static final int LONGEST_PAUSE_SECONDS = 60;

    private SignInTasks() {}

    /** Has the sign-in follow the account's standing, when the transaction has committed. */
    public static Future<Void> ask(SqlClient transaction, String account) {
        return Database.run(transaction, """
                        insert into sign_in_task (account) values ($1)
                        on conflict (account) do update
                        set turn = sign_in_task.turn + 1, attempts = 0, due_at = clock_timestamp()
                        """, account).mapEmpty();
    }

    /** The same, where something was or is to be done to it before: an account that was never closed needs no opening. */
    public static Future<Void> askIfTouched(SqlClient transaction, String account) {
        return Database.run(transaction, """
                        select 1 from sign_in_event where account = $1
                        union all select 1 from sign_in_task where account = $1 limit 1
                        """, account)
                .compose(touched -> touched.size() == 0 ? Future.succeededFuture() : ask(transaction, account));
    }

    record Task(String account, int turn) {}

    /** Takes one that is due; nobody else gets it meanwhile. */
    static Future<Optional<Task>> claim(Database database) {
        return database.query("""
                        update sign_in_task
                        set attempts = attempts + 1, claimed_until = clock_timestamp() + $1 * interval '1 second'
                        where account = (
                            select account from sign_in_task
                            where due_at <= clock_timestamp()
                            and (claimed_until is null or claimed_until <= clock_timestamp())
                            order by due_at limit 1 for update skip locked)
                        returning account, turn
                        """, CLAIM_SECONDS).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Task(row.getString("account"), row.getInteger("turn")));
            }
            return Optional.empty();
        });
    }

    /** Forgets it, unless its turn has come again meanwhile. */
    static Future<Void> done(SqlClient transaction, Task task) {
        return Database.run(
                        transaction,
                        "delete from sign_in_task where account = $1 and turn = $2",
                        task.account(),
                        task.turn())
                .compose(forgotten -> release(transaction, task));
    }

    /** Leaves it for later, and later each time. */
    static Future<Void> putOff(Database database, Task task) {
        return database.query("""
                        update sign_in_task set claimed_until = null, due_at = case when turn > $2 then due_at
                            else clock_timestamp() + least($3, power(2, least(attempts, 10) - 1)) * interval '1 second' end
                        where account = $1
                        """, task.account(), task.turn(), LONGEST_PAUSE_SECONDS)
                .mapEmpty();
    }

    private static Future<Void> release(SqlClient transaction, Task task) {
        return Database.run(
                        transaction, "update sign_in_task set claimed_until = null where account = $1", task.account())
                .mapEmpty();
    }

    /** Whether the last that was done to it from here was closing it. */
    static Future<Boolean> closed(SqlClient client, String account) {
        return Database.run(
                        client,
                        "select kind from sign_in_event where account = $1 order by position desc limit 1",
                        account)
                .map(rows -> rows.size() > 0
                        && rows.iterator().next().getString("kind").equals("CLOSED"));
    }

    /** Of each account that something was or is to be done to. */
    public static Future<Map<String, SignInState>> states(SqlClient client) {
        return Database.run(client, """
                        select distinct on (account) account, kind from sign_in_event order by account, position desc
                        """)
                .compose(events -> Database.run(client, "select account from sign_in_task")
                        .map(tasks -> {
                            Map<String, SignInState> states = new HashMap<>();
                            events.forEach(row -> states.put(
                                    row.getString("account"),
                                    row.getString("kind").equals("CLOSED") ? SignInState.CLOSED : SignInState.OPEN));
                            tasks.forEach(row -> states.put(row.getString("account"), SignInState.FOLLOWING));
                            return states;
                        }));
    }

    static Future<Void> happened(SqlClient transaction, String account, String kind) {
        return Database.run(transaction, "insert into sign_in_event (account, kind) values ($1, $2)", account, kind)
                .mapEmpty();
    }

    static Future<Long> waiting(Database database) {
        return database.query("select count(*) as waiting from sign_in_task")
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }
}
