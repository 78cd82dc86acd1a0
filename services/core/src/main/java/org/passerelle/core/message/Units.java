package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Unit;

/** The units of parties, each party's a tree, and who commands them. Each change answers when it is effective at every gateway. */
public final class Units {

    public static final Address<Create, Outcome> CREATE =
            new Address<>("agreements.unit.create", Create.class, Outcome.class);
    public static final Address<Move, Outcome> MOVE = new Address<>("agreements.unit.move", Move.class, Outcome.class);
    public static final Address<ChangeCommand, Outcome> COMMAND =
            new Address<>("agreements.unit.command", ChangeCommand.class, Outcome.class);
    public static final Address<AskTree, Tree> TREE = new Address<>("agreements.units", AskTree.class, Tree.class);

    private Units() {}

    /** @param parent empty: it stands at the top */
    public record Create(
            String party, String id, String name, Optional<String> parent, String subject, String reason) {}

    /** Has a unit answer to another of its party, or to none. */
    public record Move(String unit, Optional<String> parent, String subject, String reason) {}

    /**
     * Somebody commands a unit for a time.
     *
     * @param commander empty: nobody known, which is a missing fact wherever the commander counts
     * @param from now or later; empty: now
     * @param until exclusive; empty: until further notice
     * @param deputy beside the commander and other deputies; then somebody is named
     */
    public record ChangeCommand(
            String unit,
            Optional<String> commander,
            boolean deputy,
            Optional<Instant> from,
            Optional<Instant> until,
            String subject,
            String reason) {}

    /** @param at as it was known then; empty: now */
    public record AskTree(String party, Optional<Instant> at, String subject) {}

    /**
     * @param units in the order of their ids, each naming its parent; empty when there is no such party
     * @param commanders whether the subject may know who commands; else no commands are told
     */
    public record Tree(Optional<List<Unit>> units, boolean commanders) {
        public Tree {
            units = units.map(List::copyOf);
        }
    }
}
