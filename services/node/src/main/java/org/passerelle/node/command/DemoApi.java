package org.passerelle.node.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.passerelle.audit.verify.ApiSource;
import org.passerelle.node.identity.RequestCredentials;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.process.CannotStart;

/** Reads a gateway's API as one account. */
final class DemoApi implements ApiSource.Api {
    private final URI gateway;
    private final String account;
    private final RequestCredentials credentials;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    DemoApi(URI gateway, String account, RequestCredentials credentials) {
        this.gateway = gateway;
        this.account = account;
        this.credentials = credentials;
    }

    @Override
    public String get(String path) throws IOException {
        URI address = gateway.resolve("/api/v1" + path);
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        try {
            credentials.headers(account, "GET", address).forEach(request::header);
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("%s was answered with status %d".formatted(path, response.statusCode()));
            }
            return response.body();
        } catch (CannotStart | SignInRefused refused) {
            throw new IOException(refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
