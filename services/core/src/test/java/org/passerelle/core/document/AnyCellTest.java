package org.passerelle.core.document;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No cell can be changed unnoticed: neither what a row asks nor what it answers. */
final class AnyCellTest {
    private final Map<String, Definition> definitions = Registry.definitions();

    @TestFactory
    Stream<DynamicTest> changingAnyCellIsNoticed() {
        return Document.policy().tables().stream()
                .filter(table -> definitions.containsKey(table.name()))
                .map(table -> DynamicTest.dynamicTest(table.name(), () -> everyCell(table)));
    }

    private void everyCell(Table table) {
        Definition definition = Objects.requireNonNull(definitions.get(table.name()));
        Check check = new Check(definition, table);
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                String cell = table.rows().get(row).get(column);
                for (String other : others(definition, table.columns().get(column), cell)) {
                    Table changed = table.with(row, column, other);
                    assertFalse(check.faults(changed).isEmpty(), () -> "unnoticed: " + changed.name() + " " + other);
                }
            }
        }
    }

    private static List<String> others(Definition definition, String column, String cell) {
        List<String> others = new ArrayList<>(List.of("any", "a word that nobody knows", ""));
        others.addAll(
                definition.inputs().containsKey(column)
                        ? definition.values(column)
                        : definition.judge().domains().getOrDefault(column, List.of()));
        others.remove(cell);
        return others;
    }
}
