package org.passerelle.gateway.identity;

import java.net.URI;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the address in a proof with that of the request: without query and fragment, normalised (RFC 9449, section 4.3). */
final class ProofAddress {
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

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
                // An authority that is no host and port is none here, and two of them must not be the same for that.
                && proof.getHost() != null
                && lower(proof.getHost()).equals(lower(actual.getHost()))
                && port(proof) == port(actual)
                && path(proof).equals(path(actual));
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
        return path == null || path.isEmpty()
                ? "/"
                : ESCAPE.matcher(path).replaceAll(escape -> written(escape.group(1)));
    }

    /** Escapes stand in capitals, and only where there must be one (RFC 3986, sections 6.2.2.1 and 6.2.2.2). */
    private static String written(String digits) {
        String character = Character.toString(HexFormat.fromHexDigits(digits));
        return UNRESERVED.matcher(character).matches() ? character : "%" + digits.toUpperCase(Locale.ROOT);
    }
}
