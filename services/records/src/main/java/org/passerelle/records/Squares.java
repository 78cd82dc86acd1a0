package org.passerelle.records;

import java.util.ArrayList;
import java.util.List;

/**
 * The square degrees that a box touches, by the numbers that the function {@code degree} of the database gives them.
 *
 * @param numbers of the squares, and {@link #WIDE}
 * @param share of the squares that lies in the box, from 0 to 1
 */
record Squares(List<Integer> numbers, double share) {
    /** What lies in more than one square. */
    static final int WIDE = -1;

    /** Squares of a larger box are not counted out. */
    static final int MOST = 64;

    Squares {
        numbers = List.copyOf(numbers);
    }

    /**
     * Of a box.
     *
     * @param edges west, south, east, north, in degrees
     */
    static Squares of(List<Double> edges) {
        // A box may end where a square does: what touches its edge from below lies in the square before.
        int west = (int) Math.ceil(edges.get(0)) - 1;
        int south = (int) Math.ceil(edges.get(1)) - 1;
        int east = (int) Math.floor(edges.get(2));
        int north = (int) Math.floor(edges.get(3));
        List<Integer> numbers = new ArrayList<>(List.of(WIDE));
        for (int latitude = south; latitude <= north; latitude++) {
            for (int longitude = west; longitude <= east; longitude++) {
                numbers.add((latitude + 90) * 360 + longitude + 180);
            }
        }
        double area = (edges.get(2) - edges.get(0)) * (edges.get(3) - edges.get(1));
        return new Squares(numbers, Math.clamp(area / (numbers.size() - 1), 0, 1));
    }

    /** Whether the box is small enough to be looked at square by square. */
    static boolean suit(List<Double> edges) {
        return (edges.get(2) - edges.get(0) + 2) * (edges.get(3) - edges.get(1) + 2) <= MOST;
    }

    /** The squares alone, in which most places are. */
    List<Integer> narrow() {
        return numbers.subList(1, numbers.size());
    }
}
