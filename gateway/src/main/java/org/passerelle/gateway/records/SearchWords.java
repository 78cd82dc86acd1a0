package org.passerelle.gateway.records;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.gateway.edge.Query;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Tags;

/**
 * The words that a search may name. One that nothing can have is refused, lest what finds nothing be taken for there being nothing. They
 * are the same for whoever asks, and depend on no record.
 *
 * @param policy in whose words it is asked; empty: any words
 */
record SearchWords(Optional<Bundle> policy) {
    private static final ClosedWords ORDERS = ClosedWords.listed("order", Set.of("time", "relevance"));

    /** The words of that policy. */
    static SearchWords of(Bundle policy) {
        return new SearchWords(Optional.of(policy));
    }

    /** Any: what has been taken once goes on, and finds nothing where its words have gone since. */
    static SearchWords any() {
        return new SearchWords(Optional.empty());
    }

    Optional<String> type(Query query) {
        return closed(
                query,
                "type",
                known -> ClosedWords.listed(
                        "record type", known.vocabulary().recordTypes().keySet()));
    }

    Optional<String> tag(Query query) {
        return read(query, "tag", known -> (tag, faults) -> new Tags(known.vocabulary()).admits(tag, "tag", faults));
    }

    Optional<String> country(Query query) {
        return closed(
                query,
                "country",
                known -> ClosedWords.listed("country", known.vocabulary().countries()));
    }

    Optional<String> area(Query query) {
        return closed(
                query,
                "area",
                known -> ClosedWords.listed("admin-1 area", known.vocabulary().admin1Areas()));
    }

    Optional<String> originator(Query query) {
        return closed(
                query,
                "originator",
                known -> ClosedWords.listed("party", known.parties().keySet()));
    }

    Optional<String> order(Query query) {
        return closed(query, "order", known -> ORDERS);
    }

    private Optional<String> closed(Query query, String name, Function<Bundle, ClosedWords> words) {
        return read(query, name, known -> (word, faults) -> words.apply(known).admits(word, name, faults));
    }

    private Optional<String> read(Query query, String name, Function<Bundle, BiConsumer<String, Faults>> check) {
        return query.text(name, SearchFilter.LONGEST, policy.map(check).orElse((word, faults) -> {}));
    }
}
