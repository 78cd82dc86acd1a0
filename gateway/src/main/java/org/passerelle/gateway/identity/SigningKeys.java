package org.passerelle.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keycloak's signing keys, fetched when first needed, when a token names an unknown one (rotation), and when they grow
 * old, so that a withdrawn key stops counting.
 */
public final class SigningKeys {
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration TRUSTED = Duration.ofMinutes(15);
    /** A stranger's invented key ids must not make the gateway hammer Keycloak. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final URI address;
    private final LongSupplier nanoTime;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Map<String, PublicKey> keys = Map.of();
    private OptionalLong fetchedAt = OptionalLong.empty();
    private OptionalLong triedAt = OptionalLong.empty();

    /** @param nanoTime a clock that nobody sets: keys age even where that of the day is set back */
    public SigningKeys(URI address, LongSupplier nanoTime) {
        this.address = address;
        this.nanoTime = nanoTime;
    }

    /** The key of this id; empty when Keycloak has none such. */
    synchronized Optional<PublicKey> key(String id) throws KeysUnavailable {
        if (!keys.containsKey(id) || olderThan(REFRESH)) {
            refresh();
        }
        if (olderThan(TRUSTED)) {
            throw new KeysUnavailable();
        }
        return Optional.ofNullable(keys.get(id));
    }

    /** How old the keys are, for readiness; empty when none were ever fetched. */
    public synchronized Optional<Duration> age() {
        return fetchedAt.isPresent() ? Optional.of(since(fetchedAt.getAsLong())) : Optional.empty();
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanoTime.getAsLong() - nanos);
    }

    private boolean olderThan(Duration limit) {
        return age().filter(age -> age.compareTo(limit) <= 0).isEmpty();
    }

    private void refresh() {
        if (triedAt.isPresent() && since(triedAt.getAsLong()).compareTo(PAUSE) < 0) {
            return;
        }
        OptionalLong now = OptionalLong.of(nanoTime.getAsLong());
        triedAt = now;
        fetch().ifPresent(fetched -> {
            keys = fetched;
            fetchedAt = now;
        });
    }

    private Optional<Map<String, PublicKey>> fetch() {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(3))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(signing(response.body())) : Optional.empty();
        } catch (IOException | ParseException | JOSEException unusable) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Map<String, PublicKey> signing(String body) throws ParseException, JOSEException {
        var found = new HashMap<String, PublicKey>();
        for (JWK key : JWKSet.parse(body).getKeys()) {
            if (key instanceof RSAKey rsa && KeyUse.SIGNATURE.equals(key.getKeyUse()) && key.getKeyID() != null) {
                found.put(key.getKeyID(), rsa.toPublicKey());
            }
        }
        return Map.copyOf(found);
    }

    /** No keys, or keys too old to be trusted. */
    static final class KeysUnavailable extends Exception {
        private static final long serialVersionUID = 1L;

        KeysUnavailable() {
            super("the signing keys cannot be had");
        }
    }
}
