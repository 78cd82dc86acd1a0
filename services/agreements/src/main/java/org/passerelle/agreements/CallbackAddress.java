package org.passerelle.agreements;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses to which the platform may one day call a party: https to a public name, so that nobody has the platform knock at doors inside
 * of its own network (CWE-918). Numbers instead of a name are refused whatever they are: they have many spellings. Whether a name leads to
 * a private address can change after this; whoever calls has to look again at the moment of calling.
 */
final class CallbackAddress {
    private static final int LONGEST = 500;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    /** Names that never lead out (RFC 6761, RFC 6762, RFC 8375, RFC 9476, and what private networks use). */
    private static final Set<String> INWARD = Set.of(
            "localhost",
            "local",
            "internal",
            "intranet",
            "lan",
            "home",
            "corp",
            "private",
            "arpa",
            "onion",
            "alt",
            "test");

    private CallbackAddress() {}

    /** What is wrong with an address; empty when it may be called. */
    static Optional<String> fault(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("may have at most " + LONGEST + " characters");
        }
        try {
            URI address = new URI(text);
            if (!"https".equals(address.getScheme())) {
                return Optional.of("must begin with https://");
            }
            if (address.getRawUserInfo() != null
                    || text.substring("https://".length()).split("[/?#]", -1)[0].contains("@")) {
                return Optional.of("must not contain a name or password");
            }
            if (address.getRawFragment() != null) {
                return Optional.of("must not have a fragment");
            }
            return address.getHost() == null ? Optional.of("must name a host") : host(address.getHost());
        } catch (URISyntaxException malformed) {
            return Optional.of("is no address");
        }
    }

    private static Optional<String> host(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            return Optional.of("must name a host, not a number");
        }
        String[] labels = name.split("\\.", -1);
        String last = labels[labels.length - 1];
        if (NUMERIC.matcher(last).matches()) {
            return Optional.of("must name a host, not a number");
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.of("must name a host");
            }
        }
        return labels.length < 2 || INWARD.contains(last)
                ? Optional.of("must name a host that is reached from outside")
                : Optional.empty();
    }
}
