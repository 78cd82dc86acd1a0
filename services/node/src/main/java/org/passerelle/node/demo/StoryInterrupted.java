package org.passerelle.node.demo;

/** The gateway answered so that a scenario cannot go on; it then counts as not agreeing. */
public final class StoryInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoryInterrupted(String why) {
        super(why);
    }

    public StoryInterrupted(String why, Throwable cause) {
        super(why, cause);
    }
}
