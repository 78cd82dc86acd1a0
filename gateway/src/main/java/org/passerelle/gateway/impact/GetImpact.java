package org.passerelle.gateway.impact;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.decision.Action;
import org.passerelle.core.impact.Comparison;
import org.passerelle.core.impact.Reach;
import org.passerelle.core.impact.Review;
import org.passerelle.core.impact.Warning;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Agreements.Supposed;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.agreements.ActProblems;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.policy.KnownClasses;
import org.passerelle.gateway.records.Custody;
import org.passerelle.gateway.records.SourceTelling;
import org.passerelle.gateway.records.ToldSources;
import org.passerelle.platform.bus.Bus;

/**
 * Tells a party what doing something to an agreement would disclose or cut off of its own records. Two policies are compared: the one
 * that stands and the one that would; nothing is changed, and of other parties' records nothing is said.
 */
public final class GetImpact implements Operation {
    /** Each counts over all records of a party: more of them would take the processors from those who disclose. */
    private static final int MOST_AT_ONCE = 2;

    private static final int MOST_FOR_ONE = 1;

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final Disclosure disclosure;
    private final KnownClasses classes;
    private final SourceTelling sources;
    private final FewAtOnce few = new FewAtOnce(MOST_AT_ONCE, MOST_FOR_ONE);

    public GetImpact(Vertx vertx, Bus bus, Clock clock, Disclosure disclosure) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.disclosure = disclosure;
        this.classes = new KnownClasses(bus, disclosure.judging().compiled());
        this.sources = new SourceTelling(disclosure, new Custody(bus, disclosure.judging()), clock);
    }

    @Override
    public String id() {
        return "getAgreementImpact";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Question question = Question.read(call);
        return few.run(call.caller().subject(), () -> answer(call, question));
    }

    private Future<Answer> answer(Call call, Question question) {
        return disclosure
                .policy()
                .compose(inForce -> bus.ask(
                                Agreements.SUPPOSE,
                                question.suppose(call.caller().party()),
                                Policy.PATIENCE)
                        .compose(supposed -> switch (supposed) {
                            case Supposed.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                            case Supposed.Refused refused ->
                                throw new Refusal(ActProblems.of(
                                        new Outcome.Refused(refused.refusal(), refused.state(), "/state")));
                            case Supposed.Compared compared ->
                                answer(
                                        call,
                                        question,
                                        seen(compared, call.caller().party()));
                        }));
    }

    private Future<Answer> answer(Call call, Question question, Supposed.Compared compared) {
        String party = call.caller().party();
        Instant at = at(question, compared);
        // Terms that the policy cannot take in change nothing: their faults are the answer.
        Agreement agreement = compared.agreement();
        List<Agreement> versions = compared.faults().isEmpty()
                ? Stream.concat(Stream.of(agreement), compared.standing().stream())
                        .toList()
                : List.of();
        List<Reach> reaches = Reach.of(compared.supposed(), versions);
        return classes.grown()
                .compose(known -> Workers.run(
                        vertx,
                        () -> new Comparison(compared.present(), compared.supposed(), known, party, reaches, at)))
                .compose(comparison -> new Counting(vertx, bus, comparison, compared.present(), party, reaches, at)
                        .count(clock.instant().minus(question.days(), ChronoUnit.DAYS)))
                .compose(counted -> told(call, question, compared, at, counted));
    }

    /** Records whose ids are told, and parties whose content is counted in what is told, have it in their logs. */
    private Future<Answer> told(Call call, Question question, Supposed.Compared compared, Instant at, Counted counted) {
        Caller caller = call.caller();
        return examples(caller, counted)
                .compose(examples -> disclosure.policy().compose(leased -> {
                    Optional<String> purpose = Custody.purposes(leased, caller, clock.instant()).stream()
                            .findFirst();
                    // For no purpose there is no leaf: then only what is the party's own is told apart.
                    ImpactJson impact = new ImpactJson(
                            question,
                            compared,
                            at,
                            counted,
                            named(examples),
                            purpose.isPresent() ? Optional.empty() : Optional.of(caller.party()));
                    return Workers.run(vertx, () -> impact.json(warnings(question, compared, caller.party(), at)))
                            .compose(json -> counted(caller, purpose, impact.originators(), json))
                            .map(examples::within);
                }));
    }

    private Future<Answer.Body> counted(
            Caller caller, Optional<String> purpose, Set<String> originators, Map<String, Object> json) {
        Answer.Body answer = Answer.json(200, json);
        if (purpose.isEmpty() || Set.of(caller.party()).containsAll(originators)) {
            return Future.succeededFuture(answer);
        }
        return disclosure
                .disclose(
                        caller,
                        new Ask(Action.READ, purpose.get()),
                        List.of(Notice.counts(json, caller.party(), originators)),
                        leased -> Future.succeededFuture(List.of()))
                .map(released -> answer.within(released.window()));
    }

    // Counting may outlast a lease: what may be named is decided under the policy that stands afterwards.
    private Future<ToldSources> examples(Caller caller, Counted counted) {
        return disclosure
                .policy()
                .compose(leased -> new Examples(bus, disclosure.judging()).readable(leased, caller, counted))
                .compose(readable -> sources.ofReadable(caller, readable));
    }

    private static Set<String> named(ToldSources examples) {
        return examples.items().stream()
                .map(item -> String.valueOf(item.get("record")))
                .collect(Collectors.toSet());
    }

    // Whoever may not know who belongs to a group is not told by what its members would get.
    private Supposed.Compared seen(Supposed.Compared compared, String party) {
        Instant now = clock.instant();
        return new Supposed.Compared(
                compared.agreement(),
                compared.standing(),
                compared.present().seenBy(party, now),
                compared.supposed().seenBy(party, now),
                compared.faults());
    }

    /** Now; where it takes effect later, then. */
    private Instant at(Question question, Supposed.Compared compared) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant begins = compared.agreement()
                .validFrom()
                .plus(compared.supposed().settings().clockSkew());
        boolean later = question.act() == Agreements.Supposition.ACTIVATE && now.isBefore(begins);
        return later ? begins : now;
    }

    /** Of what is to be in force; that nothing passes where it is suspended or over is no warning. */
    private static List<Warning> warnings(Question question, Supposed.Compared compared, String party, Instant at) {
        boolean inForce = switch (question.act()) {
            case ACTIVATE, REINSTATE -> true;
            case SUSPEND, TERMINATE -> false;
        };
        Optional<Agreement> taken = compared.supposed().agreements().stream()
                .filter(one -> inForce && one.id().equals(compared.agreement().id()))
                .findFirst();
        List<Agreement> seen = compared.supposed().agreements().stream()
                .filter(other -> other.parties().contains(party))
                .toList();
        return taken.map(agreement -> Review.of(compared.supposed(), agreement, party, seen, at))
                .orElse(List.of());
    }
}
