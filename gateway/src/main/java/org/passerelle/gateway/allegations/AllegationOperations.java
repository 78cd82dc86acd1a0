package org.passerelle.gateway.allegations;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.Case;
import org.passerelle.core.message.Allegations.ChangeOutcome;
import org.passerelle.core.message.Allegations.Corroborate;
import org.passerelle.core.message.Allegations.FindOutcome;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Allegations.Regrade;
import org.passerelle.core.message.Allegations.Resolve;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.core.message.Policy;
import org.passerelle.core.screening.Allegation.Status;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.records.Custody;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.platform.bus.Bus;

/** The operations on allegations; one that another party keeps is absent. */
public final class AllegationOperations {
    private static final int LONGEST_REASON = 2000;
    private static final ClosedWords STATUSES = new ClosedWords(
            "status", Arrays.stream(Status.values()).map(Status::name).collect(Collectors.toUnmodifiableSet()));

    private AllegationOperations() {}

    public static List<Operation> of(Bus bus, Clock clock, Disclosure disclosure) {
        Parts parts = new Parts(bus, disclosure, new AllegationRecords(new Custody(bus, disclosure.judging())));
        return List.of(
                new ReportAllegation(bus, clock, disclosure, parts.records()),
                new ListAllegations(parts),
                new GetAllegation(parts),
                new CorroborateAllegation(parts),
                new RegradeAllegation(parts),
                new ResolveAllegation(parts));
    }

    /** What the operations share. */
    private record Parts(Bus bus, Disclosure disclosure, AllegationRecords records) {

        /** The case with the link to its record, where the caller may read that; noted first, for it tells of sources. */
        Future<Answer> whole(int status, LeasedBundle leased, Call call, Case one) {
            return records.readable(leased, call.caller(), one.record())
                    .compose(record -> new Notes(bus)
                            .opened(
                                    call.caller(),
                                    "allegation-opened",
                                    one.allegation().id())
                            .map(noted -> Answer.json(status, AllegationJson.whole(one, record))));
        }

        <Q> Future<Answer> change(LeasedBundle leased, Call call, Address<Q, ChangeOutcome> address, Q question) {
            return bus.ask(address, question, Policy.PATIENCE).compose(outcome -> switch (outcome) {
                case ChangeOutcome.Changed changed -> whole(201, leased, call, changed.changed());
                case ChangeOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                case ChangeOutcome.NotPossible(String reason) ->
                    throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
            });
        }
    }

    private record ListAllegations(Parts parts) implements Operation {
        @Override
        public String id() {
            return "listAllegations";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return parts.disclosure()
                    .policy()
                    .map(leased -> Readers.of(leased.bundle(), call.caller()))
                    .compose(by -> parts.bus().ask(Allegations.LIST, new Allegations.ListOf(by)))
                    .map(list -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    list.cases().stream()
                                            .map(AllegationJson::brief)
                                            .toList())));
        }
    }

    private record GetAllegation(Parts parts) implements Operation {
        @Override
        public String id() {
            return "getAllegation";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return parts.disclosure().policy().compose(leased -> {
                Reader by = Readers.of(leased.bundle(), call.caller());
                return parts.bus()
                        .ask(Allegations.FIND, new Allegations.Find(call.path("id"), by))
                        .compose(outcome -> switch (outcome) {
                            case FindOutcome.Found(Case found) -> parts.whole(200, leased, call, found);
                            case FindOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                        });
            });
        }
    }

    private record CorroborateAllegation(Parts parts) implements Operation {
        @Override
        public String id() {
            return "corroborateAllegation";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return parts.disclosure().policy().compose(leased -> {
                Reader by = Readers.of(leased.bundle(), call.caller());
                StatementReading reading = new StatementReading(leased.bundle(), call.caller());
                Statement statement = Bodies.read(
                        call.body(),
                        StatementReading.MEMBERS,
                        fields -> reading.read(fields, UUID.randomUUID().toString()));
                return parts.change(
                        leased, call, Allegations.CORROBORATE, new Corroborate(call.path("id"), statement, by));
            });
        }
    }

    private record RegradeAllegation(Parts parts) implements Operation {
        private record Regrading(String statement, Grading grading, String reason) {}

        @Override
        public String id() {
            return "regradeAllegation";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return parts.disclosure().policy().compose(leased -> {
                Reader by = Readers.of(leased.bundle(), call.caller());
                Regrading body = Bodies.read(call.body(), Set.of("statement", "grading", "reason"), fields -> {
                    List.of("statement", "grading", "reason").forEach(fields::require);
                    return new Regrading(
                            fields.text("statement", 100).orElse(""),
                            StatementReading.grading(fields),
                            fields.text("reason", LONGEST_REASON).orElse(""));
                });
                return parts.change(
                        leased,
                        call,
                        Allegations.REGRADE,
                        new Regrade(call.path("id"), body.statement(), body.grading(), body.reason(), by));
            });
        }
    }

    private record ResolveAllegation(Parts parts) implements Operation {
        private record Resolution(Status status, String reason) {}

        @Override
        public String id() {
            return "resolveAllegation";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return parts.disclosure().policy().compose(leased -> {
                Reader by = Readers.of(leased.bundle(), call.caller());
                Resolution body = Bodies.read(call.body(), Set.of("status", "reason"), fields -> {
                    List.of("status", "reason").forEach(fields::require);
                    return new Resolution(
                            fields.word("status", STATUSES).map(Status::valueOf).orElse(Status.OPEN),
                            fields.text("reason", LONGEST_REASON).orElse(""));
                });
                return parts.change(
                        leased,
                        call,
                        Allegations.RESOLVE,
                        new Resolve(call.path("id"), body.status(), body.reason(), by));
            });
        }
    }
}
