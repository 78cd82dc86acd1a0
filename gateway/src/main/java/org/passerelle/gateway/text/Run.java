package org.passerelle.gateway.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.core.explanation.Words;

/** A stretch of text that runs one way. */
record Run(Way way, String text) {
    private static final Pattern TURN =
            Pattern.compile("[" + Words.LEFT_TO_RIGHT + Words.RIGHT_TO_LEFT + Words.END + "]");

    /** Which way. */
    enum Way {
        /** That of what stands around it. */
        SURROUNDING,
        LEFT_TO_RIGHT,
        RIGHT_TO_LEFT
    }

    /** A text without its isolates, in order. */
    static List<Run> of(String text) {
        List<Run> runs = new ArrayList<>();
        Way way = Way.SURROUNDING;
        int from = 0;
        Matcher turns = TURN.matcher(text);
        while (turns.find()) {
            add(runs, way, text.substring(from, turns.start()));
            way = way(turns.group().charAt(0));
            from = turns.end();
        }
        add(runs, way, text.substring(from));
        return runs;
    }

    private static Way way(char turn) {
        return switch (turn) {
            case Words.LEFT_TO_RIGHT -> Way.LEFT_TO_RIGHT;
            case Words.RIGHT_TO_LEFT -> Way.RIGHT_TO_LEFT;
            default -> Way.SURROUNDING;
        };
    }

    private static void add(List<Run> runs, Way way, String text) {
        if (!text.isEmpty()) {
            runs.add(new Run(way, text));
        }
    }

    /** A text without its isolates, for where there is no markup. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        of(text).forEach(run -> plain.append(run.text()));
        return plain.toString();
    }
}
