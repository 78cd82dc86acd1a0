package org.passerelle.node.identity;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.passerelle.node.process.CannotStart;

/** Tokens for the persons and clients whose secrets this data directory holds: for scripts, the demo and the tests. */
public final class TokenSource {
    private final Secrets secrets;
    private final TokenEndpoint endpoint;
    private final Path sessions;

    /** @param sessions where the sign-in cookies of persons are kept between calls, as a browser would */
    public TokenSource(Secrets secrets, URI issuer, Path sessions) {
        this.secrets = secrets;
        this.endpoint = new TokenEndpoint(issuer);
        this.sessions = sessions;
    }

    /**
     * A fresh token for a person or a client.
     *
     * @param strength for a person: 1 password, 2 second factor
     * @param boundKey the key to bind to; a client's token is bound to the client's own key when none is given
     */
    public IssuedToken token(String name, int strength, Optional<ECKey> boundKey) throws CannotStart, SignInRefused {
        return token(name, strength, boundKey, Optional.empty());
    }

    /**
     * A fresh token for a person who signed in no longer ago than {@code within}, or does so now; a client always does.
     *
     * @param strength for a person: 1 password, 2 second factor
     */
    public IssuedToken token(String name, int strength, Optional<ECKey> boundKey, Optional<Duration> within)
            throws CannotStart, SignInRefused {
        Optional<PersonSecret> person = secrets.knownPerson(name);
        if (person.isPresent()) {
            var pages = new LoginPages(new Cookies(sessions.resolve(name + ".cookies")));
            return new PersonSignIn(endpoint, name, person.get(), pages)
                    .signIn(Integer.toString(strength), boundKey, within);
        }
        Optional<ECKey> client = secrets.knownClient(name);
        if (client.isPresent()) {
            return new ClientSignIn(endpoint).signIn(name, client.get(), boundKey.orElse(client.get()));
        }
        throw new CannotStart("there is no person or client \"%s\" in the demo".formatted(name));
    }
}
