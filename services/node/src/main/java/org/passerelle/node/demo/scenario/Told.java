package org.passerelle.node.demo.scenario;

import java.util.function.Function;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Stage;

/** A scenario told by its words and one function that plays it. */
record Told(int id, String title, String situation, String expected, Function<Stage, Outcome> playing)
        implements Scenario {

    @Override
    public Outcome play(Stage stage) {
        return playing.apply(stage);
    }
}
