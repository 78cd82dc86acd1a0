package org.passerelle.gateway.records;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Resemblance;
import org.passerelle.core.record.Sketch;

/** By what the records are found that something may resemble; whether they do is seen by comparing. */
final class Likely {
    private Likely() {}

    /** Bands of all texts, by which such are found that say nearly the same. */
    static List<Integer> sketch(Collection<Content> contents) {
        return contents.stream()
                .flatMap(content -> switch (content) {
                    case Content.Text text -> Sketch.of(text.text()).stream();
                    case Content.Head head -> Stream.<Integer>empty();
                    case Content.Attachment file -> Stream.<Integer>empty();
                })
                .distinct()
                .toList();
    }

    /**
     * Events of the type at about the time and the place; empty where there is no event.
     *
     * @param originator of whom alone they are sought
     */
    static Optional<SearchFilter> near(Collection<Content> contents, String purpose, Optional<String> originator) {
        return contents.stream()
                .flatMap(content -> content instanceof Content.Head head ? Stream.of(head) : Stream.empty())
                .flatMap(head -> near(head, purpose, originator).stream())
                .findFirst();
    }

    private static Optional<SearchFilter> near(Content.Head head, String purpose, Optional<String> originator) {
        return head.eventTime()
                .flatMap(time -> head.geometry()
                        .map(place -> new SearchFilter(
                                purpose,
                                Optional.empty(),
                                Optional.of(head.type()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Resemblance.around(place)),
                                Optional.empty(),
                                Optional.of(time.minus(Resemblance.NEAR)),
                                Optional.of(time.plus(Resemblance.NEAR).plusNanos(1_000)),
                                Optional.empty(),
                                originator,
                                Optional.empty(),
                                false)));
    }

    /**
     * Whatever has texts. These words are never looked up: that there are some makes the sight tell which texts are seen.
     *
     * @param originator of whom alone they are sought
     */
    static SearchFilter texts(String purpose, Optional<String> originator) {
        return SearchFilter.of(purpose, Optional.of("texts"), Optional.empty(), originator);
    }

    /** All records of one type of a party. */
    static SearchFilter ofType(String type, String purpose, String originator) {
        return SearchFilter.of(purpose, Optional.empty(), Optional.of(type), Optional.of(originator));
    }
}
