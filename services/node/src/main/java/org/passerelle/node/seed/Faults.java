package org.passerelle.node.seed;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects what is wrong, so that one start shows every fault. */
final class Faults {
    private final Set<ConfigurationFault> found = new TreeSet<>();

    void add(String file, int line, int column, String message) {
        found.add(new ConfigurationFault(file, line, column, message));
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!none()) {
            throw new ConfigurationException(List.copyOf(found));
        }
    }
}
