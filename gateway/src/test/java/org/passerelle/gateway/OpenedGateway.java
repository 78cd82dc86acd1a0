package org.passerelle.gateway;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.SignIn;
import org.passerelle.gateway.identity.Permission;
import org.passerelle.gateway.identity.VerifiedToken;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;

/**
 * The gateway as it is but for its sign-in: callers say who they are in a header, so that tests need no Keycloak. Partner systems count as
 * bound to a key, persons as signed in with a second factor.
 */
public final class OpenedGateway implements Service {
    /** The account that calls. */
    public static final String ACCOUNT = "Test-Account";

    private static final String SYSTEM = "-system";

    private final Gateway gateway = new Gateway();
    private @Nullable Assembly assembly;

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        assembly = Assembly.of(
                context,
                signIn(context.clock()),
                (verified, token, operation) -> Future.succeededFuture(Permission.Answer.YES));
        return gateway.open(context, assembly);
    }

    public URI address() {
        return gateway.address();
    }

    /** The policy under which it decides now; fails while there is none. */
    public Future<LeasedBundle> policy() {
        return Objects.requireNonNull(assembly).disclosure().policy();
    }

    private static SignIn signIn(Clock clock) {
        return context -> Optional.ofNullable(context.request().getHeader(ACCOUNT))
                .map(account -> Future.succeededFuture(new SignIn.Shown(token(account, clock.instant()), "")))
                .orElseGet(() -> Future.failedFuture(new Refusal(Problem.Kind.UNAUTHENTICATED)));
    }

    private static VerifiedToken token(String account, Instant now) {
        boolean system = account.endsWith(SYSTEM);
        return new VerifiedToken(
                account,
                system ? account : "portal",
                Optional.of(account).filter(person -> !system),
                2,
                now,
                Optional.of("key").filter(key -> system),
                now.plusSeconds(300));
    }
}
