package org.passerelle.node.bench.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Searching;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.records.StoredRows;

/** Asks each method over the event bus, the records service and its peers alike. */
final class Askers {
    private final Bus bus;
    private final Visibility visibility;
    private final Map<Method, Address<Filter, Searching.Page>> pages = new HashMap<>();
    private final Map<Method, Address<Query, Searching.Counted>> counts = new HashMap<>();
    private final List<Database> opened = new ArrayList<>();

    private Askers(Bus bus, Visibility visibility) {
        this.bus = bus;
        this.visibility = visibility;
    }

    /** @param readers password of the peers' roles */
    static Future<Askers> of(
            Vertx vertx,
            Bus bus,
            NodeConfig.Postgres config,
            Database records,
            StoredRows stored,
            Visibility visibility,
            String readers) {
        Askers askers = new Askers(bus, visibility);
        Database own = askers.open(Database.open(vertx, config, visibility.schema()));
        Database reader = askers.open(Database.open(
                vertx,
                new NodeConfig.Postgres(
                        config.url(),
                        visibility.role(),
                        readers,
                        config.poolSize(),
                        config.connectTimeout(),
                        config.statementTimeout()),
                "records"));
        String rules = "exists (select from rule where rule.recipient = '%s' and rule.pattern_id = listing.pattern_id)"
                .formatted(visibility.name());
        return Future.all(
                        askers.answer(Method.PRIVATE_COPY, new Peer(own, "true", stored)),
                        askers.answer(Method.NONE, new Peer(records, "true", stored)),
                        askers.answer(Method.RLS, new Peer(reader, "true", stored)),
                        askers.answer(Method.INLINED, new Peer(records, rules, stored)))
                .map(answering -> askers);
    }

    private Database open(Database database) {
        opened.add(database);
        return database;
    }

    private Future<Void> answer(Method method, Peer peer) {
        String name = "bench." + method.word() + "." + visibility.name();
        Address<Filter, Searching.Page> page = new Address<>(name + ".page", Filter.class, Searching.Page.class);
        Address<Query, Searching.Counted> count = new Address<>(name + ".count", Query.class, Searching.Counted.class);
        pages.put(method, page);
        counts.put(method, count);
        return bus.answer(page, peer::page)
                .compose(next -> bus.answer(count, query -> query == Query.COUNT ? peer.count() : peer.facets()))
                .mapEmpty();
    }

    /** What the answer says, in a form in which all methods can be compared. */
    Future<Object> ask(Method method, Query query, Filter filter) {
        return switch (query) {
            case PAGE, TEXT, AREA, FREQUENT, WIDE -> page(method, filter).map(Askers::ids);
            case COUNT -> counted(method, query).map(Askers::total);
            case FACETS -> counted(method, query).map(Askers::values);
        };
    }

    private Future<Searching.Page> page(Method method, Filter filter) {
        if (method == Method.PASSERELLE) {
            return bus.ask(
                    Searching.SEARCH,
                    new Searching.Search(sight(filter), filter, false, Optional.empty(), Query.LIMIT));
        }
        return bus.ask(Optional.ofNullable(pages.get(method)).orElseThrow(), filter);
    }

    private Future<Searching.Counted> counted(Method method, Query query) {
        if (method == Method.PASSERELLE) {
            Set<Searching.Facet> facets =
                    query == Query.FACETS ? Set.of(Searching.Facet.COUNTRY, Searching.Facet.GRADING) : Set.of();
            return bus.ask(Searching.COUNT, new Searching.Count(sight(Filter.NONE), Filter.NONE, facets));
        }
        return bus.ask(Optional.ofNullable(counts.get(method)).orElseThrow(), query);
    }

    /** As the gateway has it at hand: every pattern is seen whole, or not at all. */
    private Searching.Sight sight(Filter filter) {
        List<Integer> slots = new ArrayList<>();
        if (filter.text().isPresent()) {
            for (int pattern : visibility.patterns()) {
                for (int ordinal = 0; ordinal < StoreFill.PORTIONS; ordinal++) {
                    slots.add(Searching.Pattern.slot(pattern, ordinal));
                }
            }
        }
        MayRead mayRead =
                new MayRead("reader", Clock.systemUTC().instant(), false, Set.of(), Set.of(), List.of(), Set.of());
        return new Searching.Sight(
                List.of(new Searching.Alike(Optional.of(GeometryTier.EXACT), visibility.patterns())),
                List.of(),
                slots,
                mayRead);
    }

    private static Object ids(Searching.Page page) {
        return page.hits().stream().map(hit -> hit.record().facts().recordId()).toList();
    }

    private static Object total(Searching.Counted counted) {
        return counted.byPattern().stream()
                .mapToLong(Searching.PatternCount::records)
                .sum();
    }

    private static Object values(Searching.Counted counted) {
        Map<String, Long> values = new TreeMap<>();
        counted.values().forEach(value -> values.put(value.facet() + " " + value.value(), value.records()));
        return values;
    }

    Future<Void> close() {
        return Future.all(opened.stream().map(Database::close).toList()).mapEmpty();
    }
}
