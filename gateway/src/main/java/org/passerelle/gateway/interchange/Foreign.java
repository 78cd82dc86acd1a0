package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/** What records of other people's objects have in common. */
final class Foreign {
    private Foreign() {}

    /** A line to tell an object by; empty when nothing is left that a screen shows. */
    static Optional<String> title(String text, int longest) {
        String shown = text.replaceAll("\\p{C}+", " ").strip();
        int most = Math.min(longest, shown.codePointCount(0, shown.length()));
        return Optional.of(shown.substring(0, shown.offsetByCodePoints(0, most)))
                .filter(line -> !line.isEmpty());
    }

    /** Says what a label is without that it may not be without. */
    static void complete(ObjectNode label, String pointer, Faults faults) {
        for (String name : List.of("marking", "tlp")) {
            if (!label.has(name)) {
                faults.add(
                        pointer,
                        Fault.Code.MISSING,
                        "states no %s, and the mapping names none".formatted(name.equals("tlp") ? "TLP" : name));
            }
        }
    }
}
