package org.passerelle.records;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Records.SameContent;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.seal.Sealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads record versions from rows of {@link #COLUMNS}, and opens what their portions say; the benchmark of searches reads its rows in the
 * same way.
 */
public final class StoredRows {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRows.class);

    /** Bytes of versions, as they are read, behind which a page ends. */
    static final int MOST_BYTES = 4_000_000;

    /** About how many bytes a version is as it is read, over the table {@code version}; what is sealed is not fetched for it. */
    static final String SIZE = size("true");

    /** A version with its portions in one row, over tables {@code record} and {@code version}. */
    public static final String COLUMNS = row("encode(portion.sealed, 'base64')");

    private static String row(String sealed) {
        return """
            record.id, record.position, record.releaser, record.state, version.version, version.stored_at,
            version.submitter, version.type, version.areas, version.policy_tags, version.derived_from,
            version.event_time, version.valid_until,
            (select json_agg(json_build_object('id', portion.id, 'field', portion.field, 'label', portion.label,
                    'retainUntil', portion.retain_until, 'sourceType', portion.source_type, 'custody', portion.custody,
                    'first', portion.first_version, 'since', portion.since, 'by', portion.added_by,
                    'derivedFrom', portion.derived_from,
                    'sealed', %s, 'key', encode(data_key.wrapped, 'base64'),
                    'wrappedUnder', data_key.wrapped_under)
                    order by portion.ordinal, portion.id)::text
                from portion left join data_key on data_key.about = 'portion ' || portion.id
                where portion.record_id = version.record_id and\s""".formatted(sealed) + FactRows.STANDS_IN_VERSION + ") as portions ";
    }

    /**
     * The same of which not all texts are read; in place of the others there is {@link SameContent#OTHER}.
     *
     * @param read condition on the portions whose texts are
     */
    static String columns(String read) {
        return row("case when " + wanted(read)
                + " then encode(portion.sealed, 'base64') end, 'other', portion.sealed is not null and not "
                + wanted(read));
    }

    /** About how many bytes of a version are read so. */
    static String size(String read) {
        return """
                (select coalesce(sum(2000 + case when %s then coalesce(octet_length(portion.sealed), 0) * 4 / 3 else 0 end), 0)
                    from portion where portion.record_id = version.record_id and %s)""".formatted(wanted(read), FactRows.STANDS_IN_VERSION);
    }

    private static String wanted(String read) {
        return "(portion.field in ('head', 'attachment') or coalesce(" + read + ", false))";
    }

    private final ContentSeal seal;

    public StoredRows(ContentSeal seal) {
        this.seal = seal;
    }

    /** A record out of a row. */
    public StoredRecord read(Row row) {
        List<PortionFacts> portions = new ArrayList<>();
        Map<String, Content> contents = new HashMap<>();
        Map<String, List<String>> sources = new HashMap<>();
        for (JsonNode portion : Json.tree(row.getString("portions"))) {
            PortionFacts facts = portion(portion);
            portions.add(facts);
            content(facts, portion).ifPresent(content -> contents.put(facts.id(), content));
            List<String> cited = new ArrayList<>();
            portion.path("derivedFrom").forEach(id -> cited.add(id.asText()));
            if (!cited.isEmpty()) {
                sources.put(facts.id(), cited);
            }
        }
        Instant storedAt = row.getOffsetDateTime("stored_at").toInstant();
        return new StoredRecord(
                facts(row, portions), contents, storedAt, List.of(row.getArrayOfStrings("derived_from")), sources);
    }

    // What does not open does not leave: a view has no portion without content.
    private Optional<Content> content(PortionFacts facts, JsonNode portion) {
        if (portion.path("other").asBoolean() && !portion.path("key").isNull()) {
            return Optional.of(SameContent.OTHER);
        }
        if (portion.path("key").isNull() || portion.path("sealed").isNull()) {
            return Optional.empty();
        }
        Sealed sealed = new Sealed(
                bytes(portion.get("sealed")),
                bytes(portion.get("key")),
                portion.get("wrappedUnder").asInt());
        Optional<Content> content = facts.label().flatMap(label -> seal.open(label, facts.id(), sealed));
        if (content.isEmpty()) {
            LOG.error("portion {} does not open", facts.id());
        }
        return content;
    }

    // PostgreSQL breaks lines.
    private static Buffer bytes(JsonNode base64) {
        return Buffer.buffer(Base64.getMimeDecoder().decode(base64.asText()));
    }

    /** What policy reads of a version; its portions come by themselves. */
    static RecordFacts facts(Row row, List<PortionFacts> portions) {
        return new RecordFacts(
                row.getString("id"),
                row.getInteger("version"),
                row.getString("type"),
                row.getString("releaser"),
                row.getString("submitter"),
                RecordState.valueOf(row.getString("state")),
                // A delay counts from when content came: an old record is no way around it.
                row.getOffsetDateTime("stored_at").toInstant(),
                instant(row.getOffsetDateTime("event_time")),
                instant(row.getOffsetDateTime("valid_until")),
                Set.of(row.getArrayOfStrings("areas")),
                Set.of(row.getArrayOfStrings("policy_tags")),
                portions,
                List.of());
    }

    static PortionFacts portion(JsonNode portion) {
        return new PortionFacts(
                portion.get("id").asText(),
                portion.get("field").asText(),
                label(portion),
                portion.get("sourceType").asText(),
                Json.read(portion.get("custody").toString(), new TypeReference<List<Receipt>>() {}),
                portion.get("first").isNull()
                        ? Optional.empty()
                        : Optional.of(new PortionFacts.Since(
                                portion.get("first").asInt(),
                                OffsetDateTime.parse(portion.get("since").asText())
                                        .toInstant())),
                Optional.ofNullable(portion.get("by"))
                        .filter(by -> !by.isNull())
                        .map(JsonNode::asText));
    }

    // An unreadable label is a missing one; the decision then withholds the portion (UNKNOWN_LABEL).
    private static Optional<Label> label(JsonNode portion) {
        try {
            return Optional.of(retained(Json.read(portion.get("label"), Label.class), portion.path("retainUntil")));
        } catch (JsonFault unreadable) {
            LOG.error("label of portion {} is unreadable", portion.get("id").asText());
            return Optional.empty();
        }
    }

    /** A later version may have ended sooner what this label says. PostgreSQL keeps microseconds of it. */
    private static Label retained(Label label, JsonNode retainUntil) {
        if (retainUntil.isNull() || retainUntil.isMissingNode()) {
            return label;
        }
        Instant until = OffsetDateTime.parse(retainUntil.asText()).toInstant();
        return label.retainUntil()
                        .filter(stated -> !until.isBefore(stated.truncatedTo(ChronoUnit.MICROS)))
                        .isPresent()
                ? label
                : label.retainedUntil(until);
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
