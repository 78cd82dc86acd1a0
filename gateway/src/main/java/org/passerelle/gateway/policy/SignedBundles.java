package org.passerelle.gateway.policy;

import java.nio.charset.StandardCharsets;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

/** Reads bundles that the authority signed, and nothing else. */
public final class SignedBundles {
    private final String publicKey;

    /** @param publicKey base64url of the authority's Ed25519 key */
    public SignedBundles(String publicKey) {
        this.publicKey = publicKey;
    }

    /** The bundle; throws {@link Untrusted} unless it is the version asked for under the authority's signature. */
    public Bundle read(SignedBundle signed, long version) {
        byte[] payload = signed.payload().getBytes(StandardCharsets.UTF_8);
        if (!signed.keyId().equals(Ed25519Keys.keyId(publicKey))
                || !Ed25519Keys.verify(publicKey, payload, signed.signature())) {
            throw new Untrusted("the policy bundle is not signed by the authority");
        }
        Bundle bundle = Json.read(payload, Bundle.class);
        // INVARIANT: an old bundle under a new number would be a rollback.
        if (signed.version() != version || bundle.version() != version) {
            throw new Untrusted("the policy bundle is of another version than asked for");
        }
        return bundle;
    }

    /** A bundle that counts for nothing. */
    public static final class Untrusted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Untrusted(String message) {
            super(message);
        }
    }
}
