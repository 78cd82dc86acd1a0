package org.passerelle.gateway.edge;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.Set;
import org.passerelle.platform.config.NodeConfig;

/** How a gateway listens: plain on loopback, and else over TLS 1.3 and nothing older (RFC 8446). */
public final class Listener {
    private static final int LONGEST_HEADERS = 32 * 1024;
    /** An address holds a polygon, as it is searched for, or in the id of an export. */
    private static final int LONGEST_LINE = 48 * 1024;
    /** A poll waits for 60 s, and a stream beats every 10 s: where nothing goes either way for longer, nobody is there. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);

    private Listener() {}

    public static HttpServerOptions options(NodeConfig.Http http) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port())
                .setIdleTimeout((int) LONGEST_SILENCE.toSeconds())
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS);
        // HTTP/2 has the address among its headers.
        options.getInitialSettings().setMaxHeaderListSize(LONGEST_LINE + LONGEST_HEADERS);
        http.tls()
                .ifPresent(tls -> options.setSsl(true)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(tls.certificate())
                                .addKeyPath(tls.key())));
        return options;
    }
}
