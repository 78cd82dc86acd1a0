package org.passerelle.platform.policy;

/** A part whose text is not what its name says. */
public final class BrokenPart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPart(String hash) {
        super("part " + hash + " of the policy is not what its name says");
    }
}
