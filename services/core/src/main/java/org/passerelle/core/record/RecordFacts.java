package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What policy reads of a record version.
 *
 * @param releaser party that submitted it
 * @param submitter account that submitted it
 * @param createdAt when this version was stored
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

    /** Who counts as the author of a portion: whoever revises a text has not written the files that stay with it. */
    public String author(PortionFacts portion) {
        return portion.author().orElse(submitter);
    }

    /** When a portion came: a delay counts from there. */
    public Instant createdAt(PortionFacts portion) {
        return portion.since().map(PortionFacts.Since::at).orElse(createdAt);
    }

    /** The version with which a portion came. */
    public int versionOf(PortionFacts portion) {
        return portion.since().map(PortionFacts.Since::version).orElse(version);
    }

    /** Whether what was ruled about a portion of that version is about this portion: it stands unchanged since then. */
    public boolean unchangedSince(int ruled, PortionFacts portion) {
        return versionOf(portion) <= ruled && ruled <= version;
    }

    /** The same with one of its portions only. */
    public RecordFacts only(PortionFacts portion) {
        return with(List.of(portion));
    }

    /** The same with those of its portions whose ids these are. */
    public RecordFacts only(Set<String> ids) {
        return with(
                portions.stream().filter(portion -> ids.contains(portion.id())).toList());
    }

    /** The same with further portions behind its own. */
    public RecordFacts and(List<PortionFacts> further) {
        return with(Stream.concat(portions.stream(), further.stream()).toList());
    }

    private RecordFacts with(List<PortionFacts> others) {
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
                others,
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
