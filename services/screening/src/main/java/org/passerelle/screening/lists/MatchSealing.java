package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Sealed;
import org.passerelle.platform.service.Rounds;
import org.passerelle.screening.lists.MatchSeal.Likeness;
import org.passerelle.screening.lists.MatchSeal.Place;

/** Seals the matches in records that an older product left in clear, and keys their causes. */
public final class MatchSealing {
    private static final int TOGETHER = 500;
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('passerelle.screening.matches', 0))";

    // The entry as it was, by what it says: of an entry that came back as it had been the last event is as good.
    private static final String UNSEALED = """
            select m.task, m.party, m.subject, m.entry, m.listed_name, m.score, t.cause,
                coalesce((select e.position from sanctions_event e where e.entry = m.entry
                    order by (e.body = m.entry_body) desc, e.position desc limit 1), 0) as event
            from list_match m join task t on t.id = m.task
            where m.subject_kind = 'RECORD' and m.sealed is null limit $1
            """;

    private static final String KEY_CAUSE = "update task set cause = $2 where id = $1";

    private static final String SEAL = """
            with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4))
            update list_match
            set sealed = $5, entry = null, entry_digest = null, entry_body = null, listed_name = null, score = null
            where task = $6
            """;

    private final Database database;
    private final MatchSeal seal;
    private final int together;

    public MatchSealing(Database database, MatchSeal seal) {
        this(database, seal, TOGETHER);
    }

    /** @param together how many matches make a batch */
    MatchSealing(Database database, MatchSeal seal, int together) {
        this.database = database;
        this.seal = seal;
        this.together = together;
    }

    /** Completes when nothing stands unsealed; fails under another key than that of the causes there are. */
    public Future<Void> complete() {
        return database.query("insert into match_key (proof) values ($1) on conflict do nothing", seal.proof())
                .compose(inserted -> database.query("select 1 from match_key where proof = $1", seal.proof()))
                .compose(same -> same.size() == 1
                        ? Rounds.untilNone(() -> database.transaction(this::batch))
                        : Future.failedFuture(new IllegalStateException(
                                "the installation key is not the one under which matches in records are known again")));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Integer> batch(SqlConnection connection) {
        return Database.run(connection, LOCK)
                .compose(held -> Database.run(connection, UNSEALED, together))
                .compose(rows -> {
                    List<Tuple> causes = new ArrayList<>();
                    List<Tuple> matches = new ArrayList<>();
                    for (Row row : rows) {
                        causes.add(Tuple.of(row.getString("task"), keyed(row.getString("cause"))));
                        matches.add(sealed(row));
                    }
                    // The cause first: it may become keyed while its match is unsealed.
                    return Database.runEach(connection, KEY_CAUSE, causes)
                            .compose(keyed -> Database.runEach(connection, SEAL, matches))
                            .map(done -> matches.size());
                });
    }

    /** With the number of lapsed tasks before it, where there are any. */
    private String keyed(String cause) {
        int number = cause.indexOf(' ');
        return number < 0 ? seal.keyed(cause) : seal.keyed(cause.substring(0, number)) + cause.substring(number);
    }

    private Tuple sealed(Row row) {
        Place place = Place.of(row);
        Sealed sealed = seal.seal(
                place,
                new Likeness(
                        row.getLong("event"),
                        row.getString("entry"),
                        row.getString("listed_name"),
                        row.getDouble("score")));
        return Tuple.of(
                place.about(), place.domain(), sealed.key(), sealed.wrappedUnder(), sealed.content(), place.task());
    }
}
