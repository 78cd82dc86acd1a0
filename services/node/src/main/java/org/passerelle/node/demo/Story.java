package org.passerelle.node.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.passerelle.node.demo.StoryResult.Played;

/** Plays scenarios one after another and tells what was expected, what came and which gate decided. */
public final class Story {
    private final Stage stage;
    private final Consumer<Played> telling;

    public Story(Stage stage, Consumer<Played> telling) {
        this.stage = stage;
        this.telling = telling;
    }

    /** A story that tells itself on a stream, for people. */
    public static Story printing(Stage stage, PrintStream out) {
        return new Story(stage, new StoryPrinter(out)::tell);
    }

    public StoryResult play(List<Scenario> scenarios) {
        List<Played> played = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Played one = play(scenario);
            played.add(one);
            telling.accept(one);
        }
        return new StoryResult(played);
    }

    private Played play(Scenario scenario) {
        long begin = System.nanoTime();
        Outcome outcome;
        try {
            outcome = scenario.play(stage);
        } catch (StoryInterrupted interrupted) {
            outcome = new Outcome("interrupted", "", List.of(), "", List.of())
                    .and(String.valueOf(interrupted.getMessage()), false);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        return new Played(scenario, outcome, millis);
    }
}
