package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.gate.MatchTerms;
import org.passerelle.core.message.Matches;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.json.Json;

/**
 * Asks another party whether it holds something that resembles a record of the own. The answer is one bit, and of one size; it depends on the
 * records that the asked party's clauses permit for MATCH and on nothing else. Every question is in both logs before it is answered.
 */
final class AskMatch implements Operation {
    /** Each may compare with much: more of them would take the processors from those who disclose. */
    private static final int MOST_AT_ONCE = 4;

    private static final int MOST_FOR_ONE = 2;

    private static final int NONCE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    // INVARIANT: of the same length, whatever the answer is.
    private static final Buffer HIT = Buffer.buffer("{\"hit\":true} ");
    private static final Buffer NO_HIT = Buffer.buffer("{\"hit\":false}");

    private final Vertx vertx;
    private final Disclosure disclosure;
    private final Custody custody;
    private final MatchSearch search;
    private final Notes notes;
    private final Bus bus;
    private final Clock clock;
    private final Duration answerAfter;
    private final FewAtOnce few = new FewAtOnce(MOST_AT_ONCE, MOST_FOR_ONE);

    AskMatch(
            Vertx vertx,
            Bus bus,
            Clock clock,
            Disclosure disclosure,
            Custody custody,
            Notes notes,
            NodeConfig.Matches config,
            double threshold) {
        this.vertx = vertx;
        this.disclosure = disclosure;
        this.custody = custody;
        this.search = new MatchSearch(vertx, bus, clock, disclosure.judging(), threshold);
        this.notes = notes;
        this.bus = bus;
        this.clock = clock;
        this.answerAfter = config.answerAfter();
    }

    @Override
    public String id() {
        return "askMatch";
    }

    /**
     * @param party that is asked
     * @param record of the own party
     */
    private record Question(String party, String purpose, String record) {
        Ask ask() {
            return new Ask(Action.MATCH, purpose);
        }
    }

    @Override
    public Future<Answer> answer(Call call) {
        Question question = Bodies.read(call.body(), Set.of("party", "purpose", "record"), fields -> {
            List.of("party", "purpose", "record").forEach(fields::require);
            return new Question(
                    fields.text("party", 64).orElse(""),
                    fields.text("purpose", 64).orElse(""),
                    fields.text("record", 100).orElse(""));
        });
        return few.run(call.caller().subject(), () -> answer(call.caller(), question, System.nanoTime()));
    }

    private Future<Answer> answer(Caller caller, Question question, long since) {
        String nonce = nonce();
        // A retry after a policy change compares afresh.
        AtomicBoolean hit = new AtomicBoolean();
        return disclosure
                .policy()
                .compose(leased -> disclosure
                        .judging()
                        .stand(leased, caller, question.ask())
                        .compose(stands -> asking(leased, caller, question)))
                .compose(may -> spend(caller, question))
                .compose(counted -> disclosure.tell(
                        caller,
                        question.ask(),
                        leased -> asking(leased, caller, question)
                                .compose(asking -> search.hit(new MatchSearch.Question(
                                                leased,
                                                caller,
                                                question.ask(),
                                                question.party(),
                                                asking.own().view().orElseThrow()))
                                        .onSuccess(hit::set)
                                        .compose(found -> until(since))
                                        .map(waited -> told(question, nonce, asking)))))
                .map(released -> answer(hit.get(), nonce, released));
    }

    /** On which terms, and about what. */
    private record Asking(MatchTerms terms, Judgement own) {}

    /** Fails alike for whoever is asked without terms, be it nobody; and as absent where the record is not the caller's own to read. */
    private Future<Asking> asking(LeasedBundle leased, Caller caller, Question question) {
        Optional<MatchTerms> terms =
                MatchTerms.between(leased.bundle(), caller.account(), question.party(), clock.instant());
        if (terms.isEmpty()) {
            return notes.opened(caller, "match-refused", "no terms")
                    .compose(noted -> Future.failedFuture(new Refusal(Problem.refused(Code.ACTION_NOT_ALLOWED))));
        }
        return custody.judged(leased, caller, Custody.read(question.purpose()), question.record())
                .map(judged -> judged.stream()
                        .filter(Judgement::visible)
                        .filter(own -> own.record().facts().releaser().equals(caller.party()))
                        .findFirst()
                        .map(own -> new Asking(terms.get(), own))
                        .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)));
    }

    private Future<Void> spend(Caller caller, Question question) {
        return bus.ask(Matches.SPEND, new Matches.Spend(caller.party(), question.party()))
                .compose(spending -> switch (spending) {
                    case Matches.Spending.Counted counted -> Future.<Void>succeededFuture();
                    case Matches.Spending.Exhausted exhausted ->
                        notes.opened(caller, "match-refused", "too many to " + question.party())
                                .compose(noted -> Future.failedFuture(new Refusal(Problem.Kind.TOO_MANY)));
                });
    }

    private Future<Void> until(long since) {
        long left = answerAfter.toNanos() - (System.nanoTime() - since);
        return left <= 0
                ? Future.succeededFuture()
                : vertx.timer(left, TimeUnit.NANOSECONDS).mapEmpty();
    }

    private static Disclosure.Told told(Question question, String nonce, Asking asking) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("nonce", nonce);
        asked.put("party", question.party());
        asked.put("purpose", question.purpose());
        asked.put("record", asking.own().rendered().map(RenderedView::json).orElseThrow());
        return new Disclosure.Told(List.of(), List.of(Notice.match(asked, question.party(), asking.terms())));
    }

    private static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Answer answer(boolean hit, String nonce, Released released) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Passerelle-Match-Nonce", nonce);
        released.receipt().ifPresent(receipt -> headers.put("Passerelle-Disclosure", Json.write(receipt.json())));
        return new Answer.Body(200, headers, hit ? HIT : NO_HIT, Optional.empty(), () -> {}).within(released.window());
    }
}
