package org.passerelle.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.platform.config.NodeConfig;

class ListenerTest {
    private final Vertx vertx = Vertx.vertx();
    private final SelfSignedCertificate certificate = SelfSignedCertificate.create("127.0.0.1");

    @AfterEach
    void close() {
        certificate.delete();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void speaksTheNewestTlsAndNothingOlder() throws Exception {
        NodeConfig.Tls tls = new NodeConfig.Tls(certificate.certificatePath(), certificate.privateKeyPath());
        HttpServer server = vertx.createHttpServer(
                        Listener.options(new NodeConfig.Http("127.0.0.1", 0, Optional.of(tls))))
                .requestHandler(request -> request.response().end())
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        assertEquals("TLSv1.3", handshake(server.actualPort(), "TLSv1.3"));
        assertThrows(SSLHandshakeException.class, () -> handshake(server.actualPort(), "TLSv1.2"));
    }

    private String handshake(int port, String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        byte[] pem = Files.readAllBytes(Path.of(certificate.certificatePath()));
        trusted.setCertificateEntry(
                "server", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @Test
    void aConnectionOnWhichNothingHappensEndsAfterTheLongestWaitOfAnyCall() {
        HttpServerOptions options = Listener.options(new NodeConfig.Http("127.0.0.1", 0, Optional.empty()));
        Duration idle = Duration.of(
                options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit());
        assertEquals(Duration.ofSeconds(90), idle);
    }
}
