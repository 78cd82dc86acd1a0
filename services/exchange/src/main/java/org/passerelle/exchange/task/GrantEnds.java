package org.passerelle.exchange.task;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** When what parties allowed for holds ends; nobody has to do anything about it long after. */
final class GrantEnds {

    private static final String DUE = """
            select hold.id, hold.rulers::text as rulers, ruling.party, ruling.expires_at
            from ruling join hold on hold.id = ruling.hold
            where ruling.allow and hold.state <> 'withdrawn' and ruling.expires_at <= $1 and ruling.expires_at > $2
            order by ruling.expires_at, hold.id, ruling.party
            """;

    private final Database database;
    private final Clock clock;
    private final Duration kept;

    /** @param kept for how long after its end a grant is still told of */
    GrantEnds(Database database, Clock clock, Duration kept) {
        this.database = database;
        this.clock = clock;
        this.kept = kept;
    }

    Future<DueList> due(DueBy asked) {
        return database.query(
                        DUE,
                        asked.until().atOffset(ZoneOffset.UTC),
                        clock.instant().minus(kept).atOffset(ZoneOffset.UTC))
                .map(rows -> {
                    List<Due> due = new ArrayList<>();
                    rows.forEach(row -> due.add(due(row)));
                    return new DueList(due);
                });
    }

    private static Due due(Row row) {
        String party = row.getString("party");
        Set<String> roles = Json.read(row.getString("rulers"), new TypeReference<List<Ruler>>() {}).stream()
                .filter(ruler -> ruler.party().equals(party))
                .map(Ruler::role)
                .collect(Collectors.toUnmodifiableSet());
        return Due.of(
                Kind.GRANT_END,
                row.getString("id"),
                party,
                roles,
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
