package org.passerelle.node;

import org.passerelle.node.command.PasserelleCommand;

/** The process behind the launcher: reads the command and runs it. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(PasserelleCommand.execute(arguments));
    }
}
