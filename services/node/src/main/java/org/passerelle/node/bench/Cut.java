package org.passerelle.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/**
 * A suspension that has happened.
 *
 * @param millis how long the call took
 * @param from size of the log when the call had returned
 * @param until size of the log before it was resumed: leaves in between must not depend on it
 * @param disclosed reads that were begun after the call had returned, and disclosed nevertheless
 * @param refused reads that were begun after it, and disclosed nothing
 */
record Cut(
        String kind,
        double millis,
        String log,
        Predicate<JsonNode> dependent,
        long from,
        long until,
        int disclosed,
        int refused) {

    boolean violatedBy(Books.Leaf leaf) {
        return leaf.position() >= from && leaf.position() < until && dependent.test(leaf.body());
    }
}
