package org.passerelle.gateway.decisions;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Explains a decision to the party that releases the record; to anybody else the record is absent. */
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
        return disclosure.policy().compose(leased -> {
            Question question = Question.read(body, leased.bundle(), call.caller(), clock);
            Recipients.Recipient recipient = recipient(leased, question)
                    .orElseThrow(() -> Bodies.fault("/recipient", "no such account, party or unit"));
            return facts(call, question, recipient).map(facts -> {
                Request request = new Request(
                        recipient.account().id(),
                        recipient.strength(),
                        question.action(),
                        question.purpose(),
                        question.endUsers());
                Decision decision = Decide.decide(recipient.leased(), request, facts, clock.instant());
                return Answer.json(200, new ExplanationJson(leased.bundle(), call.caller()).of(decision, facts));
            });
        });
    }

    private static Optional<Recipients.Recipient> recipient(LeasedBundle leased, Question question) {
        return switch (question.who()) {
            case Question.Who.Somebody(String account) -> Recipients.account(leased, account);
            case Question.Who.Party(String party, Optional<String> unit) -> Recipients.party(leased, party, unit);
        };
    }

    private Future<RecordFacts> facts(Call call, Question question, Recipients.Recipient recipient) {
        return switch (question.about()) {
            case Question.About.Hypothetical(RecordFacts facts) -> Future.succeededFuture(facts);
            case Question.About.Stored(String recordId) -> stored(call, recordId, recipient);
        };
    }

    private Future<RecordFacts> stored(Call call, String recordId, Recipients.Recipient recipient) {
        return bus.ask(Records.GATHER, new Records.Gather(recordId, Optional.empty()))
                .compose(gathered -> bus.ask(
                                Exchange.GRANTS,
                                new Exchange.GrantsFor(
                                        List.of(recordId), recipient.account().party()))
                        .map(grants -> switch (gathered) {
                            case Records.Gathered.Found(StoredRecord record)
                            when record.facts().releaser().equals(call.caller().party()) ->
                                Judging.withGrants(record, grants.grants()).facts();
                            case Records.Gathered.Found foreign -> throw new Refusal(Problem.Kind.NOT_FOUND);
                            case Records.Gathered.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                        }));
    }
}
