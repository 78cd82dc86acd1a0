package org.passerelle.platform.bus;

/** Something that is needed does not answer; the only failure that crosses the bus. It names what, never why. */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    public Unavailable(String what) {
        super(what + " is unavailable", null, false, false);
        this.what = what;
    }

    /** The bus address, {@code database}, or a key. */
    public String what() {
        return what;
    }
}
