package org.passerelle.audit.verify;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.passerelle.audit.append.Leaf;

/**
 * What a log may be called: as a party is, or as the operator's. A source names its logs itself, and files are named after them: any
 * other name could lead out of the directory that is meant.
 */
final class LogName {

    private static final Pattern PARTY = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");

    private LogName() {}

    static boolean fits(String log) {
        return isParty(log) || log.equals(Leaf.OPERATOR);
    }

    static boolean isParty(String log) {
        return PARTY.matcher(log).matches();
    }

    /** The file or folder of a log, with this ending. */
    static Path in(Path directory, String log, String ending) {
        if (!fits(log)) {
            throw new IllegalArgumentException("a log is called as a party is, or " + Leaf.OPERATOR);
        }
        return directory.resolve(log + ending);
    }
}
