package org.passerelle.gateway.policy;

import java.nio.charset.StandardCharsets;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/** Reads manifests of bundles that the authority signed, and nothing else. */
public final class SignedBundles {
    private final String publicKey;

    /** @param publicKey base64url of the authority's Ed25519 key */
    public SignedBundles(String publicKey) {
        this.publicKey = publicKey;
    }

    /** What the bundle consists of; throws {@link Untrusted} unless it is the version asked for under the authority's signature. */
    public Manifest read(SignedBundle signed, long version) {
        if (signed.signature().isBlank()) {
            throw new Untrusted(Suspicion.UNSIGNED);
        }
        if (!signed.keyId().equals(Ed25519Keys.keyId(publicKey))) {
            throw new Untrusted(Suspicion.OTHER_AUTHORITY);
        }
        // INVARIANT: nothing of the payload is looked at before its signature is verified.
        byte[] payload = signed.payload().getBytes(StandardCharsets.UTF_8);
        if (!Ed25519Keys.verify(publicKey, payload, signed.signature())) {
            throw new Untrusted(Suspicion.FORGED);
        }
        Manifest manifest = read(payload);
        // INVARIANT: an old bundle under a new number would be a rollback.
        if (signed.version() != version || manifest.version() != version) {
            throw new Untrusted(Suspicion.REPLAYED);
        }
        return manifest;
    }

    private static Manifest read(byte[] payload) {
        try {
            return Json.read(payload, Manifest.class);
        } catch (JsonFault unreadable) {
            throw new Untrusted(Suspicion.UNREADABLE);
        }
    }
}
