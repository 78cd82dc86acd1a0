package org.passerelle.audit.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit.Evidence;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.core.message.Audit.ReleaseLeaf;
import org.passerelle.core.message.Audit.ReleaseOf;
import org.passerelle.core.message.Audit.ReleaseTold;
import org.passerelle.core.message.Audit.Releases;
import org.passerelle.core.message.Audit.ReleasesOf;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Reads what a releaser's records went to: by unit and assessment, and one by one (HRDDP H4, H11). */
public final class ReleaseReader {
    private static final int MOST = 1_000;

    /** Where the unit was not kept any unit of the recipient may have it. */
    private static final String PAGE = """
            select position, disclosure_id, record_id, version, recipient, unit, subject, action, purpose, at, assessments
            from receipt
            where coalesce(releaser, $1) = $1 and recipient <> $1 and at >= $2 and at < $3
                and ($4::bigint is null or position < $4)
                and ((recipient = $5 and ($6::text[] is null or unit = any($6) or assessments is null))
                    or assessments && $7::text[])
            order by position desc
            limit $8
            """;

    private static final String ONE = """
            select entry.position, entry.body, node.hash, kept.unit, kept.rules
            from log
            join entry on entry.log = log.id
            join node on node.log = log.id and node.level = 0 and node.position = entry.position
            left join lateral (
                select unit, rules from receipt where receipt.disclosure_id = entry.disclosure_id limit 1) kept on true
            where log.name = $1 and entry.disclosure_id = $2
            """;

    private final Database database;

    public ReleaseReader(Database database) {
        this.database = database;
    }

    /** One page. */
    public Future<Releases> page(ReleasesOf asked) {
        return database.query(
                        PAGE,
                        asked.releaser(),
                        asked.from().atOffset(ZoneOffset.UTC),
                        asked.until().atOffset(ZoneOffset.UTC),
                        asked.before().orElse(null),
                        asked.to().recipient(),
                        asked.to().units().map(ReleaseReader::texts).orElse(null),
                        texts(asked.to().assessments()),
                        Math.clamp(asked.limit(), 1, MOST))
                .map(rows ->
                        new Releases(rows.stream().map(ReleaseReader::release).toList()));
    }

    private static String[] texts(Set<String> names) {
        return names.toArray(String[]::new);
    }

    private static Release release(Row row) {
        return new Release(
                row.getLong("position"),
                row.getString("disclosure_id"),
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("recipient"),
                Optional.ofNullable(row.getString("unit")),
                row.getString("subject"),
                Action.valueOf(row.getString("action")),
                row.getString("purpose"),
                row.getOffsetDateTime("at").toInstant(),
                Optional.ofNullable(row.getArrayOfStrings("assessments")).map(Arrays::asList));
    }

    /** The leaf of a disclosure in the log of a party that released something in it. */
    public Future<ReleaseTold> one(ReleaseOf asked) {
        return database.query(ONE, asked.party(), asked.disclosureId()).map(rows -> {
            for (Row row : rows) {
                return new ReleaseTold(evidence(row));
            }
            return new ReleaseTold(Optional.empty());
        });
    }

    /** What the party received has a leaf in its log as well, of another kind. */
    private static Optional<Evidence> evidence(Row row) {
        ObjectNode body = (ObjectNode) Json.tree(row.getString("body"));
        return body.remove("kind").asText().equals("released")
                ? Optional.of(new Evidence(
                        row.getLong("position"),
                        HexFormat.of().formatHex(row.getBuffer("hash").getBytes()),
                        Json.read(body, ReleaseLeaf.class),
                        Optional.ofNullable(row.getString("unit")),
                        Optional.ofNullable(row.getInteger("rules"))))
                : Optional.empty();
    }
}
