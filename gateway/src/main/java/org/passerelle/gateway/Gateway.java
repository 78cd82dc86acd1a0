package org.passerelle.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.gateway.edge.BearerSignIn;
import org.passerelle.gateway.edge.Listener;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.identity.IdentitySettings;
import org.passerelle.gateway.identity.Permission;
import org.passerelle.gateway.identity.ProofCheck;
import org.passerelle.gateway.identity.SeenProofs;
import org.passerelle.gateway.identity.SigningKeys;
import org.passerelle.gateway.identity.TokenCheck;
import org.passerelle.gateway.portal.Portal;
import org.passerelle.gateway.portal.PortalClient;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;

/** The only door out: signs callers in, enforces policy, and serves the API and the portal. */
public final class Gateway implements Service {
    private static final String PORTAL = "portal";

    private final AtomicReference<URI> ownAddress = new AtomicReference<>();

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        return Workers.run(context.vertx(), () -> assembly(context)).compose(assembly -> open(context, assembly));
    }

    /** Opens the door over these parts. */
    Future<Void> open(ServiceContext context, Assembly assembly) {
        return assembly.follow(context)
                .compose(following -> assembly.api().router())
                .map(api -> assembly.site().around(api))
                .compose(router -> listen(context.vertx(), context.config().gateway(), router));
    }

    /** Scheme, host and port under which this gateway is reached; known once it listens. */
    public URI address() {
        return ownAddress.get();
    }

    private Assembly assembly(ServiceContext context) {
        Vertx vertx = context.vertx();
        Clock clock = context.clock();
        NodeConfig.Keycloak keycloak = context.config().keycloak();
        IdentitySettings identity = new IdentitySettings(
                URI.create(keycloak.url()),
                keycloak.realm(),
                keycloak.client(),
                keycloak.clientSecret().orElse(""));
        TokenCheck tokens = new TokenCheck(
                identity,
                new SigningKeys(identity.keys(), System::nanoTime),
                new ProofCheck(new SeenProofs(clock), clock),
                clock,
                System::nanoTime);
        Permission permission = new Permission(identity, clock);
        Portal portal = new Portal(
                vertx,
                new PortalClient(
                        identity.issuer(), PORTAL, keycloak.portalSecret().orElse("")),
                clock,
                ownAddress::get);
        Assembly assembly = Assembly.of(
                context,
                portal.signIn(tokens, new BearerSignIn(vertx, tokens, ownAddress::get)),
                (verified, token, operationId) ->
                        Workers.run(vertx, () -> permission.ask(verified, token, operationId)));
        assembly.site().beside(portal::mount);
        return assembly;
    }

    private Future<Void> listen(Vertx vertx, NodeConfig.Http http, Router router) {
        String scheme = http.tls().isPresent() ? "https" : "http";
        return vertx.createHttpServer(Listener.options(http))
                .requestHandler(router)
                .listen()
                .onSuccess((HttpServer server) ->
                        ownAddress.set(URI.create(scheme + "://" + http.host() + ":" + server.actualPort())))
                .mapEmpty();
    }
}
