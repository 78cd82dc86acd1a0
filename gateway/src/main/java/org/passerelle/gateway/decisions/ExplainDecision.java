package org.passerelle.gateway.decisions;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.explanation.Explanation;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Reader;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.records.Custody;
import org.passerelle.platform.bus.Bus;

/**
 * Explains a decision to the party that releases the record, as far as whoever asks may read it; to anybody else, and of what they may not
 * read, the record is absent. Memberships of groups that the caller may not know count for nothing: the explanation would tell them.
 */
public final class ExplainDecision implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Bus bus;
    private final Clock clock;

    public ExplainDecision(Disclosure disclosure, Bus bus, Clock clock) {
        this.disclosure = disclosure;
        this.custody = new Custody(bus, disclosure.judging());
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "explainDecision";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String body = call.body();
        Language language = Languages.preferred(call.header("Accept-Language"));
        return disclosure.policy().compose(leased -> {
            Question question = Question.read(body, leased.bundle(), call.caller(), clock);
            Recipients.Recipient recipient = recipient(leased, call.caller(), question);
            return switch (question.about()) {
                case Question.About.Hypothetical(RecordFacts facts) ->
                    Future.succeededFuture(answer(
                            ExplanationJson.of(
                                    explain(call.caller(), question, recipient, Optional.of(facts)), language),
                            language));
                case Question.About.Stored(String recordId) ->
                    stored(leased, call.caller(), question, recordId, language)
                            .map(told -> told.orElseGet(() -> answer(
                                    ExplanationJson.of(
                                            explain(call.caller(), question, recipient, Optional.empty()), language),
                                    language)));
            };
        });
    }

    private static Answer answer(Map<String, Object> json, Language language) {
        return Answer.json(200, json).header("Content-Language", language.tag());
    }

    private Recipients.Recipient recipient(LeasedBundle leased, Caller caller, Question question) {
        return Recipients.find(seen(leased, caller), caller.party(), question.who())
                .orElseThrow(() -> Bodies.fault("/recipient", "no such account, party or unit"));
    }

    private LeasedBundle seen(LeasedBundle leased, Caller caller) {
        return new LeasedBundle(
                leased.bundle().seenBy(caller.party(), clock.instant()), leased.verified(), leased.leaseUntil());
    }

    /** A record of somebody else's, and one that does not exist, are the same: absent. */
    private Explanation explain(
            Caller caller, Question question, Recipients.Recipient recipient, Optional<RecordFacts> facts) {
        Request request = new Request(
                recipient.account().id(),
                recipient.strength(),
                question.action(),
                question.purpose(),
                question.endUsers());
        Bundle bundle = recipient.leased().bundle();
        Instant at = clock.instant();
        Optional<RecordFacts> own = facts.filter(record -> record.releaser().equals(caller.party()));
        if (own.isPresent()) {
            Reader reader = Reader.releasingSide(caller.account());
            Decision decision = Decide.decide(recipient.leased(), request, own.get(), at);
            return Explanation.of(decision, bundle, request, own.get(), at, reader);
        }
        boolean requester = recipient.account().party().equals(caller.party());
        return Optional.of(Explanation.ofAbsent(Decide.standing(recipient.leased(), request, at), bundle, request))
                .filter(explanation -> requester && explanation.kind() == Explanation.Kind.REFUSED)
                .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
    }

    /**
     * An explanation tells the labels of what is read, of others too: recorded for the first purpose for which the caller may read the record.
     * Empty where there is no such record; as many questions whether there is one, and whether the caller may read it.
     */
    private Future<Optional<Answer>> stored(
            LeasedBundle leased, Caller caller, Question question, String recordId, Language language) {
        Future<Optional<Answer>> told = Future.succeededFuture(Optional.empty());
        for (String purpose : Custody.purposes(leased, caller, clock.instant())) {
            told = told.compose(before -> before.isPresent()
                    ? Future.succeededFuture(before)
                    : told(caller, new Ask(Action.READ, purpose), question, recordId, language));
        }
        return told;
    }

    private Future<Optional<Answer>> told(
            Caller caller, Ask ask, Question question, String recordId, Language language) {
        // A retry after a policy change explains afresh, so each attempt has its own state.
        List<Map<String, Object>> attempts = new ArrayList<>();
        return disclosure
                .tell(
                        caller,
                        ask,
                        leased -> custody.judged(leased, caller, ask, recordId)
                                .compose(judged -> judged.stream().anyMatch(one -> isOwn(caller, one))
                                        ? explained(leased, caller, question, recordId, language)
                                        : Future.succeededFuture(Explained.NOTHING))
                                .map(explained -> {
                                    attempts.add(explained.json());
                                    return new Disclosure.Told(List.of(), explained.notices());
                                }))
                .map(released -> released.receipt().map(receipt -> {
                    Map<String, Object> json = new LinkedHashMap<>(attempts.getLast());
                    json.put("disclosure", receipt.json());
                    return Answer.json(200, json)
                            .header("Content-Language", language.tag())
                            .within(released.window());
                }));
    }

    private static boolean isOwn(Caller caller, Judgement judgement) {
        return judgement.visible() && judgement.record().facts().releaser().equals(caller.party());
    }

    /** An explanation as it is written, and what is recorded of it. */
    private record Explained(Map<String, Object> json, List<Notice> notices) {
        static final Explained NOTHING = new Explained(Map.of(), List.of());

        /** One item for each purpose for which more of the record is read. */
        static Explained of(Map<String, Object> json, List<Judgement> readings) {
            Set<String> read = new HashSet<>();
            List<Notice> notices = new ArrayList<>();
            for (Judgement reading : readings) {
                if (read.addAll(reading.leaving())) {
                    notices.add(Notice.hint(json, reading));
                }
            }
            return new Explained(json, List.copyOf(notices));
        }
    }

    private Future<Explained> explained(
            LeasedBundle leased, Caller caller, Question question, String recordId, Language language) {
        Recipients.Recipient recipient = recipient(leased, caller, question);
        return custody.readings(leased, caller, recordId)
                .compose(readings -> bus.ask(
                                Exchange.GRANTS,
                                new Exchange.GrantsFor(
                                        List.of(recordId), recipient.account().party()))
                        .map(grants -> readings.stream()
                                .findFirst()
                                .map(one -> Judging.withGrants(one.record(), grants.grants())
                                        .facts()
                                        .only(read(readings)))
                                .filter(ExplainDecision::toldOf)
                                .map(facts -> Explained.of(
                                        ExplanationJson.of(
                                                explain(caller, question, recipient, Optional.of(facts)), language),
                                        readings))
                                .orElse(Explained.NOTHING)));
    }

    private static Set<String> read(List<Judgement> readings) {
        return readings.stream()
                .flatMap(judgement -> judgement.leaving().stream())
                .collect(Collectors.toSet());
    }

    /** Only of a record whose head is read: it has the type, the places and the times that a decision depends on. */
    private static boolean toldOf(RecordFacts read) {
        return read.portions().stream().anyMatch(portion -> portion.field().equals(PortionFacts.HEAD));
    }
}
