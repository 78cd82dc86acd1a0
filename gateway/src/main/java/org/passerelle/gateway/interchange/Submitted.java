package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A submission made of an object.
 *
 * @param origins where members of the submission come from, by their pointers; what is not among them comes from where its parent does
 */
record Submitted(ObjectNode body, Map<String, String> origins) {

    /** The place in the object that a place in the submission was made of. */
    String origin(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !origins.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return origins.getOrDefault(at, "");
    }
}
