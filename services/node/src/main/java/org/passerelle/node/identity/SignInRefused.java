package org.passerelle.node.identity;

/** Keycloak did not sign somebody in; the message says why in a sentence, without secrets. */
public final class SignInRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public SignInRefused(String reason) {
        super(reason);
    }
}
