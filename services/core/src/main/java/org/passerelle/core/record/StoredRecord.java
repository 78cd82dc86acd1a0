package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A record version as records keeps it: facts for the decision and content for the view.
 *
 * @param contents by portion id
 * @param versionAt when this version was stored
 * @param derivedFrom ids of records that it cites
 * @param sources the same of each portion that cites any, by its id
 */
public record StoredRecord(
        RecordFacts facts,
        Map<String, Content> contents,
        Instant versionAt,
        List<String> derivedFrom,
        Map<String, List<String>> sources) {
    public StoredRecord {
        contents = Map.copyOf(contents);
        derivedFrom = List.copyOf(derivedFrom);
        sources = sources.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    }

    /**
     * A version of which only that was read which policy reads: what may be seen of it is decided as of the whole, and what it says is blank. For
     * flows in which nothing of the content leaves.
     */
    public static StoredRecord unopened(RecordFacts facts) {
        Map<String, Content> blank = facts.portions().stream()
                .collect(Collectors.toMap(PortionFacts::id, portion -> blank(portion.field()), (one, same) -> one));
        return new StoredRecord(facts, blank, facts.createdAt(), List.of());
    }

    private static Content blank(String field) {
        return switch (field) {
            case PortionFacts.HEAD ->
                new Content.Head(
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of());
            case PortionFacts.ATTACHMENT -> new Content.Attachment("", "", "", 0, "", 0);
            default -> new Content.Text("");
        };
    }

    /** A version of which it is not known which portion cites what. */
    public StoredRecord(RecordFacts facts, Map<String, Content> contents, Instant versionAt, List<String> derivedFrom) {
        this(facts, contents, versionAt, derivedFrom, Map.of());
    }
}
