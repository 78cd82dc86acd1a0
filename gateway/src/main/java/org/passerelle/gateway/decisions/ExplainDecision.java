package org.passerelle.gateway.decisions;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.explanation.Explanation;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Reader;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
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
            Recipients.Recipient recipient = Recipients.find(
                            seen(leased, call.caller()), call.caller().party(), question.who())
                    .orElseThrow(() -> Bodies.fault("/recipient", "no such account, party or unit"));
            return facts(leased, call.caller(), question, recipient)
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

    private Future<Optional<RecordFacts>> facts(
            LeasedBundle leased, Caller caller, Question question, Recipients.Recipient recipient) {
        return switch (question.about()) {
            case Question.About.Hypothetical(RecordFacts facts) -> Future.succeededFuture(Optional.of(facts));
            case Question.About.Stored(String recordId) -> stored(leased, caller, recordId, recipient);
        };
    }

    /** As many questions whether there is such a record, and whether the caller may read it. */
    private Future<Optional<RecordFacts>> stored(
            LeasedBundle leased, Caller caller, String recordId, Recipients.Recipient recipient) {
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
                                .filter(ExplainDecision::toldOf)));
    }

    private static Set<String> read(List<Judgement> readings) {
        return readings.stream()
                .flatMap(judgement -> judgement.permitted().stream())
                .collect(Collectors.toSet());
    }

    /** Only of a record whose head is read: it has the type, the places and the times that a decision depends on. */
    private static boolean toldOf(RecordFacts read) {
        return read.portions().stream().anyMatch(portion -> portion.field().equals(PortionFacts.HEAD));
    }
}
