package org.passerelle.node.command;

import org.passerelle.node.composition.ServiceCatalogue;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.seed.ConfigurationException;
import org.passerelle.platform.config.ConfigFault;

/** Turns what went wrong into one sentence and an exit code. */
final class Failures {
    private Failures() {}

    static int tell(Exception failure) throws Exception {
        if (failure instanceof CannotStart || failure instanceof SignInRefused) {
            System.err.println("passerelle: " + failure.getMessage());
            return ExitCode.UNAVAILABLE;
        }
        if (failure instanceof ConfigurationException) {
            System.err.println("passerelle: the configuration does not load:\n" + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof ConfigFault || failure instanceof ServiceCatalogue.UnknownService) {
            System.err.println("passerelle: " + failure.getMessage());
            return ExitCode.USAGE;
        }
        throw failure;
    }
}
