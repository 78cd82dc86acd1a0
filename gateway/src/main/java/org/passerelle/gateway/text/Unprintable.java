package org.passerelle.gateway.text;

/** A text that cannot stand on paper as it is; rather than a part of it, nothing is printed. */
public final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unprintable(String message) {
        super(message);
    }
}
