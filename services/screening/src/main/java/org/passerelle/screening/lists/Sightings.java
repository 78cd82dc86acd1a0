package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.passerelle.platform.database.Database;

/**
 * Where the name of a match was found: the same pair may stand in several portions and versions of a record, each with a level and an end of
 * retention of its own. A match is told of while one of them may be retained, to those who may see that one.
 */
final class Sightings {
    // What was found before there were sightings has none until it is found again; records says whether there is
    // anything left of it.
    private static final String NONE = "not exists (select from list_match_sighting s where s.task = m.task)";

    private Sightings() {}

    /** Condition on a match {@code m}: somewhere it may still be retained at the time of this parameter. */
    static String retained(String at) {
        return """
                (exists (select from list_match_sighting s where s.task = m.task and (s.until is null or s.until > %s)) or %s)
                """.formatted(at, NONE);
    }

    /** The same, where that is not above a level. */
    static String seen(String level, String at) {
        return """
                (exists (select from list_match_sighting s
                    where s.task = m.task and s.level <= %1$s and (s.until is null or s.until > %2$s))
                or (m.level <= %1$s and %3$s))
                """.formatted(level, at, NONE);
    }

    /** Notes where a name was found; nothing is new in finding it again. */
    static Future<Void> note(SqlConnection transaction, String task, Subject subject) {
        return Database.run(
                        transaction,
                        "insert into list_match_sighting (task, level, until) values ($1, $2, $3) on conflict do nothing",
                        task,
                        subject.level().number(),
                        subject.until().map(ListStore::time).orElse(null))
                .mapEmpty();
    }
}
