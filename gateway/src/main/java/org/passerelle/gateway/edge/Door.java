package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.message.Audit;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.identity.VerifiedToken;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;

/** Lets in who has shown who they are, whom Keycloak permits the operation, and whom the bundle knows in good standing and in a role for it. */
public final class Door {
    private final SignIn signIn;
    private final Permits permits;
    private final Disclosure disclosure;
    private final Contract contract;
    private final Bus bus;
    private final Clock clock;

    public Door(SignIn signIn, Permits permits, Disclosure disclosure, Contract contract, Bus bus, Clock clock) {
        this.signIn = signIn;
        this.permits = permits;
        this.disclosure = disclosure;
        this.contract = contract;
        this.bus = bus;
        this.clock = clock;
    }

    /** Who calls, as they show it. */
    Future<SignIn.Shown> show(RoutingContext context) {
        return signIn.show(context);
    }

    /**
     * The caller of an operation, as of now; fails with the refusal that they may learn. Asked again after something that took long,
     * it tells whether they may still do it.
     */
    Future<Caller> admit(SignIn.Shown shown, String operationId) {
        if (!lasts(shown)) {
            return Future.failedFuture(new Refusal(Problem.of(Problem.Kind.UNAUTHENTICATED, "the sign-in is over")));
        }
        return permitted(shown, operationId)
                .compose(yes -> disclosure.policy())
                .compose(leased -> known(leased, shown.verified(), operationId));
    }

    /** Whether what a caller has shown still counts: their token has not ended, nor have they signed out. */
    boolean lasts(SignIn.Shown shown) {
        return clock.instant().isBefore(shown.verified().expiresAt())
                && shown.lasts().getAsBoolean();
    }

    private Future<Void> permitted(SignIn.Shown shown, String operationId) {
        return permits.ask(shown.verified(), shown.token(), operationId).compose(answer -> switch (answer) {
            case YES -> Future.succeededFuture();
            case NO -> refuse(shown.verified(), operationId, Problem.of(Problem.Kind.FORBIDDEN));
            case UNAVAILABLE -> Future.failedFuture(new Unavailable("keycloak"));
        });
    }

    private Future<Caller> known(LeasedBundle leased, VerifiedToken token, String operationId) {
        Bundle bundle = leased.bundle();
        Optional<Account> account =
                Optional.ofNullable(bundle.accounts().get(token.account())).filter(known -> sameKind(known, token));
        Optional<Code> objection = objection(bundle, account);
        if (account.isEmpty() || objection.isPresent()) {
            return this.<Void>refuse(token, "any", Problem.refused(objection.orElse(Code.UNKNOWN_ACCOUNT)))
                    .mapEmpty();
        }
        // A role that was taken away is gone from the bundle before Keycloak's permission, which is cached, has
        // followed.
        if (Collections.disjoint(account.get().roles(), contract.roles(operationId))) {
            return this.<Void>refuse(token, operationId, Problem.of(Problem.Kind.FORBIDDEN))
                    .mapEmpty();
        }
        return Future.succeededFuture(
                new Caller(account.get(), strength(account.get(), token), token.signInTime(), token.expiresAt()));
    }

    // INVARIANT: a person is never taken for the system whose name they bear, nor a system for a person: each would
    // count as strong as the other.
    private static boolean sameKind(Account account, VerifiedToken token) {
        return switch (account.kind()) {
            case PERSON -> token.personUsername().isPresent();
            case CLIENT -> token.personUsername().isEmpty();
        };
    }

    private static Optional<Code> objection(Bundle bundle, Optional<Account> account) {
        if (account.isEmpty()) {
            return Optional.of(Code.UNKNOWN_ACCOUNT);
        }
        if (!account.get().enabled()) {
            return Optional.of(Code.ACCOUNT_DISABLED);
        }
        boolean active = Optional.ofNullable(bundle.parties().get(account.get().party()))
                .map(Party::active)
                .orElse(false);
        return active ? Optional.empty() : Optional.of(Code.PARTY_INACTIVE);
    }

    private <T> Future<T> refuse(VerifiedToken token, String operationId, Problem problem) {
        Audit.Note note = new Audit.Note(
                "call-refused",
                token.account(),
                "",
                operationId + " " + problem.code().map(ProblemCode::name).orElse("no permission"));
        return bus.ask(Audit.NOTE, note).compose(noted -> Future.failedFuture(new Refusal(problem)));
    }

    /** Sign-in strength: a client by possession of its key, a person by level of assurance ([D] caps clearance). */
    static Strength strength(Account account, VerifiedToken token) {
        return switch (account.kind()) {
            case CLIENT -> token.boundKeyThumbprint().isPresent() ? Strength.SENDER_CONSTRAINED : Strength.PASSWORD;
            case PERSON ->
                switch (token.strength()) {
                    case 3 -> Strength.HARDWARE_KEY;
                    case 2 -> Strength.SECOND_FACTOR;
                    default -> Strength.PASSWORD;
                };
        };
    }
}
