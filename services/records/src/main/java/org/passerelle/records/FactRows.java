package org.passerelle.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.platform.json.Json;

/** Reads what policy reads of versions, and nothing of their content, from rows of {@link #columns}. */
final class FactRows {

    /** Condition on a portion of the record: it came with the version or before, and has not been replaced by then. */
    static final String STANDS_IN_VERSION =
            "portion.version >= version.version and coalesce(portion.first_version, portion.version) <= version.version";

    /** Facts with the label classes of the portions, in their order. */
    record Classed(RecordFacts facts, List<Integer> classes) {}

    private FactRows() {}

    /**
     * A version with some of its portions in one row, over tables {@code record} and {@code version}.
     *
     * @param portions condition on the portions
     */
    static String columns(String portions) {
        return """
                record.id, record.releaser, record.state, version.version, version.stored_at, version.submitter, version.type,
                version.areas, version.policy_tags, version.event_time, version.valid_until,
                (select json_agg(json_build_object('id', portion.id, 'class', portion.class_id, 'field', portion.field,
                        'label', portion.label, 'retainUntil', portion.retain_until, 'sourceType', portion.source_type, 'custody', portion.custody,
                        'first', portion.first_version, 'since', portion.since, 'by', portion.added_by)
                        order by portion.ordinal, portion.id)::text
                    from portion
                    where portion.record_id = version.record_id and %s
                        and (%s)) as portions
                """.formatted(STANDS_IN_VERSION, portions);
    }

    static Classed read(Row row) {
        List<PortionFacts> portions = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (JsonNode portion : Json.tree(row.getString("portions"))) {
            portions.add(StoredRows.portion(portion));
            classes.add(portion.get("class").asInt());
        }
        return new Classed(StoredRows.facts(row, portions), classes);
    }
}
