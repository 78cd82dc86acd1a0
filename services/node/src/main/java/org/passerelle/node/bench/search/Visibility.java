package org.passerelle.node.bench.search;

import java.util.List;

/**
 * How much a recipient sees.
 *
 * @param name of the recipient, in tables and roles
 * @param share of all records that was aimed at
 * @param records seen
 */
record Visibility(String name, double share, List<Integer> patterns, long records) {
    Visibility {
        patterns = List.copyOf(patterns);
    }

    String schema() {
        return "private_" + name;
    }

    String role() {
        return "reader_" + name;
    }
}
