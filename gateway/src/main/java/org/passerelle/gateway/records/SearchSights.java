package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Request;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Searching;
import org.passerelle.core.sight.Outlooks;
import org.passerelle.core.sight.PatternCatalogue;
import org.passerelle.core.sight.SightOf;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.policy.CompiledBundles;
import org.passerelle.gateway.policy.KnownClasses;
import org.passerelle.platform.bus.Bus;

/** What a caller sees of the records of each pattern; patterns are far fewer than records, grow with each look and never change. */
final class SearchSights {
    private static final int REMEMBERED = 256;

    private final Vertx vertx;
    private final KnownClasses classes;
    private final PatternCatalogue patterns = new PatternCatalogue();
    private final Bus bus;
    private final Clock clock;
    private final CompiledBundles compiled;
    private final Map<Request, Outlooks> outlooks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Request, Outlooks> eldest) {
            return size() > REMEMBERED;
        }
    };

    SearchSights(Vertx vertx, Bus bus, Clock clock, CompiledBundles compiled) {
        this.vertx = vertx;
        this.classes = new KnownClasses(bus, compiled);
        this.bus = bus;
        this.clock = clock;
        this.compiled = compiled;
    }

    /**
     * What is seen, for one search.
     *
     * @param seen the outlook on every pattern
     */
    record Look(SightOf sight, List<Outlooks.Seen> seen) {}

    /**
     * Patterns first: the classes that they name are known then.
     *
     * @param countsHeads something is counted that only heads say
     */
    Future<Look> look(LeasedBundle leased, Caller caller, Request request, SearchFilter filter, boolean countsHeads) {
        Instant at = clock.instant();
        return grown().compose(grown -> classes.grown())
                .compose(known -> bus.ask(Exchange.GRANTED, new Exchange.GrantedTo(caller.party(), at))
                        .compose(granted -> Workers.run(
                                vertx,
                                () -> look(
                                        leased,
                                        caller,
                                        request,
                                        filter,
                                        countsHeads,
                                        known,
                                        granted.recordIds(),
                                        at))));
    }

    private Future<Void> grown() {
        return bus.ask(Searching.PATTERNS, new Searching.PatternsAfter(patterns.highest()))
                .compose(more -> {
                    patterns.add(more.patterns());
                    return more.patterns().size() < Searching.Patterns.PAGE ? Future.succeededFuture() : grown();
                });
    }

    private Look look(
            LeasedBundle leased,
            Caller caller,
            Request request,
            SearchFilter filter,
            boolean countsHeads,
            ClassCatalogue known,
            Set<String> granted,
            Instant at) {
        Sheet sheet = compiled.of(leased.bundle()).sheet(leased, request, at);
        ViewJson json = new ViewJson(leased.bundle(), caller.party());
        List<Outlooks.Seen> seen =
                outlooks(request, known).of(sheet, at, view -> json.render(view).isPresent());
        return new Look(
                SightOf.of(
                        seen,
                        filter.stored(caller.party()),
                        countsHeads || filter.ofHead(),
                        filter::wants,
                        sheet.mayBePermitted(granted, at)),
                seen);
    }

    private Outlooks outlooks(Request request, ClassCatalogue known) {
        synchronized (outlooks) {
            return outlooks.computeIfAbsent(request, first -> new Outlooks(patterns, known));
        }
    }
}
