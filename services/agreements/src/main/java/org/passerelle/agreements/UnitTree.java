package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.message.Units.AskTree;
import org.passerelle.core.message.Units.Tree;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** The units of a party, now or as they were known at some time. */
final class UnitTree {
    /** Whoever weighs a unit must know who commands it. */
    private static final Set<String> KNOW_COMMANDERS = Set.of("human-rights-focal-point", "approver");

    private final Database database;

    UnitTree(Database database) {
        this.database = database;
    }

    /** By id. */
    static Future<Map<String, Unit>> now(SqlClient client, String party) {
        return Database.run(
                        client,
                        "select body::text as body from master where kind = 'unit' and body ->> 'party' = $1",
                        party)
                .map(UnitTree::read);
    }

    private static Future<Map<String, Unit>> then(SqlClient client, String party, Instant at) {
        return Database.run(client, """
                        select body::text as body from (
                            select distinct on (id) body from master_version where kind = 'unit' and at <= $2
                            order by id, version desc) known
                        where body ->> 'party' = $1
                        """, party, at.atOffset(ZoneOffset.UTC)).map(UnitTree::read);
    }

    private static Map<String, Unit> read(RowSet<Row> rows) {
        Map<String, Unit> units = new TreeMap<>();
        rows.forEach(row -> {
            Unit unit = Json.read(row.getString("body"), Unit.class);
            units.put(unit.id(), unit);
        });
        return units;
    }

    Future<Tree> tree(AskTree ask) {
        return database.transaction(transaction -> Actors.enabled(transaction, ask.subject())
                .compose(actor -> MasterStore.one(transaction, MasterStore.PARTY, ask.party(), Party.class)
                        .compose(party -> ask.at()
                                .map(at -> then(transaction, ask.party(), at))
                                .orElseGet(() -> now(transaction, ask.party()))
                                .map(units -> new Tree(
                                        party.filter(known -> actor.isPresent())
                                                .map(known -> List.copyOf(units.values())),
                                        actor.filter(who -> knows(who, ask.party()))
                                                .isPresent())))));
    }

    private static boolean knows(Account actor, String party) {
        return actor.party().equals(party)
                || Actors.administersAll(actor)
                || actor.roles().stream().anyMatch(KNOW_COMMANDERS::contains);
    }
}
