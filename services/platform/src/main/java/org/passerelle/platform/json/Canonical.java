package org.passerelle.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Optional;
import org.erdtman.jcs.JsonCanonicalizer;

/** The JSON Canonicalization Scheme (RFC 8785). */
final class Canonical {
    // INVARIANT: integers beyond 2^53 have no exact canonical form (RFC 8785, appendix D); two of them must never hash
    // alike.
    private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

    private Canonical() {}

    static byte[] bytes(JsonNode tree) {
        refuseInexact(tree);
        try {
            if (tree.isContainerNode()) {
                return new JsonCanonicalizer(tree.toString()).getEncodedUTF8();
            }
            // The library takes containers only.
            String list = new JsonCanonicalizer("[" + tree + "]").getEncodedString();
            return list.substring(1, list.length() - 1).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static void refuseInexact(JsonNode tree) {
        if (isInexact(tree)) {
            throw new IllegalArgumentException("a whole number beyond 2^53 has no canonical form");
        }
        tree.forEach(Canonical::refuseInexact);
    }

    private static boolean isInexact(JsonNode node) {
        return node.isIntegralNumber() && node.bigIntegerValue().abs().compareTo(EXACT) > 0;
    }

    /** The place of the first number without a canonical form. */
    static Optional<At> inexact(JsonNode tree, At at) {
        if (isInexact(tree)) {
            return Optional.of(at);
        }
        for (int index = 0; tree.isArray() && index < tree.size(); index++) {
            Optional<At> found = inexact(tree.get(index), at.item(index));
            if (found.isPresent()) {
                return found;
            }
        }
        return tree.properties().stream()
                .flatMap(member -> inexact(member.getValue(), at.member(member.getKey())).stream())
                .findFirst();
    }
}
