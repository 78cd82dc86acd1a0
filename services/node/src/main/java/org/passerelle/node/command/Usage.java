package org.passerelle.node.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with the arguments of a command, told with how it is used. */
final class Usage {
    private Usage() {}

    /** @param spec of the command, once its arguments were read */
    static ParameterException wrong(@Nullable CommandSpec spec, String message) {
        CommandLine line = spec == null ? new CommandLine(new PasserelleCommand()) : spec.commandLine();
        return new ParameterException(line, message);
    }
}
