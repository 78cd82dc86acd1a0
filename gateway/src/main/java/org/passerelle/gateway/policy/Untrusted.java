package org.passerelle.gateway.policy;

/** A policy that counts for nothing, and why. */
public final class Untrusted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Suspicion suspicion;

    Untrusted(Suspicion suspicion) {
        super("the policy is refused: " + suspicion.sentence(), null, false, false);
        this.suspicion = suspicion;
    }

    public Suspicion suspicion() {
        return suspicion;
    }
}
