package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A record version as records keeps it: facts for the decision and content for the view.
 *
 * @param contents by portion id
 * @param versionAt when this version was stored
 * @param derivedFrom ids of records that it cites
 */
public record StoredRecord(
        RecordFacts facts, Map<String, Content> contents, Instant versionAt, List<String> derivedFrom) {
    public StoredRecord {
        contents = Map.copyOf(contents);
        derivedFrom = List.copyOf(derivedFrom);
    }
}
