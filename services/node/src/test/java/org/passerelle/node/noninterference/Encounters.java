package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.node.noninterference.Received.Asked;

/** What drawn records led to; a comparison in which some kind of it never occurs is worth little. */
final class Encounters {
    private final Map<Kind, Integer> met = new EnumMap<>(Kind.class);

    enum Kind {
        FAULTY,
        FOREIGN,
        READ,
        EXPORTED,
        PUSHED,
        IN_PART,
        COARSE,
        NOT_SHOWN,
        NOTHING,
        REFUSED,
        RECALLED,
        HELD,
        GRANTED_TO_READ,
        GRANTED_TO_EXPORT,
        GRANTED_TO_PUSH,
        /** What a ruling had allowed is held again. */
        GRANT_OVER,
        DELAYED,
        DELAY_OVER,
        /** The feed has offered again what was delayed. */
        PUSHED_LATE
    }

    void when(Kind kind, boolean encountered) {
        if (encountered) {
            met.merge(kind, 1, Integer::sum);
        }
    }

    void outcome(Foreseen foreseen, Asked asked, Foreseen.Outcome outcome) {
        when(outcome.gets() ? gotten(asked.action()) : outcome.refused() ? Kind.REFUSED : Kind.NOTHING, true);
        when(Kind.NOT_SHOWN, outcome.notShown());
        when(Kind.HELD, outcome.held());
        when(Kind.IN_PART, outcome.gets() && !outcome.notShown() && outcome.portions() < foreseen.portions());
        when(Kind.COARSE, outcome.view().path("geometryPrecision").asText().equals("10km"));
        when(Kind.DELAYED, delayed(foreseen, asked, outcome));
    }

    private static Kind gotten(Action action) {
        return switch (action) {
            case READ -> Kind.READ;
            case EXPORT -> Kind.EXPORTED;
            case PUSH -> Kind.PUSHED;
            case MATCH, NOTICE -> throw new IllegalArgumentException("shows nothing: " + action);
        };
    }

    // What has an embargo of its own may wait for that.
    private static boolean delayed(Foreseen foreseen, Asked asked, Foreseen.Outcome outcome) {
        return asked.account().equals(DelayedConfiguration.RECIPIENT)
                && outcome.causedBy("EMBARGOED")
                && !foreseen.body().path("label").has("embargoUntil");
    }

    /** What became of the same records. */
    void changes(List<Foreseen> before, List<Foreseen> after) {
        Map<String, Foreseen> now = new HashMap<>();
        after.forEach(one -> now.put(one.record(), one));
        for (Foreseen one : before) {
            Optional.ofNullable(now.get(one.record()))
                    .ifPresent(later -> one.outcomes()
                            .forEach((asked, outcome) -> change(one, asked, outcome, later.outcome(asked))));
        }
    }

    private void change(Foreseen foreseen, Asked asked, Foreseen.Outcome before, Foreseen.Outcome after) {
        when(granted(asked.action()), before.held() && after.gets() && !after.held());
        when(Kind.GRANT_OVER, before.gets() && !before.held() && after.held());
        boolean delayOver = delayed(foreseen, asked, before) && after.gets();
        when(Kind.DELAY_OVER, delayOver);
        when(Kind.PUSHED_LATE, delayOver && asked.action() == Action.PUSH);
    }

    private static Kind granted(Action action) {
        return switch (action) {
            case READ -> Kind.GRANTED_TO_READ;
            case EXPORT -> Kind.GRANTED_TO_EXPORT;
            case PUSH -> Kind.GRANTED_TO_PUSH;
            case MATCH, NOTICE -> throw new IllegalArgumentException("shows nothing: " + action);
        };
    }

    void everything() {
        for (Kind one : Kind.values()) {
            assertTrue(met.getOrDefault(one, 0) > 0, () -> one + " was never met: " + met);
        }
    }
}
