package org.passerelle.node.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Ties a foreign program to this process: when the pipe to its standard input closes, because this process ended in
 * whatever way, a small shell beside the program sends it the signal.
 */
final class Leash {
    private static final String SCRIPT = """
            signal=$1; shift
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            trap 'kill -s "$signal" "$child" 2>/dev/null' TERM INT HUP
            ( trap '' INT HUP; while IFS= read -r -u 3 _; do :; done; kill -s "$signal" "$child" 2>/dev/null ) &
            watcher=$!
            exec 3<&-
            wait "$child"; status=$?
            while kill -0 "$child" 2>/dev/null; do wait "$child"; status=$?; done
            kill "$watcher" 2>/dev/null
            exit "$status"
            """;

    private Leash() {}

    /** The command that runs {@code command} on a leash, in a session of its own so that Ctrl-C reaches only us. */
    static List<String> on(List<String> command, String signal) {
        var leashed = new ArrayList<>(List.of("setsid", "bash", "-c", SCRIPT, "leash", signal));
        leashed.addAll(command);
        return leashed;
    }
}
