package org.passerelle.gateway.impact;

import static java.util.stream.Collectors.groupingBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.impact.Comparison;
import org.passerelle.core.impact.Reach;
import org.passerelle.core.impact.RecipientProfile;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Flow;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.VersionOf;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.platform.bus.Bus;

/** Goes through a party's stored records by kind, and through what was disclosed of them, page by page. */
final class Counting {
    private static final int KINDS = 2_000;
    private static final int MOST_PAGES = 100;
    private static final int MOST_GRANTS = 10_000;
    private static final int FLOWS = 500;
    private static final int MOST_FLOWS = 20_000;

    /** Counting a million records takes the database some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Bus bus;
    private final Comparison comparison;
    private final Bundle present;
    private final String party;
    private final List<String> recipients;
    private final Instant at;
    private final Map<String, Map<String, List<Grant>>> grants = new HashMap<>();

    Counting(
            Vertx vertx,
            Bus bus,
            Comparison comparison,
            Bundle present,
            String party,
            List<Reach> reaches,
            Instant at) {
        this.vertx = vertx;
        this.bus = bus;
        this.comparison = comparison;
        this.present = present;
        this.party = party;
        this.recipients = reaches.stream()
                .map(reach -> reach.recipient().account().party())
                .distinct()
                .toList();
        this.at = at;
    }

    Future<Counted> count(Instant since) {
        if (recipients.isEmpty()) {
            return Future.succeededFuture(new Counted(comparison, true, since, true));
        }
        return bus.ask(Exchange.GRANTS_OF, new Exchange.GrantsOf(party, recipients, at, MOST_GRANTS))
                .map(found -> {
                    found.grants().stream()
                            .collect(groupingBy(Grant::recordId))
                            .forEach((record, of) ->
                                    grants.put(record, of.stream().collect(groupingBy(Grant::recipient))));
                    return found.grants().size() < MOST_GRANTS;
                })
                .compose(allGrants -> Workers.run(vertx, comparison::classes)
                        .compose(classes -> kinds(classes, 0, 0))
                        .compose(allKinds -> traffic(since, Optional.empty(), 0)
                                .map(all -> new Counted(comparison, allGrants && allKinds, since, all))));
    }

    /** False where there are too many of them. */
    private Future<Boolean> kinds(Set<Integer> classes, long after, int page) {
        if (page == MOST_PAGES) {
            return Future.succeededFuture(false);
        }
        Records.KindsOf ask =
                new Records.KindsOf(party, classes, comparison.distinctions(), grants.keySet(), at, after, KINDS);
        return bus.ask(Records.KINDS, ask, PATIENCE)
                .compose(found -> Workers.run(vertx, () -> {
                            found.kinds()
                                    .forEach(kind -> comparison.add(
                                            kind,
                                            grants.getOrDefault(kind.record().recordId(), Map.of())));
                            return found.next();
                        })
                        .compose(next -> next.map(from -> kinds(classes, from, page + 1))
                                .orElseGet(() -> Future.succeededFuture(true))));
    }

    private Future<Boolean> traffic(Instant since, Optional<Flow> after, int seen) {
        List<String> others =
                recipients.stream().filter(one -> !one.equals(party)).toList();
        if (others.isEmpty() || seen >= MOST_FLOWS) {
            return Future.succeededFuture(others.isEmpty());
        }
        return bus.ask(Audit.TRAFFIC, new Audit.TrafficOf(party, others, since, after, FLOWS))
                .compose(page -> replay(page.flows())
                        .compose(replayed -> page.flows().size() < FLOWS
                                ? Future.succeededFuture(true)
                                : traffic(since, Optional.of(page.flows().getLast()), seen + FLOWS)));
    }

    private Future<Boolean> replay(List<Flow> flows) {
        List<VersionOf> versions = flows.stream()
                .map(flow -> new VersionOf(flow.recordId(), flow.version()))
                .distinct()
                .toList();
        return bus.ask(Records.FACTS, new Records.FactsOf(versions))
                .compose(found -> Workers.run(vertx, () -> {
                    Map<VersionOf, RecordFacts> facts = new HashMap<>();
                    // Whoever released a record is told by the record alone.
                    found.facts().stream()
                            .filter(record -> record.releaser().equals(party))
                            .forEach(record -> facts.put(new VersionOf(record.recordId(), record.version()), record));
                    for (Flow flow : flows) {
                        Optional.ofNullable(facts.get(new VersionOf(flow.recordId(), flow.version())))
                                .ifPresent(record -> replay(flow, record));
                    }
                    return true;
                }));
    }

    private void replay(Flow flow, RecordFacts record) {
        Comparison.Replayed replayed = new Comparison.Replayed(flow.recipient(), flow.action(), flow.purpose());
        Request request = new Request(flow.subject(), strength(flow), flow.action(), flow.purpose(), Set.of());
        List<Grant> own = grants.getOrDefault(record.recordId(), Map.of()).getOrDefault(flow.recipient(), List.of());
        comparison.replay(replayed, request, record, own, flow.disclosures());
    }

    /** How they had signed in is not kept: the best that they can show. */
    private Strength strength(Flow flow) {
        Account account = present.accounts().get(flow.subject());
        return account == null ? Strength.PASSWORD : RecipientProfile.strength(account);
    }
}
