package org.passerelle.node.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.platform.crypto.Sha256;

/** Signs one person in without a browser: code flow with PKCE, password, then the one-time code. */
final class PersonSignIn {
    private static final String CLIENT = "passerelle-cli";
    private static final String RETURN = "http://127.0.0.1/callback";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TokenEndpoint endpoint;
    private final String username;
    private final PersonSecret secret;
    private final LoginPages pages;

    PersonSignIn(TokenEndpoint endpoint, String username, PersonSecret secret, LoginPages pages) {
        this.endpoint = endpoint;
        this.username = username;
        this.secret = secret;
        this.pages = pages;
    }

    /** A token of the given strength (1 password, 2 second factor), bound to the key when there is one. */
    IssuedToken signIn(String strength, Optional<ECKey> boundKey, Optional<Duration> within) throws SignInRefused {
        String verifier = random();
        String state = random();
        String code = code(pass(pages.open(start(strength, verifier, state, within))), state);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", CLIENT);
        form.put("redirect_uri", RETURN);
        form.put("code", code);
        form.put("code_verifier", verifier);
        return endpoint.ask(form, boundKey);
    }

    private URI start(String strength, String verifier, String state, Optional<Duration> within) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", CLIENT);
        query.put("redirect_uri", RETURN);
        query.put("scope", "openid");
        query.put("state", state);
        query.put("acr_values", strength);
        within.ifPresent(age -> query.put("max_age", Long.toString(age.toSeconds())));
        query.put("code_challenge", Sha256.base64url(verifier));
        query.put("code_challenge_method", "S256");
        return URI.create(endpoint.address("auth") + "?" + TokenEndpoint.encode(query));
    }

    private URI pass(LoginPages.Page first) throws SignInRefused {
        LoginPages.Page page = first;
        if (page.redirect().isEmpty() && page.asksFor("password")) {
            page = pages.submit(page, Map.of("username", username, "password", secret.password()));
            if (page.asksFor("password")) {
                throw new SignInRefused("keycloak does not accept the password of " + username);
            }
        }
        if (page.redirect().isEmpty() && page.asksFor("otp")) {
            page = secondFactor(page);
        }
        return page.redirect().orElseThrow(() -> new SignInRefused("the sign-in of %s stays open".formatted(username)));
    }

    // A code is good for one use; the neighbours within Keycloak's window are tried next.
    private LoginPages.Page secondFactor(LoginPages.Page first) throws SignInRefused {
        LoginPages.Page page = first;
        Instant now = Instant.now();
        for (Instant moment : List.of(now, now.plusSeconds(30), now.minusSeconds(30))) {
            page = pages.submit(page, Map.of("otp", OneTimeCode.at(moment, secret.totpSecret())));
            if (page.redirect().isPresent()) {
                return page;
            }
        }
        throw new SignInRefused(
                "the one-time codes of %s are used up; the next comes within 30 seconds".formatted(username));
    }

    private String code(URI redirect, String state) throws SignInRefused {
        Map<String, String> answer = new LinkedHashMap<>();
        Arrays.stream(Optional.ofNullable(redirect.getQuery()).orElse("").split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> answer.put(pair[0], pair[1]));
        String code = answer.get("code");
        if (code == null || !state.equals(answer.get("state"))) {
            throw new SignInRefused("keycloak refuses the sign-in of %s: %s".formatted(username, answer.get("error")));
        }
        return code;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64URL.encode(bytes).toString();
    }
}
