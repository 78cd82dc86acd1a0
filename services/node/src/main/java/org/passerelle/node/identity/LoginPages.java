package org.passerelle.node.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks Keycloak's sign-in pages as a browser would, keeping its cookies. */
final class LoginPages {
    private static final Pattern FORM = Pattern.compile("<form\\s[^>]*?action=\"([^\"]+)\"", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\s[^>]*?name=\"([^\"]+)\"", Pattern.DOTALL);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Cookies cookies;

    LoginPages(Cookies cookies) {
        this.cookies = cookies;
    }

    /** A page with a form, or the redirect that ends the sign-in. */
    record Page(Optional<URI> redirect, String body) {
        boolean asksFor(String field) {
            return INPUT.matcher(body)
                    .results()
                    .anyMatch(input -> input.group(1).equals(field));
        }

        URI action() throws SignInRefused {
            Matcher form = FORM.matcher(body);
            if (!form.find()) {
                throw new SignInRefused("keycloak shows a page without a form");
            }
            return URI.create(form.group(1).replace("&amp;", "&"));
        }
    }

    Page open(URI address) throws SignInRefused {
        return send(HttpRequest.newBuilder(address).GET());
    }

    Page submit(Page page, Map<String, String> fields) throws SignInRefused {
        return send(HttpRequest.newBuilder(page.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(TokenEndpoint.encode(fields))));
    }

    private Page send(HttpRequest.Builder request) throws SignInRefused {
        if (!cookies.empty()) {
            request.header("Cookie", cookies.header());
        }
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(cookies::keep);
            cookies.save();
            if (response.statusCode() >= 500) {
                throw new SignInRefused("keycloak answers with status " + response.statusCode());
            }
            return new Page(response.headers().firstValue("Location").map(URI::create), response.body());
        } catch (IOException unreachable) {
            throw new SignInRefused("keycloak cannot be reached");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SignInRefused("interrupted while signing in");
        }
    }
}
