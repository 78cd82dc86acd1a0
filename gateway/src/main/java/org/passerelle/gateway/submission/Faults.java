package org.passerelle.gateway.submission;

import java.util.ArrayList;
import java.util.List;

/** Collects everything wrong with one body, so that a submitter mends it in one go. */
public final class Faults {
    private static final int MOST = 50;

    private final List<Fault> found = new ArrayList<>();

    /** Adds a fault; past the first fifty they are not told. */
    public void add(String pointer, Fault.Code code, String message) {
        if (found.size() < MOST) {
            found.add(new Fault(pointer, code, message));
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    public List<Fault> list() {
        return List.copyOf(found);
    }
}
