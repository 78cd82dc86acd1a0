package org.passerelle.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.edge.BearerSignIn;
import org.passerelle.gateway.edge.Listener;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.SignIn;
import org.passerelle.gateway.edge.Site;
import org.passerelle.platform.config.NodeConfig;

/** A proof signs for this gateway and the path that is routed, whatever a request line says. */
class BoundSignInTest {
    private static final int SIGNED_IN = 204;

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final TestIssuer issuer = new TestIssuer();
    private final ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    private final String token;
    private URI own = URI.create("http://127.0.0.1");

    BoundSignInTest() throws IOException, JOSEException {
        token = issuer.sign(issuer.claims(Instant.now())
                .claim("typ", "DPoP")
                .claim("cnf", Map.of("jkt", key.computeThumbprint().toString()))
                .build());
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        issuer.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The API, of which every record is a way in. */
    private Router api() {
        SigningKeys keys = new SigningKeys(issuer.settings().keys(), System::nanoTime);
        SignIn signIn = new BearerSignIn(
                vertx,
                new TokenCheck(
                        issuer.settings(), keys, new ProofCheck(new SeenProofs(clock), clock), clock, System::nanoTime),
                () -> own);
        Router api = Router.router(vertx);
        api.get("/records/:id")
                .handler(context -> signIn.show(context)
                        .onSuccess(shown ->
                                context.response().setStatusCode(SIGNED_IN).end())
                        .onFailure(failure -> refuse(context, failure)));
        return api;
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        int status =
                failure instanceof Refusal refusal ? refusal.problem().kind().status() : 500;
        context.response().setStatusCode(status).end();
    }

    private void serve(Router router) throws Exception {
        int port = await(vertx.createHttpServer(Listener.options(new NodeConfig.Http("127.0.0.1", 0, Optional.empty())))
                        .requestHandler(router)
                        .listen())
                .actualPort();
        own = URI.create("http://127.0.0.1:" + port);
    }

    private int status(String target, String signed) throws IOException, JOSEException {
        String proof = TestProof.good(key, token, Instant.now())
                .id(UUID.randomUUID().toString())
                .url(signed)
                .serialize();
        try (Socket socket = new Socket(own.getHost(), own.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: " + own.getAuthority() + "\r\nAuthorization: DPoP "
                                    + token + "\r\nDPoP: " + proof + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @Test
    void aProofForAnotherHostSignsNobodyIn() throws Exception {
        Router bare = Router.router(vertx);
        bare.route("/api/v1/*").subRouter(api());
        serve(bare);
        String elsewhere = "http://other.invalid:8443/api/v1/records/7";
        assertEquals(401, status("//other.invalid:8443/%2e%2e/../api/v1/records/7", elsewhere));
        assertEquals(401, status("/api/v1/records/7", elsewhere));
        assertEquals(SIGNED_IN, status("/api/v1/records/7", own + "/api/v1/records/7"));
    }

    @Test
    void aRequestLineThatNamesAHostIsRefusedWhoeverSignedIt() throws Exception {
        serve(new Site(vertx).around(api()));
        String signed = own + "/api/v1/records/7";
        assertEquals(400, status("//other.invalid:8443/%2e%2e/../api/v1/records/7", signed));
        assertEquals(400, status("//" + own.getAuthority() + "/%2e%2e/../api/v1/records/7", signed));
        assertEquals(400, status(signed, signed));
        assertEquals(400, status("http://other.invalid/api/v1/records/7", signed));
        assertEquals(SIGNED_IN, status("/api/v1/records/7", signed));
    }

    @Test
    void aPathIsSignedAsItIsRoutedHoweverItIsWritten() throws Exception {
        serve(new Site(vertx).around(api()));
        assertEquals(SIGNED_IN, status("/api/v1/records/urn%3a7%7ea?purpose=x", own + "/api/v1/records/urn%3a7%7ea"));
        assertEquals(SIGNED_IN, status("/api/v1/records/urn%3a7%7ea", own + "/api/v1/records/urn%3A7~a"));
        assertEquals(SIGNED_IN, status("/api/v1/./agreements/../records/7", own + "/api/v1/records/7"));
        assertEquals(SIGNED_IN, status("/api/v1/records/a%2Fb", own + "/api/v1/records/a%2Fb"));
        assertEquals(401, status("/api/v1/records/a%2Fb", own + "/api/v1/records/a/b"));
        assertEquals(401, status("/api/v1/records/../records/8", own + "/api/v1/records/7"));
        assertEquals(400, status("/api/v1/records/a|b", own + "/api/v1/records/a%7Cb"));
    }
}
