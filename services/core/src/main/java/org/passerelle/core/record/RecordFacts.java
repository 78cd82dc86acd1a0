package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What policy reads of a record version.
 *
 * @param releaser party that submitted it
 * @param submitter account that submitted it
 * @param createdAt when this version was stored: a delay counts from when its content came
 * @param areas ISO 3166-1 and 3166-2 codes that the place intersects (at most five admin-1, else the country); empty: outside
 *     every area-limited clause
 * @param tags policy-relevant machine tags
 * @param validUntil end of validity: stops PUSH and marks the view stale
 * @param portions in the author's order
 * @param grants consents and rulings on file, live or not
 */
public record RecordFacts(
        String recordId,
        int version,
        String type,
        String releaser,
        String submitter,
        RecordState state,
        Instant createdAt,
        Optional<Instant> eventTime,
        Optional<Instant> validUntil,
        Set<String> areas,
        Set<String> tags,
        List<PortionFacts> portions,
        List<Grant> grants) {
    public RecordFacts {
        areas = Set.copyOf(areas);
        tags = Set.copyOf(tags);
        portions = List.copyOf(portions);
        grants = List.copyOf(grants);
    }

    /** The same with one of its portions only. */
    public RecordFacts only(PortionFacts portion) {
        return new RecordFacts(
                recordId,
                version,
                type,
                releaser,
                submitter,
                state,
                createdAt,
                eventTime,
                validUntil,
                areas,
                tags,
                List.of(portion),
                grants);
    }

    /** The same with other consents and rulings on file. */
    public RecordFacts granted(List<Grant> others) {
        return new RecordFacts(
                recordId,
                version,
                type,
                releaser,
                submitter,
                state,
                createdAt,
                eventTime,
                validUntil,
                areas,
                tags,
                portions,
                others);
    }
}
