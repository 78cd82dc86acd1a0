package org.passerelle.node.command;

import java.io.PrintStream;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.supervisor.StatusFile;

/** Tells the demo's user where the portal is and how to sign in. */
final class SignIns {
    private SignIns() {}

    static void print(Home home, StatusFile.Running running, PrintStream out) throws CannotStart {
        Secrets secrets = Secrets.of(home);
        out.println();
        running.gateways().forEach(gateway -> out.println("portal  " + gateway.resolve("/portal/")));
        out.println();
        out.printf("%-26s %-26s %s%n", "person", "password", "secret for an authenticator app");
        for (String person : secrets.persons()) {
            var secret = secrets.person(person);
            out.printf("%-26s %-26s %s%n", person, secret.password(), secret.totpSecret());
        }
        out.println();
        out.println("one-time code without an app:  ./passerelle code unowa.officer");
        out.println("a token for scripts:           ./passerelle token unowa-system --dpop-key key.jwk");
        out.println("The demo stays up until Ctrl-C or ./passerelle down.");
    }
}
