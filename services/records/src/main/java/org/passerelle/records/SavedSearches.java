package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.core.message.Searches.Delete;
import org.passerelle.core.message.Searches.Deleted;
import org.passerelle.core.message.Searches.Find;
import org.passerelle.core.message.Searches.Found;
import org.passerelle.core.message.Searches.Save;
import org.passerelle.core.message.Searches.SaveOutcome;
import org.passerelle.core.message.Searches.Saved;
import org.passerelle.core.message.Searches.SavedList;
import org.passerelle.core.message.Searches.SearchesOf;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Sealed;

/** Keeps the searches that persons have named, each under a data key of its own; what does not open is not there. */
final class SavedSearches {
    // Two at once are counted one after the other.
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('passerelle.records.searches ' || $1, 0))";

    private static final String SAVE = """
            with room as (select where (select count(*) from saved_search where account = $2) < $5::integer),
                key as (insert into data_key (about, domain, wrapped, wrapped_under) select $6, $7, $8, $9::integer from room)
            insert into saved_search (id, account, at, sealed) select $1, $2, $3, $4 from room
            """;

    private static final String LIST = """
            select saved_search.id, saved_search.at, saved_search.sealed, data_key.wrapped, data_key.wrapped_under
            from saved_search join data_key on data_key.about = 'search ' || saved_search.id
            where saved_search.account = $1 and ($2::text is null or saved_search.id = $2)
            order by saved_search.at, saved_search.id
            """;

    private static final String DELETE = """
            with gone as (delete from saved_search where id = $2 and account = $1 returning id)
            delete from data_key using gone where data_key.about = 'search ' || gone.id
            """;

    private final Database database;
    private final Clock clock;
    private final ContentSeal seal;
    private final int most;

    /** @param most of one account */
    SavedSearches(Database database, Clock clock, ContentSeal seal, int most) {
        this.database = database;
        this.clock = clock;
        this.seal = seal;
        this.most = most;
    }

    /** What is sealed of it. */
    private record Named(String name, Map<String, String> query) {}

    Future<SaveOutcome> save(Save save) {
        String id = UUID.randomUUID().toString();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(connection -> Database.run(connection, LOCK, save.account())
                .compose(locked -> insert(connection, save, id, at))
                .map(stored -> stored
                        ? new SaveOutcome.Stored(new Saved(id, save.name(), save.query(), at))
                        : new SaveOutcome.TooMany(most)));
    }

    private Future<Boolean> insert(SqlConnection connection, Save save, String id, Instant at) {
        Sealed sealed = seal.sealSearch(save.account(), id, new Named(save.name(), save.query()));
        return Database.run(
                        connection,
                        SAVE,
                        id,
                        save.account(),
                        at.atOffset(ZoneOffset.UTC),
                        sealed.content(),
                        most,
                        ContentSeal.search(id),
                        save.account(),
                        sealed.key(),
                        sealed.wrappedUnder())
                .map(inserted -> inserted.rowCount() == 1);
    }

    Future<SavedList> list(SearchesOf question) {
        return database.query(LIST, question.account(), null)
                .map(rows -> new SavedList(rows.stream()
                        .flatMap(row -> opened(question.account(), row).stream())
                        .toList()));
    }

    /** The same statement for one of somebody else's and for none. */
    Future<Found> find(Find question) {
        return database.query(LIST, question.account(), question.id())
                .map(rows -> new Found(rows.stream()
                        .flatMap(row -> opened(question.account(), row).stream())
                        .findFirst()));
    }

    /** With its data key. */
    Future<Deleted> delete(Delete delete) {
        return database.query(DELETE, delete.account(), delete.id())
                .map(deleted -> new Deleted(deleted.rowCount() > 0));
    }

    private Optional<Saved> opened(String account, Row row) {
        String id = row.getString("id");
        Sealed sealed = new Sealed(row.getBuffer("sealed"), row.getBuffer("wrapped"), row.getInteger("wrapped_under"));
        return seal.openSearch(account, id, sealed, Named.class)
                .map(named -> new Saved(
                        id,
                        named.name(),
                        named.query(),
                        row.getOffsetDateTime("at").toInstant()));
    }
}
