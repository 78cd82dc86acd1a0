package org.passerelle.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.core.message.Hint;
import org.passerelle.gateway.agreements.AgreementOperations;
import org.passerelle.gateway.assessments.AssessmentOperations;
import org.passerelle.gateway.audit.AuditOperations;
import org.passerelle.gateway.caller.CallerOperations;
import org.passerelle.gateway.decisions.ExplainDecision;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.edge.Api;
import org.passerelle.gateway.edge.BearerSignIn;
import org.passerelle.gateway.edge.Contract;
import org.passerelle.gateway.edge.Door;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.RateLimit;
import org.passerelle.gateway.edge.Site;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.feed.FeedOperations;
import org.passerelle.gateway.feed.Wakeups;
import org.passerelle.gateway.holds.HoldOperations;
import org.passerelle.gateway.identity.IdentitySettings;
import org.passerelle.gateway.identity.Permission;
import org.passerelle.gateway.identity.ProofCheck;
import org.passerelle.gateway.identity.SeenProofs;
import org.passerelle.gateway.identity.SigningKeys;
import org.passerelle.gateway.identity.TokenCheck;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.keys.InstallationKey;
import org.passerelle.gateway.keys.ViewTags;
import org.passerelle.gateway.policy.PolicyLease;
import org.passerelle.gateway.policy.RemoteAuthority;
import org.passerelle.gateway.policy.SignedBundles;
import org.passerelle.gateway.records.RecordOperations;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;

/** The only door out: signs callers in, enforces policy, and serves the API and the portal. */
public final class Gateway implements Service {
    private static final int CALLS_PER_SECOND = 500;
    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final String AUTHORITY_KEY = "keys/authority.pem";
    private static final String INSTALLATION_KEY = "keys/installation.key";

    private final AtomicReference<URI> ownAddress = new AtomicReference<>();

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        return Workers.run(context.vertx(), () -> Parts.assemble(context, ownAddress::get))
                .compose(parts -> parts.follow(context)
                        .compose(following -> parts.api().router())
                        .map(api -> parts.site().around(api))
                        .compose(router ->
                                listen(context.vertx(), context.config().gateway(), router)));
    }

    /** Scheme, host and port under which this gateway is reached; known once it listens. */
    public URI address() {
        return ownAddress.get();
    }

    private Future<Void> listen(Vertx vertx, NodeConfig.Http http, Router router) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port())
                .setMaxHeaderSize(LONGEST_HEADERS);
        http.tls()
                .ifPresent(tls -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(tls.certificate())
                                .addKeyPath(tls.key())));
        String scheme = http.tls().isPresent() ? "https" : "http";
        return vertx.createHttpServer(options).requestHandler(router).listen().map((HttpServer server) -> {
            ownAddress.set(URI.create(scheme + "://" + http.host() + ":" + server.actualPort()));
            return null;
        });
    }

    /** Everything that a gateway is made of. */
    private record Parts(PolicyLease lease, Wakeups wakeups, Api api, Site site) {

        static Parts assemble(ServiceContext context, java.util.function.Supplier<URI> ownAddress) {
            Vertx vertx = context.vertx();
            Bus bus = context.bus();
            Clock clock = context.clock();
            NodeConfig config = context.config();
            String authorityKey = Ed25519Keys.loadOrGenerate(
                            config.homeDirectory().resolve(AUTHORITY_KEY))
                    .publicKey();
            InstallationKey installation =
                    InstallationKey.loadOrGenerate(config.homeDirectory().resolve(INSTALLATION_KEY));
            PolicyLease lease = new PolicyLease(
                    new RemoteAuthority(vertx, bus, UUID.randomUUID().toString(), new SignedBundles(authorityKey)),
                    clock,
                    System::nanoTime);
            Disclosure disclosure = new Disclosure(
                    lease, new Judging(bus, clock), bus, config.policy().window());
            IdentitySettings identity = new IdentitySettings(
                    URI.create(config.keycloak().url()),
                    config.keycloak().realm(),
                    config.keycloak().client(),
                    config.keycloak().clientSecret().orElse(""));
            TokenCheck tokens = new TokenCheck(
                    identity,
                    new SigningKeys(identity.keys(), clock),
                    new ProofCheck(new SeenProofs(clock), clock),
                    clock);
            Door door = new Door(
                    vertx,
                    new BearerSignIn(vertx, tokens, ownAddress),
                    new Permission(identity, clock),
                    disclosure,
                    bus);
            Wakeups wakeups = new Wakeups(vertx);
            Api api = new Api(
                    vertx,
                    Contract.load(),
                    door,
                    new RateLimit(CALLS_PER_SECOND, System::nanoTime),
                    operations(context, disclosure, lease, installation, wakeups));
            return new Parts(lease, wakeups, api, new Site(vertx));
        }

        private static List<Operation> operations(
                ServiceContext context,
                Disclosure disclosure,
                PolicyLease lease,
                InstallationKey installation,
                Wakeups wakeups) {
            Bus bus = context.bus();
            Clock clock = context.clock();
            Cursors cursors = new Cursors(installation);
            List<Operation> operations = new ArrayList<>();
            operations.addAll(CallerOperations.of(disclosure));
            operations.addAll(RecordOperations.of(bus, clock, disclosure, new ViewTags(installation), cursors));
            operations.add(new ExplainDecision(disclosure, bus, clock));
            operations.addAll(FeedOperations.of(bus, clock, disclosure, lease, cursors, wakeups));
            operations.addAll(AgreementOperations.of(bus));
            operations.addAll(AssessmentOperations.of(bus, clock));
            operations.addAll(HoldOperations.of(bus, clock));
            operations.addAll(AuditOperations.of(bus));
            return operations;
        }

        /** Keeps the lease, and wakes who waits. Unready without policy; the lease comes by itself once the authority answers. */
        Future<Void> follow(ServiceContext context) {
            context.health()
                    .register(
                            "policy-lease",
                            () -> Future.succeededFuture(lease.current().isPresent()));
            lease.watch(wakeups::wakeAll);
            context.vertx().setPeriodic(context.config().policy().renewEvery().toMillis(), tick -> lease.renew());
            lease.renew();
            return context.bus()
                    .onHint(Hint.POLICY_CHANGED, lease::renew)
                    .compose(listening -> context.bus().onHint(Hint.FEED_GREW, wakeups::wakeAll));
        }
    }
}
