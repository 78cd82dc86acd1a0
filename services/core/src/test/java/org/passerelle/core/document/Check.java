package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Executes a table: its rows cover every combination of its input columns exactly once, and each combination comes to what the
 * result cells say.
 */
final class Check implements Executor {
    private final Definition definition;
    private final List<String> inputs;
    private final List<List<String>> all;
    private final Map<List<String>, List<List<String>>> expanded = new HashMap<>();
    private final Map<List<String>, Map<String, String>> results = new HashMap<>();
    private final Map<List<List<String>>, List<String>> covered = new HashMap<>();

    Check(Definition definition, Table table) {
        this.definition = definition;
        this.inputs = table.columns().stream()
                .filter(definition.inputs()::containsKey)
                .toList();
        this.all = Combinations.of(inputs.stream().map(definition::values).toList());
    }

    /** Every combination as a situation. */
    Stream<Situation> situations(Table table) {
        return all.stream().map(one -> situation(table, one));
    }

    /** One situation for each row. */
    Stream<Situation> rows(Table table) {
        return IntStream.range(0, table.rows().size())
                .mapToObj(row -> situation(table, combinations(table, row).getFirst()));
    }

    private Situation situation(Table table, List<String> combination) {
        return new Situation(table.name() + " " + combination, () -> definition.world(inputs, combination));
    }

    @Override
    public List<String> texts(String column) {
        List<String> texts = new ArrayList<>(List.of(Cell.ANY, "a word that nobody knows", ""));
        texts.addAll(
                definition.inputs().containsKey(column)
                        ? definition.values(column)
                        : definition.judge().domains().getOrDefault(column, List.of()));
        return texts;
    }

    @Override
    public Stream<String> faults(Table table) {
        List<String> columns = columnFaults(table);
        return columns.isEmpty()
                ? Stream.concat(
                        covered.computeIfAbsent(asked(table), none -> coverageFaults(table)).stream(),
                        IntStream.range(0, table.rows().size())
                                .boxed()
                                .flatMap(row -> combinations(table, row).stream()
                                        .flatMap(combination -> resultFaults(table, row, combination))))
                : columns.stream();
    }

    private List<String> columnFaults(Table table) {
        Set<String> judged = new HashSet<>(table.columns());
        judged.removeAll(definition.inputs().keySet());
        boolean known = definition.judge().domains().keySet().containsAll(judged) && !judged.isEmpty();
        boolean complete = table.columns().containsAll(definition.inputs().keySet());
        boolean distinct = Set.copyOf(table.columns()).size() == table.columns().size();
        return known && complete && distinct
                ? List.of()
                : List.of("table " + table.name() + ": the columns are " + table.columns() + ", known are "
                        + definition.inputs().keySet() + " and "
                        + definition.judge().domains().keySet());
    }

    /** What the rows ask, whatever they answer: whether all is covered depends on this alone. */
    private List<List<String>> asked(Table table) {
        return IntStream.range(0, table.rows().size())
                .mapToObj(row ->
                        inputs.stream().map(column -> table.cell(row, column)).toList())
                .toList();
    }

    private List<String> coverageFaults(Table table) {
        List<String> faults = new ArrayList<>();
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
            }
        }
        all.stream()
                .filter(combination -> !seen.contains(combination))
                .forEach(combination ->
                        faults.add("table " + table.name() + ": no row says what " + combination + " comes to"));
        return faults;
    }

    /** The combinations that a row stands for; none when it has an unknown word. */
    private List<List<String>> combinations(Table table, int row) {
        List<String> cells =
                inputs.stream().map(column -> table.cell(row, column)).toList();
        return expanded.computeIfAbsent(
                cells,
                key -> Combinations.of(IntStream.range(0, key.size())
                        .mapToObj(i -> Cell.values(key.get(i), definition.values(inputs.get(i))))
                        .toList()));
    }

    private Stream<String> resultFaults(Table table, int row, List<String> combination) {
        return results(combination).entrySet().stream()
                .filter(result -> table.columns().contains(result.getKey()))
                .filter(result -> !table.cell(row, result.getKey()).equals(result.getValue()))
                .map(result -> table.place(row) + combination + " comes to " + result.getKey() + " \""
                        + result.getValue() + "\", not \"" + table.cell(row, result.getKey()) + "\"");
    }

    /** Columns whose values make no difference though the table does not claim it, or the other way round. */
    List<String> unexpectedlyIdle() {
        return inputs.stream()
                .filter(column ->
                        matters(inputs.indexOf(column)) == definition.alike().contains(column))
                .toList();
    }

    private boolean matters(int column) {
        Set<List<Object>> outcomes = new HashSet<>();
        Set<List<String>> others = new HashSet<>();
        for (List<String> combination : all) {
            List<String> rest = new ArrayList<>(combination);
            rest.remove(column);
            others.add(rest);
            outcomes.add(List.of(rest, results(combination)));
        }
        return outcomes.size() > others.size();
    }

    private Map<String, String> results(List<String> combination) {
        return results.computeIfAbsent(combination, one -> definition.judge().results(definition.world(inputs, one)));
    }
}
