package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Parties.Proposal;
import org.passerelle.core.message.Parties.ProposalRuling;
import org.passerelle.core.message.Parties.RuleProposal;
import org.passerelle.platform.database.Database;

/** Proposed parties and what was said to them, append-only. */
final class ProposalStore {
    private static final String SELECT = """
            select p.id, p.party, p.body, p.subject, p.at, r.approved, r.subject as ruler, r.reason, r.at as ruled_at
            from party_proposal p left join party_ruling r on r.proposal = p.id
            """;

    private ProposalStore() {}

    static Future<Void> enter(SqlConnection transaction, Proposal proposal) {
        return Database.run(
                        transaction,
                        "insert into party_proposal (id, party, body, subject, at) values ($1, $2, $3, $4, $5)",
                        proposal.id(),
                        proposal.party(),
                        proposal.body(),
                        proposal.subject(),
                        proposal.at().atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    static Future<Void> rule(SqlConnection transaction, RuleProposal ruling, Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into party_ruling (proposal, approved, subject, reason, at)
                        values ($1, $2, $3, $4, $5)
                        """,
                        ruling.proposal(),
                        ruling.approved(),
                        ruling.subject(),
                        ruling.reason(),
                        at.atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    /** One proposal; until the transaction ends no other ruling or key is entered. */
    static Future<Optional<Proposal>> locked(SqlConnection transaction, String id) {
        return Database.run(transaction, "select pg_advisory_xact_lock(hashtextextended('agreements.keys', 0))")
                .compose(locked -> Database.run(transaction, SELECT + "where p.id = $1", id))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(read(row));
                    }
                    return Optional.empty();
                });
    }

    static Future<List<Proposal>> all(SqlClient client) {
        return Database.run(client, SELECT + "order by p.at desc, p.id").map(rows -> {
            List<Proposal> all = new ArrayList<>();
            rows.forEach(row -> all.add(read(row)));
            return all;
        });
    }

    private static Proposal read(Row row) {
        Optional<ProposalRuling> ruling = Optional.ofNullable(row.getBoolean("approved"))
                .map(approved -> new ProposalRuling(
                        approved,
                        row.getString("ruler"),
                        row.getString("reason"),
                        row.getOffsetDateTime("ruled_at").toInstant()));
        return new Proposal(
                row.getString("id"),
                row.getString("party"),
                row.getString("body"),
                row.getString("subject"),
                row.getOffsetDateTime("at").toInstant(),
                ruling);
    }
}
