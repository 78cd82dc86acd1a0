package org.passerelle.node.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What the gateways count themselves, from their management ports. */
final class Meters {
    static final String LATE = "passerelle_disclosure_chunks_late_total";
    static final String CHUNKS = "passerelle_disclosure_chunks_total";
    static final String OVERTAKEN = "passerelle_disclosure_overtaken_total";

    private final List<URI> management;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Meters(List<URI> management) {
        this.management = management;
    }

    /** The sum over all gateways. */
    long sum(String name) {
        long sum = 0;
        for (int gateway = 0; gateway < management.size(); gateway++) {
            sum += of(gateway, name);
        }
        return sum;
    }

    long of(int gateway, String name) {
        URI address = management.get(gateway).resolve("/metrics");
        try {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException unreachable) {
            throw new IllegalStateException("no metrics at " + address, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    boolean ready(int gateway) {
        URI address = management.get(gateway).resolve("/health/ready");
        try {
            return http.send(
                                    HttpRequest.newBuilder(address)
                                            .timeout(Duration.ofSeconds(3))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
