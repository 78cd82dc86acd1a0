package org.passerelle.gateway.decisions;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.explanation.Explanation;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Reader;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/**
 * Explains a decision to the party that releases the record; to anybody else the record is absent. Memberships of groups that the caller may
 * not know count for nothing: the explanation would tell them.
 */
public final class ExplainDecision implements Operation {
    private final Disclosure disclosure;
    private final Bus bus;
    private final Clock clock;

    public ExplainDecision(Disclosure disclosure, Bus bus, Clock clock) {
        this.disclosure = disclosure;
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
            Recipients.Recipient recipient = Recipients.find(seen(leased, call.caller()), question.who())
                    .orElseThrow(() -> Bodies.fault("/recipient", "no such account, party or unit"));
            return facts(question, recipient)
                    .map(facts -> explain(call, question, recipient, facts))
                    .map(explanation -> Answer.json(200, ExplanationJson.of(explanation, language))
                            .header("Content-Language", language.tag()));
        });
    }

    private LeasedBundle seen(LeasedBundle leased, Caller caller) {
        return new LeasedBundle(
                leased.bundle().seenBy(caller.party(), clock.instant()), leased.verified(), leased.leaseUntil());
    }

    /** A record of somebody else's, and one that does not exist, are the same: absent. */
    private Explanation explain(
            Call call, Question question, Recipients.Recipient recipient, Optional<RecordFacts> facts) {
        Request request = new Request(
                recipient.account().id(),
                recipient.strength(),
                question.action(),
                question.purpose(),
                question.endUsers());
        Bundle bundle = recipient.leased().bundle();
        Instant at = clock.instant();
        Optional<RecordFacts> own =
                facts.filter(record -> record.releaser().equals(call.caller().party()));
        if (own.isPresent()) {
            Reader reader = Reader.releasingSide(call.caller().account());
            Decision decision = Decide.decide(recipient.leased(), request, own.get(), at);
            return Explanation.of(decision, bundle, request, own.get(), at, reader);
        }
        boolean requester = recipient.account().party().equals(call.caller().party());
        return Optional.of(Explanation.ofAbsent(Decide.standing(recipient.leased(), request, at), bundle, request))
                .filter(explanation -> requester && explanation.kind() == Explanation.Kind.REFUSED)
                .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
    }

    private Future<Optional<RecordFacts>> facts(Question question, Recipients.Recipient recipient) {
        return switch (question.about()) {
            case Question.About.Hypothetical(RecordFacts facts) -> Future.succeededFuture(Optional.of(facts));
            case Question.About.Stored(String recordId) -> stored(recordId, recipient);
        };
    }

    private Future<Optional<RecordFacts>> stored(String recordId, Recipients.Recipient recipient) {
        return bus.ask(Records.GATHER, new Records.Gather(recordId, Optional.empty()))
                .compose(gathered -> bus.ask(
                                Exchange.GRANTS,
                                new Exchange.GrantsFor(
                                        List.of(recordId), recipient.account().party()))
                        .map(grants -> switch (gathered) {
                            case Records.Gathered.Found(StoredRecord record) ->
                                Optional.of(Judging.withGrants(record, grants.grants())
                                        .facts());
                            case Records.Gathered.Absent absent -> Optional.empty();
                        }));
    }
}
