package org.passerelle.system.live;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;

/** Persons who sign in with a browser session of their own, beside the ones that the system keeps. */
public final class SignedIn {
    /** Of a one-time code (RFC 6238); Keycloak takes the neighbours too, and each once. */
    private static final int PERIOD_SECONDS = 30;

    private static final int ATTEMPTS = 3;

    private SignedIn() {}

    /**
     * Whoever calls the gateways as a person.
     *
     * @param session name of the browser session
     * @param strength 1 password, 2 second factor
     */
    public static GatewayClient as(LiveSystem system, String session, String account, int strength) {
        return with(token(system, session, account, strength), system.gateways());
    }

    /** Whoever calls these gateways with a token. */
    public static GatewayClient with(String token, List<URI> gateways) {
        return new GatewayClient(gateways, (who, method, target) -> Map.of("Authorization", "Bearer " + token));
    }

    /** A token; where others have used up a person's one-time codes, the next one is waited for. */
    public static String token(LiveSystem system, String session, String account, int strength) {
        for (int attempt = 1; ; attempt++) {
            try {
                return tokenNow(system, session, account, strength);
            } catch (CannotStart failed) {
                throw new IllegalStateException(failed.getMessage(), failed);
            } catch (SignInRefused refused) {
                boolean usedUp = String.valueOf(refused.getMessage()).contains("are used up");
                if (!usedUp || attempt == ATTEMPTS) {
                    throw new IllegalStateException(refused.getMessage(), refused);
                }
                long used = period();
                Waiting.until(() -> period() > used, Duration.ofSeconds(2L * PERIOD_SECONDS));
            }
        }
    }

    /** A token, or why there is none. */
    public static String tokenNow(LiveSystem system, String session, String account, int strength)
            throws CannotStart, SignInRefused {
        return system.tokens(system.home().run().resolve(session + "-" + strength))
                .token(account, strength, Optional.empty())
                .value();
    }

    private static long period() {
        return Instant.now().getEpochSecond() / PERIOD_SECONDS;
    }
}
