package org.passerelle.audit.seal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.Node;
import org.passerelle.audit.merkle.ProofPlan;

/** The small tree over one interval's entries, complete in memory. */
final class IntervalTree {

    private final Map<Node, Hash> nodes = new HashMap<>();
    private Frontier frontier = Frontier.EMPTY;

    IntervalTree(List<Hash> leaves) {
        for (Hash leaf : leaves) {
            Frontier.Growth growth = frontier.append(leaf);
            nodes.putAll(growth.completed());
            frontier = growth.frontier();
        }
    }

    Hash root() {
        return frontier.root();
    }

    List<Hash> proof(int slot) {
        return ProofPlan.inclusion(slot, frontier.size()).orElseThrow().hashes(this::stored);
    }

    private Hash stored(Node node) {
        return Objects.requireNonNull(nodes.get(node));
    }
}
