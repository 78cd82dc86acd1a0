package org.passerelle.node.noninterference;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Records;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;

/** What recipients may see of the stored records, by the interpreter of the policy. */
final class Sight {
    private static final List<Action> ACTIONS = List.of(Action.READ, Action.EXPORT, Action.PUSH);

    private final House house;

    Sight(House house) {
        this.house = house;
    }

    /**
     * What each account may see of the current version, portion by portion: its field, for which purpose by which action, whose it is,
     * and on what terms; empty for nothing. A portion that is permitted and taken out is not seen.
     */
    Map<String, Set<Seen>> of(String recordId, List<String> accounts) {
        LeasedBundle leased = house.policy();
        Instant now = Instant.now();
        Optional<RecordFacts> stored = facts(recordId);
        return accounts.stream()
                .collect(Collectors.toMap(
                        account -> account,
                        account -> stored.stream()
                                .flatMap(facts -> requests(leased, account)
                                        .flatMap(request ->
                                                seen(Decide.decide(leased, request, facts, now), request, facts, now)))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /** A portion as somebody sees it. */
    record Seen(String field, String purpose, Action action, Set<String> originators, String terms) {}

    private Optional<RecordFacts> facts(String recordId) {
        return switch (house.ask(Records.GATHER, new Records.Gather(recordId, Optional.empty()))) {
            case Records.Gathered.Found found -> Optional.of(found.record().facts());
            case Records.Gathered.Absent absent -> Optional.empty();
        };
    }

    private static Stream<Request> requests(LeasedBundle leased, String id) {
        Account account = leased.bundle().accounts().get(id);
        if (account == null) {
            throw new IllegalStateException("no account " + id);
        }
        Strength strength =
                account.kind() == Account.Kind.CLIENT ? Strength.SENDER_CONSTRAINED : Strength.SECOND_FACTOR;
        return account.purposes().stream()
                .flatMap(purpose ->
                        ACTIONS.stream().map(action -> new Request(id, strength, action, purpose, Set.of())));
    }

    /** Of files there may be several. */
    private static String named(PortionFacts portion) {
        return portion.field().equals(PortionFacts.ATTACHMENT) ? portion.field() + " " + portion.id() : portion.field();
    }

    private static Stream<Seen> seen(Decision decision, Request request, RecordFacts facts, Instant now) {
        return decision instanceof Decision.Judged judged
                ? judged.portions().stream()
                        .filter(portion -> portion.verdict() == Verdict.PERMIT)
                        .flatMap(portion -> left(judged, facts, now)
                                .filter(one -> one.id().equals(portion.portionId()))
                                .map(one -> new Seen(
                                        named(one),
                                        request.purpose(),
                                        request.action(),
                                        one.label().map(Label::originators).orElse(Set.of()),
                                        portion.obligations() + " " + portion.onward())))
                : Stream.empty();
    }

    private static Stream<PortionFacts> left(Decision.Judged judged, RecordFacts facts, Instant now) {
        Optional<View> view = ViewBuilder.view(StoredRecord.unopened(facts), judged, now);
        return facts.portions().stream()
                .filter(portion -> view.flatMap(one -> one.left(portion)).isPresent());
    }
}
