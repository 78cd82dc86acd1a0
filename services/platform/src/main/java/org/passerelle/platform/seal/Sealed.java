package org.passerelle.platform.seal;

import io.vertx.core.buffer.Buffer;

/**
 * Sealed content with its wrapped data key.
 *
 * @param content AES-256-GCM under the data key: nonce, ciphertext, tag
 * @param key the data key under the domain's key, in the same form
 * @param wrappedUnder number of the wrapping key
 */
public record Sealed(Buffer content, Buffer key, int wrappedUnder) {}
