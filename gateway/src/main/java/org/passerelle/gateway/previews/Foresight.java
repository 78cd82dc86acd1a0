package org.passerelle.gateway.previews;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.explanation.Explanation;
import org.passerelle.core.explanation.Reader;
import org.passerelle.core.impact.RecipientProfile;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.platform.bus.Bus;

/**
 * Decides and renders for others what they would get, as when they ask (invariant I6). Memberships of groups that the caller may not know
 * count for nothing: the preview would tell them.
 */
final class Foresight {
    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;

    Foresight(Vertx vertx, Bus bus, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
    }

    /** What one recipient would get, for each action and purpose. */
    record Foreseen(Account recipient, List<Outcome> outcomes) {}

    /** @param judgement empty where the request would be refused before any record is read */
    record Outcome(Action action, String purpose, Explanation explanation, Optional<Judgement> judgement) {}

    /**
     * What recipients would get. What is told about it, and who are asked about where nobody is named, speaks of what the caller reads.
     *
     * @param asAt the record as it is, or would be, at an instant
     * @param read what of it the caller reads
     */
    Future<List<Foreseen>> of(
            LeasedBundle leased, Caller caller, Wanted wanted, AsAt asAt, UnaryOperator<RecordFacts> read) {
        Instant at = clock.instant();
        // What nobody gets because the policy ran out is no answer about the record.
        if (!leased.inForce(at)) {
            return Future.failedFuture(new Refusal(Problem.stalePolicy()));
        }
        StoredRecord record = asAt.record(at);
        Bundle seen = leased.bundle().seenBy(caller.party(), at);
        List<RecipientProfile> recipients = wanted.of(seen, read.apply(record.facts()));
        LeasedBundle known =
                new LeasedBundle(RecipientProfile.known(seen, recipients), leased.verified(), leased.leaseUntil());
        Reader reader = Reader.releasingSide(caller.account());
        return grants(record.facts().recordId(), recipients)
                .compose(grants -> Workers.run(
                        vertx,
                        () -> recipients.stream()
                                .map(recipient -> new Foreseen(
                                        recipient.account(),
                                        outcomes(
                                                new Judged(known, reader, recipient, at, read),
                                                Judging.withGrants(
                                                        record,
                                                        grants.getOrDefault(
                                                                recipient
                                                                        .account()
                                                                        .party(),
                                                                List.of())),
                                                wanted)))
                                .toList()));
    }

    /** A record as it is judged at an instant. */
    interface AsAt {
        StoredRecord record(Instant at);
    }

    private record Judged(
            LeasedBundle leased,
            Reader reader,
            RecipientProfile recipient,
            Instant at,
            UnaryOperator<RecordFacts> read) {

        Explanation explanation(Request request, RecordFacts facts) {
            RecordFacts told = read.apply(facts);
            return Explanation.of(Decide.decide(leased, request, told, at), leased.bundle(), request, told, at, reader);
        }
    }

    private Future<Map<String, List<Grant>>> grants(String recordId, List<RecipientProfile> recipients) {
        Future<Map<String, List<Grant>>> all = Future.succeededFuture(new HashMap<>());
        // A draft has no id for which anything could have been granted.
        List<String> parties = recordId.isEmpty()
                ? List.of()
                : recipients.stream()
                        .map(recipient -> recipient.account().party())
                        .distinct()
                        .toList();
        for (String party : parties) {
            all = all.compose(before -> bus.ask(Exchange.GRANTS, new Exchange.GrantsFor(List.of(recordId), party))
                    .map(grants -> {
                        before.put(party, grants.grants());
                        return before;
                    }));
        }
        return all;
    }

    private static List<Outcome> outcomes(Judged judged, StoredRecord record, Wanted wanted) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Action action : wanted.actions()) {
            wanted.purposes(judged.recipient().account().purposes())
                    .forEach(purpose -> outcomes.add(outcome(judged, record, action, purpose)));
        }
        return outcomes;
    }

    private static Outcome outcome(Judged judged, StoredRecord record, Action action, String purpose) {
        Account account = judged.recipient().account();
        Bundle bundle = judged.leased().bundle();
        Request request = new Request(account.id(), judged.recipient().strength(), action, purpose, Set.of());
        Decision decision = Decide.decide(judged.leased(), request, record.facts(), judged.at());
        Optional<Judgement> judgement = switch (decision) {
            case Decision.Refused refused -> Optional.empty();
            case Decision.Judged each -> Optional.of(Judgement.of(bundle, account.party(), record, each, judged.at()));
        };
        return new Outcome(action, purpose, judged.explanation(request, record.facts()), judgement);
    }
}
