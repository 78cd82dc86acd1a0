package org.passerelle.core.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.PartyType;

/**
 * What a drawn world turns on: who mostly gives what to whom, and for what.
 *
 * @param third whose content the releaser may have received before
 * @param step the station between, where there is one
 */
record Plot(
        Dice dice,
        Moments moments,
        String releaser,
        String recipient,
        String third,
        String step,
        String type,
        String sourceType,
        String purpose,
        Action action,
        Level level) {

    static final List<String> PARTIES =
            List.of("MINUSMA", "UNOWA", "PANEL", "FRENCH-FORCES", "MALI-FORCES", "JAITF", "EUCAP", "WCO");
    static final List<PartyType> TYPES = List.of(
            PartyType.UN_ENTITY,
            PartyType.UN_ENTITY,
            PartyType.EXPERT_BODY,
            PartyType.FOREIGN_NATIONAL_FORCE,
            PartyType.NATIONAL_FORCE,
            PartyType.INTERAGENCY_UNIT,
            PartyType.EU_MISSION,
            PartyType.INTERNATIONAL_ORGANISATION);
    static final List<String> GROUPS = List.of("un-entities", "coalition", "changing");
    static final List<String> NAMES = List.of(
            "MINUSMA", "UNOWA", "FRENCH-FORCES", "MALI-FORCES", "EUCAP", "un-entities", "coalition", "changing");
    static final List<String> RECORD_TYPES = List.of("incident", "alert", "product");
    static final List<String> PURPOSES = List.of("early-warning", "force-protection", "crime-analysis");
    static final List<String> COMPARTMENTS = List.of("SOURCE", "NEGOTIATION");
    static final List<Level> LEVELS = List.of(Level.values());
    static final List<Action> ACTIONS = List.of(Action.READ, Action.EXPORT, Action.PUSH, Action.MATCH);

    static Plot of(Dice dice) {
        // Half of the worlds disclose to a force that is screened, most of them by a UN entity.
        List<String> parties = new ArrayList<>(PARTIES);
        if (dice.percent(30)) {
            Collections.rotate(parties, dice.below(parties.size()));
        }
        String releaser = parties.remove(dice.below(3));
        String recipient = parties.remove(dice.percent(60) ? 2 + dice.below(3) : dice.below(parties.size()));
        String third = parties.remove(dice.below(parties.size()));
        String step = parties.get(dice.below(parties.size()));
        return new Plot(
                dice,
                new Moments(dice),
                releaser,
                recipient,
                third,
                step,
                dice.one(RECORD_TYPES),
                dice.one(RECORD_TYPES),
                dice.one(PURPOSES),
                dice.percent(85)
                        ? dice.one(List.of(Action.READ, Action.READ, Action.EXPORT, Action.PUSH))
                        : Action.MATCH,
                dice.one(LEVELS));
    }

    /** A ceiling that mostly reaches the level of this world, often exactly. */
    Level ceiling() {
        if (dice.quirk()) {
            return dice.one(LEVELS);
        }
        return dice.percent(50) ? level : LEVELS.get(level.number() + dice.below(LEVELS.size() - level.number()));
    }

    static String officer(String party) {
        return party + ".officer";
    }

    static String author(String party) {
        return party + ".author";
    }

    static String approver(String party) {
        return party + ".approver";
    }

    static String system(String party) {
        return party + "-system";
    }

    static String unit(String party) {
        return "unit-of-" + party;
    }
}
