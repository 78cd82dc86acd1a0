package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.message.Searching;
import org.passerelle.core.sight.Outlook;
import org.passerelle.platform.bus.Bus;

/** Counts what a search finds: by pattern where the pattern tells what is seen, the rest one by one. Nothing is estimated or left out. */
final class SearchCounting {
    private static final int PAGE = 200;

    private final Bus bus;

    SearchCounting(Bus bus) {
        this.bus = bus;
    }

    /** @param party the searcher's */
    Future<Counts> count(
            String party, SearchSights.Look look, SearchFilter filter, Set<FacetKind> kinds, HitWalk walk) {
        Counts counts = new Counts(kinds);
        // A polygon is matched on views alone.
        Searching.Sight sight = look.sight().sight();
        Future<Void> alike =
                filter.polygon().isPresent() ? Future.succeededFuture() : alike(party, look, filter, kinds, counts);
        return alike.compose(counted -> walk.walk(
                        filter.polygon().isPresent() ? sight : sight.undecided(),
                        Optional.empty(),
                        PAGE,
                        (found, last) -> {
                            found.view().ifPresent(counts::add);
                            return true;
                        }))
                .map(walked -> counts);
    }

    private Future<Void> alike(
            String party, SearchSights.Look look, SearchFilter filter, Set<FacetKind> kinds, Counts counts) {
        Set<Searching.Facet> facets =
                kinds.stream().flatMap(kind -> kind.stored().stream()).collect(Collectors.toSet());
        Searching.Count question = new Searching.Count(look.sight().sight(), filter.stored(party), facets);
        return bus.ask(Searching.COUNT, question)
                .onSuccess(counted -> {
                    Map<Integer, Outlook.Alike> outlooks = outlooks(look);
                    counted.byPattern()
                            .forEach(one -> Optional.ofNullable(outlooks.get(one.pattern()))
                                    .ifPresent(outlook -> counts.add(outlook, one.records())));
                    counted.values()
                            .forEach(value -> counts.add(
                                    value, look.sight().withheldTags().get(value.group())));
                })
                .mapEmpty();
    }

    private static Map<Integer, Outlook.Alike> outlooks(SearchSights.Look look) {
        Map<Integer, Outlook.Alike> outlooks = new HashMap<>();
        look.seen().forEach(seen -> {
            if (seen.outlook() instanceof Outlook.Alike alike) {
                outlooks.put(seen.pattern().id(), alike);
            }
        });
        return outlooks;
    }
}
