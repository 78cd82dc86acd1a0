package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.world.World;

/**
 * Executes a table: its rows cover every combination of its input columns exactly once, and each combination comes to what the
 * result cells say.
 */
final class Check {
    private static final String ANY = "any";
    private static final String BUT = "other than ";
    private static final String OR = " or ";

    private final Definition definition;
    private final List<String> inputs;
    private final Map<List<String>, Map<String, String>> results = new HashMap<>();

    Check(Definition definition, Table table) {
        this.definition = definition;
        this.inputs = table.columns().stream()
                .filter(definition.inputs()::containsKey)
                .toList();
    }

    List<String> inputs() {
        return inputs;
    }

    /** What is wrong with the table; nothing if it is true. */
    List<String> faults(Table table) {
        List<String> faults = new ArrayList<>(columnFaults(table));
        if (!faults.isEmpty()) {
            return faults;
        }
        Set<List<String>> seen = new HashSet<>();
        for (int row = 0; row < table.rows().size(); row++) {
            List<List<String>> combinations = combinations(table, row);
            if (combinations.isEmpty()) {
                faults.add(table.place(row) + "a cell has a word that its column does not know");
            }
            for (List<String> combination : combinations) {
                if (!seen.add(combination)) {
                    faults.add(table.place(row) + combination + " stands in another row as well");
                }
                faults.addAll(resultFaults(table, row, combination));
            }
        }
        for (List<String> combination : definition.combinations(inputs)) {
            if (!seen.contains(combination)) {
                faults.add("table " + table.name() + ": no row says what " + combination + " comes to");
            }
        }
        return faults;
    }

    private List<String> columnFaults(Table table) {
        Set<String> unknown = new HashSet<>(table.columns());
        unknown.removeAll(definition.inputs().keySet());
        Set<String> judged = new HashSet<>(unknown);
        unknown.removeAll(definition.judge().domains().keySet());
        judged.removeAll(unknown);
        boolean complete = Set.copyOf(inputs).equals(definition.inputs().keySet()) && !judged.isEmpty();
        boolean distinct = Set.copyOf(table.columns()).size() == table.columns().size();
        return unknown.isEmpty() && complete && distinct
                ? List.of()
                : List.of("table " + table.name() + ": the columns are " + table.columns() + ", known are "
                        + definition.inputs().keySet() + " and "
                        + definition.judge().domains().keySet());
    }

    /** The combinations that a row stands for; none when it has an unknown word. */
    List<List<String>> combinations(Table table, int row) {
        List<List<String>> combinations = List.of(List.of());
        for (String column : inputs) {
            List<List<String>> longer = new ArrayList<>();
            for (String value : values(table, row, column)) {
                for (List<String> combination : combinations) {
                    List<String> one = new ArrayList<>(combination);
                    one.add(value);
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** The values that a cell stands for; none when it has a word that the column does not know. */
    private List<String> values(Table table, int row, String column) {
        String cell = cell(table, row, column);
        List<String> known = definition.values(column);
        if (cell.equals(ANY)) {
            return known;
        }
        boolean but = cell.startsWith(BUT);
        List<String> named = Arrays.asList((but ? cell.substring(BUT.length()) : cell).split(OR, -1));
        if (!known.containsAll(named)) {
            return List.of();
        }
        return but ? known.stream().filter(value -> !named.contains(value)).toList() : named;
    }

    private List<String> resultFaults(Table table, int row, List<String> combination) {
        List<String> faults = new ArrayList<>();
        results(combination).forEach((column, result) -> {
            if (table.columns().contains(column) && !cell(table, row, column).equals(result)) {
                faults.add(table.place(row) + combination + " comes to " + column + " \"" + result + "\", not \""
                        + cell(table, row, column) + "\"");
            }
        });
        return faults;
    }

    private static String cell(Table table, int row, String column) {
        return table.rows().get(row).get(table.columns().indexOf(column));
    }

    Map<String, String> results(List<String> combination) {
        return results.computeIfAbsent(combination, one -> definition.judge().results(world(one)));
    }

    World world(List<String> combination) {
        return definition.world(inputs, combination);
    }
}
