package org.passerelle.core.sight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.message.Searching.Alike;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.message.Searching.Sight;

/**
 * The sight of one search: patterns put together by what is seen of them.
 *
 * @param sight for the store
 * @param withheldTags of each group of {@code sight.alike}
 */
public record SightOf(Sight sight, List<Set<String>> withheldTags) {

    private record Group(Optional<GeometryTier> place, Set<String> withheldTags) {}

    /**
     * @param ofHeads something is asked or counted that only heads say: where these do not stand in clear, each must be opened
     * @param wanted which patterns are searched, as far as the pattern tells
     * @param mayRead what may be permitted of records that must be decided one by one
     */
    public static SightOf of(
            List<Outlooks.Seen> all, Filter filter, boolean ofHeads, Predicate<Outlook.Alike> wanted, MayRead mayRead) {
        Map<Group, List<Integer>> groups = new LinkedHashMap<>();
        List<Integer> open = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        for (Outlooks.Seen seen : all) {
            int id = seen.pattern().id();
            switch (seen.outlook()) {
                case Outlook.Nothing nothing -> {}
                case Outlook.Open undecided -> open.add(id);
                case Outlook.Alike alike -> {
                    boolean found = wanted.test(alike) && !withholds(alike, filter);
                    if (found
                            && ofHeads
                            && alike.place().isPresent()
                            && !seen.pattern().clear()) {
                        open.add(id);
                    } else if (found) {
                        groups.computeIfAbsent(
                                        new Group(alike.place(), alike.withheldTags()), first -> new ArrayList<>())
                                .add(id);
                        // By its words alone a row is not found whose head is asked for and not seen.
                        if (filter.text().isPresent()
                                && (!filter.ofHead() || alike.place().isPresent())) {
                            alike.texts().forEach(text -> slots.add(Pattern.slot(id, text)));
                        }
                    }
                }
            }
        }
        List<Alike> alike = groups.entrySet().stream()
                .map(group -> new Alike(group.getKey().place(), group.getValue()))
                .toList();
        return new SightOf(
                new Sight(alike, open, slots, mayRead),
                groups.keySet().stream().map(Group::withheldTags).toList());
    }

    /** A tag that is not seen is not found. */
    private static boolean withholds(Outlook.Alike alike, Filter filter) {
        return filter.tag()
                .map(SightOf::predicate)
                .filter(alike.withheldTags()::contains)
                .isPresent();
    }

    /** The predicate of a machine tag. */
    public static String predicate(String tag) {
        int equals = tag.indexOf('=');
        return equals < 0 ? tag : tag.substring(0, equals);
    }
}
