package org.passerelle.node.command;

/** What a command's exit code means. */
public final class ExitCode {
    /** All agrees. */
    public static final int AGREES = 0;

    /** Something disagrees. */
    public static final int DISAGREES = 1;

    /** The command was not understood. */
    public static final int USAGE = 2;

    /** Something outside the program is missing or unavailable. */
    public static final int UNAVAILABLE = 3;

    private ExitCode() {}
}
