package org.passerelle.audit.seal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.AgreementEvent;

/**
 * Which notes may be opened by the party that they concern. Whoever adds a kind must be sure that each person and system that opens
 * their party's entries may know all that it says.
 */
public final class Told {

    /** What members did that names no record, and what the party did to agreements, which it can read in their history. */
    private static final Set<String> KINDS = Stream.concat(
                    Stream.of("draft-previewed", "match-refused"),
                    Arrays.stream(AgreementEvent.values())
                            .map(event -> "agreement-" + event.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());

    private Told() {}

    public static Set<String> kinds() {
        return KINDS;
    }

    // INVARIANT: what is not on the list is the operator's alone, such as why something was withheld, and from whom.
    static String opener(String kind, String party) {
        return KINDS.contains(kind) ? party : "";
    }
}
