package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.message.Quarantines.Ruled;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.seal.Sealed;

/** Cases of records in quarantine, and how they were ruled; appended, never rewritten (HRDDP H11). Causes and reasons are sealed. */
final class QuarantineStore {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String CASES = """
            select q.id, q.record_id, q.releaser, q.submitter, q.marking, q.party, q.subject, q.at,
                q.sealed as cause_sealed, cause.wrapped as cause_wrapped, cause.wrapped_under as cause_wrapped_under,
                r.ruling, r.party as ruling_party, r.subject as ruler, r.salted_hash, r.at as ruled_at, r.barrier,
                r.sealed as reason_sealed, reason.wrapped as reason_wrapped, reason.wrapped_under as reason_wrapped_under
            from quarantine q left join quarantine_ruling r on r.quarantine = q.id
            left join data_key cause on cause.about = 'quarantine ' || q.id
            left join data_key reason on reason.about = 'ruling ' || r.quarantine
            """;

    /** The highest portion says how the record is marked; a label that nobody can read counts as the highest. */
    private static final String OPEN = """
            with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($7, $4, $8, $9))
            insert into quarantine (id, record_id, releaser, submitter, marking, sealed, party, subject, at)
            select $1, record.id, record.releaser, version.submitter,
                coalesce((select portion.original_marking from portion
                    where portion.record_id = record.id and portion.version = version.version
                    order by array_position(array['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'],
                        portion.label ->> 'level') desc nulls first, portion.ordinal limit 1), ''),
                $3, $4, $5, $6
            from record join version on version.record_id = record.id and version.version = record.current_version
            where record.id = $2
            """;

    private final ReasonSeal reasons;

    QuarantineStore(ReasonSeal reasons) {
        this.reasons = reasons;
    }

    /** Opens the case of a record that is in quarantine from this transaction on, and notes it. */
    Future<String> open(
            SqlConnection transaction, String recordId, String cause, String party, String subject, Instant at) {
        String id = UUID.randomUUID().toString();
        String about = ReasonSeal.quarantine(id);
        Sealed sealed = reasons.seal(party, about, cause);
        return Database.run(
                        transaction,
                        OPEN,
                        id,
                        recordId,
                        sealed.content(),
                        party,
                        subject,
                        at.atOffset(ZoneOffset.UTC),
                        about,
                        sealed.key(),
                        sealed.wrappedUnder())
                .compose(
                        opened -> NoteOutbox.add(transaction, new Audit.Note("record-quarantined", subject, party, id)))
                .map(id);
    }

    /** Cases that may be known, those to be ruled first, then the newest. */
    Future<List<Case>> among(SqlClient client, ListOf who) {
        return Database.run(client, CASES + """
                        where q.releaser = any($1) or q.party = $2 order by r.ruling is not null, q.at desc, q.id
                        """, who.releasers().toArray(String[]::new), who.party())
                .map(this::cases);
    }

    /** Every case that is to be ruled. */
    Future<List<Case>> unruled(SqlClient client) {
        return Database.run(client, CASES + "where r.ruling is null order by q.at, q.id")
                .map(this::cases);
    }

    Future<Optional<Case>> one(SqlClient client, String id) {
        return Database.run(client, CASES + "where q.id = $1", id)
                .map(this::cases)
                .map(found -> found.stream().findFirst());
    }

    /** The case of a record that is in quarantine now. */
    Future<Optional<Case>> unruledOf(SqlClient client, String recordId) {
        return Database.run(client, CASES + "where q.record_id = $1 and r.ruling is null", recordId)
                .map(this::cases)
                .map(found -> found.stream().findFirst());
    }

    /** What was destroyed or rejected, told apart from everything else by who still has it and the key, and by nobody else. */
    record Proof(String salt, String saltedHash) {
        /** With a salt of its own, so that equal content is not seen to be equal. */
        static Proof of(FingerprintKey key, String bodyHash) {
            byte[] random = new byte[16];
            RANDOM.nextBytes(random);
            String salt = HexFormat.of().formatHex(random);
            return new Proof(salt, key.ofBody(Sha256.hex(salt + bodyHash)));
        }
    }

    /** Enters a ruling and raises the barrier in one statement; answers where it then stands. */
    Future<Long> rule(
            SqlConnection transaction,
            String id,
            String party,
            Ruling ruling,
            String subject,
            String reason,
            Optional<Proof> proof,
            Instant at) {
        String about = ReasonSeal.ruling(id);
        Sealed sealed = reasons.seal(party, about, reason);
        return Database.run(
                        transaction,
                        """
                        with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($10, $3, $11, $12))
                        insert into quarantine_ruling
                            (quarantine, ruling, party, subject, sealed, salt, salted_hash, keyed, at, barrier)
                        values ($1, $2, $3, $4, $5, $6, $7, true, $8, barrier.raise_barrier($9))
                        returning barrier
                        """,
                        id,
                        ruling.name(),
                        party,
                        subject,
                        sealed.content(),
                        proof.map(Proof::salt).orElse(null),
                        proof.map(Proof::saltedHash).orElse(null),
                        at.atOffset(ZoneOffset.UTC),
                        "quarantine ruled",
                        about,
                        sealed.key(),
                        sealed.wrappedUnder())
                .map(rows -> rows.iterator().next().getLong("barrier"));
    }

    private List<Case> cases(RowSet<Row> rows) {
        return rows.stream().map(this::quarantineCase).toList();
    }

    private Case quarantineCase(Row row) {
        String id = row.getString("id");
        Optional<Ruled> ruled = Optional.ofNullable(row.getString("ruling"))
                .map(ruling -> new Ruled(
                        Ruling.valueOf(ruling),
                        row.getString("ruler"),
                        reasons.open(row, "reason", row.getString("ruling_party"), ReasonSeal.ruling(id)),
                        Optional.ofNullable(row.getString("salted_hash")),
                        row.getOffsetDateTime("ruled_at").toInstant(),
                        row.getLong("barrier")));
        return new Case(
                id,
                row.getString("record_id"),
                row.getString("releaser"),
                row.getString("submitter"),
                row.getString("marking"),
                reasons.open(row, "cause", row.getString("party"), ReasonSeal.quarantine(id)),
                row.getString("party"),
                row.getString("subject"),
                row.getOffsetDateTime("at").toInstant(),
                ruled);
    }
}
