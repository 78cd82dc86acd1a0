package org.passerelle.node.process;

/** Something outside the program prevents the start; the message is one plain sentence for the user (exit 3). */
public final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
