package org.passerelle.core.compiled;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/**
 * The label classes by small numbers from 1 on; grows only, and no further than its limit. Number 0 is no class: portions that came
 * when the catalogue was full are decided one by one. Safe for use by several threads.
 */
public final class ClassCatalogue {

    /** The number of portions without a class of their own. */
    public static final int UNCLASSED = 0;

    private final int limit;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, RecordFacts> classes = new ConcurrentHashMap<>();
    private volatile int highest;

    /** @param limit highest number that is given out or accepted */
    public ClassCatalogue(int limit) {
        this.limit = limit;
    }

    /** The number of a portion's class, given out now if it is new; {@link #UNCLASSED} when the catalogue is full. */
    public synchronized int intern(RecordFacts record, PortionFacts portion) {
        Integer known = numbers.get(LabelClasses.key(record, portion));
        if (known != null) {
            return known;
        }
        int number = highest + 1;
        return add(number, LabelClasses.classFacts(record, portion)) ? number : UNCLASSED;
    }

    /**
     * Takes over a class that was numbered elsewhere, unless the number is taken or beyond the limit.
     *
     * @param facts of {@link LabelClasses#classFacts}
     * @return whether it was taken over
     */
    public synchronized boolean add(int number, RecordFacts facts) {
        boolean fits = number > UNCLASSED && number <= limit && classes.putIfAbsent(number, facts) == null;
        if (fits) {
            numbers.putIfAbsent(LabelClasses.key(facts, facts.portions().getFirst()), number);
            highest = Math.max(highest, number);
        }
        return fits;
    }

    /** The facts of a class. */
    public Optional<RecordFacts> facts(int number) {
        return Optional.ofNullable(classes.get(number));
    }

    /** The highest number in use; there may be gaps below it. */
    public int highest() {
        return highest;
    }
}
