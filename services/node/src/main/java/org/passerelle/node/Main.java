package org.passerelle.node;

/** The process behind the launcher: reads the command and runs it. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.err.println("usage: passerelle COMMAND [OPTION...]");
        System.exit(USAGE);
    }
}
