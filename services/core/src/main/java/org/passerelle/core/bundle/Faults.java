package org.passerelle.core.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Collects what is wrong with one thing, in the order in which it was found. */
final class Faults {

    /** Tells where a member of that thing stands. */
    interface Placing {
        Place at(String... member);
    }

    private final Placing placing;
    private final String subject;
    private final List<Fault> found = new ArrayList<>();

    /** @param subject begins every sentence; empty where sentences stand by themselves */
    Faults(String subject, Placing placing) {
        this.subject = subject;
        this.placing = placing;
    }

    static Faults of(Place.Part part, String id) {
        String name = part.name().toLowerCase(java.util.Locale.ROOT);
        return new Faults(
                id.isEmpty() ? name : name + " " + id,
                member -> new Place.OfPart(part, id, Place.pointer((Object[]) member)));
    }

    void add(Fault.Code code, String sentence, String... member) {
        found.add(new Fault(code, placing.at(member), (subject + " " + sentence).strip()));
    }

    void when(boolean faulty, Fault.Code code, String sentence, String... member) {
        if (faulty) {
            add(code, sentence, member);
        }
    }

    /** A fault for each of the names that is not known. */
    void unknown(String what, Collection<String> names, Predicate<String> known, String... member) {
        unfit(Fault.Code.UNKNOWN_NAME, "which is no " + what, names, known, member);
    }

    /** A fault for each of the names that does not fit. */
    void unfit(Fault.Code code, String why, Collection<String> names, Predicate<String> fits, String... member) {
        for (String name : new TreeSet<>(names)) {
            when(!fits.test(name), code, "names " + name + ", " + why, member);
        }
    }

    List<Fault> list() {
        return List.copyOf(found);
    }
}
