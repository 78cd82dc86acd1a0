package org.passerelle.gateway.records;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Searching.Facet;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.View;
import org.passerelle.core.sight.Outlook;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.submission.Fault;

/** By what found records can be counted. */
enum FacetKind {
    TYPE(Optional.empty()),
    LEVEL(Optional.empty()),
    ORIGINATOR(Optional.empty()),
    COUNTRY(Optional.of(Facet.COUNTRY)),
    AREA(Optional.of(Facet.AREA)),
    TAG(Optional.of(Facet.TAG)),
    GRADING(Optional.of(Facet.GRADING));

    private final Optional<Facet> stored;

    FacetKind(Optional<Facet> stored) {
        this.stored = stored;
    }

    /** Reads the names, separated by commas. */
    static Set<FacetKind> read(Optional<String> names) {
        Set<FacetKind> kinds = new TreeSet<>();
        for (String name : names.map(text -> text.split(",", -1)).orElse(new String[0])) {
            kinds.add(Stream.of(values())
                    .filter(kind -> kind.word().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> Call.parameter(
                            "facets",
                            Fault.Code.UNKNOWN_WORD,
                            "are some of type, level, originator, country, area, tag and grading")));
        }
        return kinds;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the store counts it; empty where the pattern tells. */
    Optional<Facet> stored() {
        return stored;
    }

    /** What a pattern tells; that of a head only where it is seen. */
    Optional<String> of(Outlook.Alike outlook) {
        return switch (this) {
            case TYPE -> outlook.place().map(head -> outlook.type());
            case LEVEL -> Optional.of(Integer.toString(outlook.level().number()));
            case ORIGINATOR -> Optional.of(outlook.releaser());
            case COUNTRY, AREA, TAG, GRADING -> Optional.empty();
        };
    }

    /** What a view tells, each once. */
    Set<String> of(View view) {
        return switch (this) {
            case LEVEL -> Set.of(Integer.toString(view.label().level().number()));
            case ORIGINATOR -> Set.of(view.releaser());
            case TYPE, COUNTRY, AREA, TAG, GRADING ->
                view.head().map(head -> Set.copyOf(said(head))).orElse(Set.of());
        };
    }

    private List<String> said(Content.Head head) {
        return switch (this) {
            case TYPE -> List.of(head.type());
            case COUNTRY -> head.country().stream().toList();
            case AREA -> head.admin1();
            case TAG -> head.tags();
            case GRADING -> head.grading().map(Grading::text).stream().toList();
            case LEVEL, ORIGINATOR -> List.of();
        };
    }
}
