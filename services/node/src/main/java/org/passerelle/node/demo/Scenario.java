package org.passerelle.node.demo;

/** One acceptance scenario, played against a running system; it can be played any number of times. */
public interface Scenario {
    int id();

    String title();

    String situation();

    /** What the recipient must get: record, view, absence, notice, rejected or 403. */
    String expected();

    /** Plays it and tells what the answers came to. */
    Outcome play(Stage stage);
}
