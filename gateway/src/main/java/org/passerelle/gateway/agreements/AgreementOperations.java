package org.passerelle.gateway.agreements;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Look;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.StepUp;
import org.passerelle.gateway.text.Documents;
import org.passerelle.platform.bus.Bus;

/** The operations on agreements; an agreement of others is absent, and so is a draft of others. */
public final class AgreementOperations {
    private static final int LONGEST_JWS = 1024 * 1024;
    private static final int CREATED = 201;

    private AgreementOperations() {}

    /** @param documents shows and prints their texts */
    public static List<Operation> of(Bus bus, StepUp stepUp, Documents documents) {
        return List.of(
                new ListAgreements(bus),
                new GetAgreement(bus),
                new GetTerms(bus),
                new GetText(bus, documents),
                terms("draftAgreement", CREATED, Deed.Draft::new, false, bus),
                terms("reviseDraft", 200, Deed.Revise::new, true, bus),
                terms("counterAgreement", CREATED, Deed.Counter::new, true, bus),
                terms("amendAgreement", CREATED, Deed.Amend::new, false, bus),
                statement("proposeAgreement", Deed.Propose::new, true, bus),
                statement("withdrawAgreement", Deed.Withdraw::new, false, bus),
                statement("suspendAgreement", Deed.Suspend::new, false, bus),
                statement("reinstateAgreement", Deed.Reinstate::new, false, bus),
                statement("terminateAgreement", Deed.Terminate::new, false, bus),
                new ActOnAgreement(
                        "approveAgreement",
                        CREATED,
                        body -> new Deed.Approve(Reasons.read(body)),
                        true,
                        Optional.of(stepUp),
                        bus),
                new ActOnAgreement(
                        "signAgreement", CREATED, AgreementOperations::signature, false, Optional.of(stepUp), bus));
    }

    private static Operation terms(String id, int status, Function<String, Deed> deed, boolean seen, Bus bus) {
        return new ActOnAgreement(id, status, body -> deed.apply(Bodies.wellFormed(body)), seen, Optional.empty(), bus);
    }

    private static Operation statement(String id, Function<String, Deed> deed, boolean seen, Bus bus) {
        return new ActOnAgreement(id, CREATED, body -> deed.apply(Reasons.read(body)), seen, Optional.empty(), bus);
    }

    private static Deed signature(String body) {
        return Bodies.read(body, Set.of("jws"), fields -> {
            fields.require("jws");
            return new Deed.Sign(fields.text("jws", LONGEST_JWS).orElse(""));
        });
    }

    private record ListAgreements(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listAgreements";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(
                            Agreements.LOOK,
                            new Look(Optional.empty(), call.caller().party()))
                    .map(looked -> Answer.json(200, LifeJson.list(looked.agreements())));
        }
    }

    private record GetAgreement(Bus bus) implements Operation {
        @Override
        public String id() {
            return "getAgreement";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(
                            Agreements.LOOK,
                            new Look(Optional.of(call.path("id")), call.caller().party()))
                    .map(looked -> looked.agreements().stream()
                            .findFirst()
                            .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                    .map(view -> {
                        String tag = "\"" + view.tag() + "\"";
                        return call.header("If-None-Match").filter(tag::equals).isPresent()
                                ? Answer.empty(304).header("ETag", tag)
                                : Answer.json(200, LifeJson.whole(view)).header("ETag", tag);
                    });
        }
    }

    /** Exactly the bytes that are hashed and signed. */
    private record GetTerms(Bus bus) implements Operation {
        @Override
        public String id() {
            return "getAgreementTerms";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return asked(bus, call)
                    .map(terms -> new Answer.Body(
                            200,
                            Map.of("Content-Type", "application/json", "ETag", "\"" + terms.hash() + "\""),
                            Buffer.buffer(terms.canonical()),
                            Optional.empty(),
                            () -> {}));
        }
    }

    /** The terms of the version that a call asks for; absent ones are a refusal. */
    static Future<Agreements.Terms> asked(Bus bus, Call call) {
        Optional<Integer> version = call.query("version")
                .map(given -> Math.toIntExact(call.numberQuery("version", 1, Integer.MAX_VALUE, 1)));
        return bus.ask(
                        Agreements.TERMS,
                        new Agreements.ReadTerms(
                                call.path("id"), version, call.caller().party()))
                .map(read -> read.terms().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)));
    }
}
