package org.passerelle.node.identity;

import java.time.Instant;

/** An access token as the token endpoint gave it; {@code scheme} is Bearer or DPoP. */
public record IssuedToken(String value, String scheme, Instant expiresAt) {}
