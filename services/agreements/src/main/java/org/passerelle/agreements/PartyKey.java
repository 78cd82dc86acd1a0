package org.passerelle.agreements;

import java.util.Base64;
import org.passerelle.platform.crypto.Ed25519Keys;

/**
 * A key with which a party signs agreements; a party may have several.
 *
 * @param publicKey base64url of the 32 raw bytes of an Ed25519 public key
 */
public record PartyKey(String party, String publicKey) {
    public PartyKey {
        if (Base64.getUrlDecoder().decode(publicKey).length != 32) {
            throw new IllegalArgumentException("a party's key must be an Ed25519 public key");
        }
    }

    /** The name by which signatures refer to it. */
    public String keyId() {
        return Ed25519Keys.keyId(publicKey);
    }
}
