package org.passerelle.gateway.identity;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the address in a proof with that of the request: without query and fragment, normalised (RFC 9449, section 4.3). */
final class ProofAddress {
    private ProofAddress() {}

    static boolean same(@Nullable String claimed, URI request) {
        if (claimed == null) {
            return false;
        }
        URI proof = URI.create(claimed).normalize();
        URI actual = request.normalize();
        return proof.getRawFragment() == null
                && proof.getRawUserInfo() == null
                && lower(proof.getScheme()).equals(lower(actual.getScheme()))
                && lower(proof.getHost()).equals(lower(actual.getHost()))
                && port(proof) == port(actual)
                && Objects.equals(path(proof), path(actual));
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return lower(address.getScheme()).equals("https") ? 443 : 80;
    }

    private static String path(URI address) {
        String path = address.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }
}
