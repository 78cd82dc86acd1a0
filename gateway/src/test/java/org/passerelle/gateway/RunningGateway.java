package org.passerelle.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.RateLimit;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.SignIn;
import org.passerelle.gateway.identity.Permission;
import org.passerelle.gateway.identity.VerifiedToken;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.service.ServiceContext;

/** A gateway on a port of its own, whose callers say who they are in the header {@code Test-Account}: a system where there is {@code Test-Key}. */
final class RunningGateway implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Answers answers;
    final AheadClock clock = new AheadClock();
    /** Whether whoever called has signed out since, before their token ends. */
    final AtomicBoolean signedOut = new AtomicBoolean();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Assembly assembly;
    private final Gateway gateway = new Gateway();
    private final HttpClient http = HttpClient.newHttpClient();

    RunningGateway(Path home) {
        this(home, 1, usual());
        await(assembly.lease().renew());
    }

    private static RateLimit usual() {
        return new RateLimit(500, System::nanoTime);
    }

    /** One at which an account has so many calls, for ever. */
    static RunningGateway limited(Path home, int calls) {
        RunningGateway gateway = new RunningGateway(home, 1, new RateLimit(calls, () -> 0L));
        await(gateway.assembly.lease().renew());
        return gateway;
    }

    /** One that has started and whose authority has no policy that it would take. */
    static RunningGateway withoutPolicy(Path home) {
        return new RunningGateway(home, 0, usual());
    }

    /** One under {@link World#watched}. */
    static RunningGateway watched(Path home) throws Exception {
        return under(home, World::watched);
    }

    /** One under another policy than the usual. */
    static RunningGateway under(Path home, LongFunction<Bundle> policy) throws Exception {
        RunningGateway gateway = new RunningGateway(home);
        gateway.change(policy);
        return gateway;
    }

    /** Puts the next version of the policy in force. */
    void change(LongFunction<Bundle> policy) throws Exception {
        answers.policy = policy;
        long next = answers.policyVersion + 1;
        answers.policyVersion = next;
        until(() -> {
            assembly.lease().renew();
            return assembly.lease().inForce(next);
        });
    }

    private RunningGateway(Path home, long policyVersion, RateLimit rates) {
        Bus bus = new Bus(vertx, Duration.ofSeconds(1));
        answers = new Answers(vertx, bus, Ed25519Keys.loadOrGenerate(home.resolve("keys/authority.pem")));
        answers.policyVersion = policyVersion;
        await(answers.begin());
        NodeConfig config = config(home);
        ServiceContext context = new ServiceContext(
                vertx, bus, Database.open(vertx, config.database(), "gateway"), config, clock, new Health(), meters);
        assembly = Assembly.of(
                context, signIn(), (verified, token, operation) -> Future.succeededFuture(permission(verified)), rates);
        await(gateway.open(context, assembly));
    }

    private static NodeConfig config(Path home) {
        NodeConfig defaults = NodeConfig.defaults();
        return new NodeConfig(
                defaults.name(),
                home.toString(),
                defaults.services(),
                defaults.database(),
                defaults.cluster(),
                new NodeConfig.EventBus("127.0.0.1", 0, Duration.ofSeconds(1), Optional.empty()),
                new NodeConfig.Http("127.0.0.1", 0, Optional.empty()),
                defaults.management(),
                defaults.keycloak(),
                defaults.policy(),
                defaults.screening(),
                defaults.lists(),
                defaults.reminders(),
                defaults.matches(),
                defaults.storage(),
                defaults.audit());
    }

    private SignIn signIn() {
        return context -> Optional.ofNullable(context.request().getHeader("Test-Account"))
                .map(account -> Future.succeededFuture(new SignIn.Shown(
                        new VerifiedToken(
                                account,
                                key(context).isPresent() ? account : "portal",
                                key(context).isPresent() ? Optional.empty() : Optional.of(account),
                                number(context.request().getHeader("Test-Strength"), 2),
                                clock.instant()
                                        .minusSeconds(number(context.request().getHeader("Test-Seconds-Ago"), 0)),
                                key(context),
                                clock.instant()
                                        .plusSeconds(number(context.request().getHeader("Test-Lasts"), 300))),
                        "",
                        () -> !signedOut.get())))
                .orElseGet(() -> Future.failedFuture(new Refusal(Problem.Kind.UNAUTHENTICATED)));
    }

    private static Optional<String> key(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("Test-Key"));
    }

    private static int number(@Nullable String header, int otherwise) {
        return header == null ? otherwise : Integer.parseInt(header);
    }

    private static Permission.Answer permission(VerifiedToken verified) {
        return verified.account().startsWith("forbidden") ? Permission.Answer.NO : Permission.Answer.YES;
    }

    Assembly assembly() {
        return assembly;
    }

    HttpResponse<String> get(String account, String path) {
        return send(request(path).header("Test-Account", account).build());
    }

    HttpResponse<String> post(String account, String path, String body) {
        return send(request(path)
                .header("Test-Account", account)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.address() + "/api/v1" + path));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return DocumentedAnswers.held(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    /** Looks again until it is so, at most ten seconds. */
    static void until(Condition condition) throws Exception {
        long patience = System.nanoTime() + 10_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("it never became so");
            }
            Thread.onSpinWait();
        }
    }
}
