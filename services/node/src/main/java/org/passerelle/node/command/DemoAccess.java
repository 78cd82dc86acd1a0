package org.passerelle.node.command;

import org.passerelle.node.demo.Identity;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.identity.RequestCredentials;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.identity.TokenSource;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.supervisor.StatusFile;

/** The demo that runs on a data directory; outside a demo nobody's secrets are used for them. */
final class DemoAccess {
    private DemoAccess() {}

    static StatusFile.Running running(Home home) throws CannotStart {
        StatusFile.Running running = StatusFile.of(home)
                .read()
                .orElseThrow(() -> new CannotStart("the demo does not run; start it with \"passerelle demo\""));
        if (!running.demo()) {
            throw new CannotStart(
                    "tokens are handed out in the demo only; start it with \"passerelle demo\", or let a partner system sign in"
                            + " by itself, where the command takes --client-key");
        }
        return running;
    }

    static TokenSource tokens(Home home) throws CannotStart {
        return new TokenSource(
                Secrets.of(home), running(home).issuerAddress(), home.run().resolve("sessions"));
    }

    static RequestCredentials credentials(Home home) throws CannotStart {
        return new RequestCredentials(tokens(home), Secrets.of(home));
    }

    /** Signs requests as accounts of the demo; fails with {@link StoryInterrupted}. */
    static Identity identity(Home home) throws CannotStart {
        return identity(credentials(home));
    }

    /** Signs requests with these credentials; fails with {@link StoryInterrupted}. */
    static Identity identity(RequestCredentials credentials) {
        return (account, method, target) -> {
            try {
                return credentials.headers(account, method, target);
            } catch (CannotStart | SignInRefused refused) {
                throw new StoryInterrupted(account + " cannot sign in: " + refused.getMessage(), refused);
            }
        };
    }
}
