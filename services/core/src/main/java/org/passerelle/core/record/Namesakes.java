package org.passerelle.core.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.names.Name;
import org.passerelle.core.names.NameMatcher;
import org.passerelle.core.names.NamesInText;

/** Whether two records of one type name the same person or group, as far as names tell: whoever has the same name need not be the same. */
public final class Namesakes {
    /** Types of records that are about somebody who has a name. */
    private static final Set<String> TYPES = Set.of("person", "sanctions-entry", "armed-group-profile");

    private static final String ALIASES = "aliases";
    private static final Set<String> NAMING = Set.of("title", "persons");

    private Namesakes() {}

    /** The type of which a record must be to be compared by name with this one; empty where it is about nobody with a name. */
    public static Optional<String> type(View view) {
        return view.head()
                .map(Content.Head::type)
                .filter(TYPES::contains)
                .filter(type -> !names(view).isEmpty());
    }

    /**
     * @param threshold of {@link NameMatcher#score}, from which two names are alike
     */
    public static boolean alike(View one, View other, double threshold) {
        boolean oneType = type(one)
                .filter(type -> type(other).filter(type::equals).isPresent())
                .isPresent();
        return oneType
                && names(one).stream()
                        .anyMatch(name ->
                                names(other).stream().anyMatch(theirs -> NameMatcher.score(name, theirs) >= threshold));
    }

    private static List<Name> names(View view) {
        Set<String> names = new LinkedHashSet<>();
        view.head()
                .flatMap(head -> Optional.ofNullable(head.details().get(ALIASES)))
                .ifPresent(aliases -> (aliases instanceof List<?> list ? list.stream() : Stream.of(aliases))
                        .forEach(alias -> names.add(String.valueOf(alias))));
        view.portions().stream()
                .filter(portion -> NAMING.contains(portion.field()))
                .forEach(portion -> names.addAll(NamesInText.in(portion.text())));
        return names.stream().map(Name::of).toList();
    }
}
