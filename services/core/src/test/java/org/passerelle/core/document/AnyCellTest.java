package org.passerelle.core.document;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No cell can be changed unnoticed: neither what a row asks nor what it answers. */
final class AnyCellTest {
    private final Document document = Document.policy();
    private final Map<String, Executor> executors = Registry.executors(document);

    @TestFactory
    Stream<DynamicTest> changingAnyCellIsNoticed() {
        return document.tables().stream()
                .map(table -> DynamicTest.dynamicTest(
                        table.title(),
                        () -> everyCell(table, Objects.requireNonNull(executors.get(table.name()), table.title()))));
    }

    private static void everyCell(Table table, Executor executor) {
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                String cell = table.rows().get(row).get(column);
                for (String text : executor.texts(table.columns().get(column))) {
                    Table changed = table.with(row, column, text);
                    boolean unnoticed = !text.equals(cell)
                            && executor.faults(changed).findFirst().isEmpty();
                    String place = table.place(row) + cell;
                    assertFalse(unnoticed, () -> place + " can become \"" + text + "\" unnoticed");
                }
            }
        }
    }
}
