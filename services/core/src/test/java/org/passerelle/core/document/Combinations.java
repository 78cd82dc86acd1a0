package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.List;

/** The product of lists of values. */
final class Combinations {
    private Combinations() {}

    static List<List<String>> of(List<List<String>> columns) {
        List<List<String>> combinations = List.of(List.of());
        for (List<String> values : columns) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> combination : combinations) {
                for (String value : values) {
                    List<String> one = new ArrayList<>(combination);
                    one.add(value);
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }
}
