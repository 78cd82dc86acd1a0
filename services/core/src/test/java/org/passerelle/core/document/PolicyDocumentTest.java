package org.passerelle.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The document says what the product does, and nothing is said in a table that is not executed. */
final class PolicyDocumentTest {
    private final Document document = Document.policy();
    private final Map<String, Executor> executors = Registry.executors(document);

    @Test
    void everyTableIsNamedAndExecutedOnce() {
        List<String> names =
                document.tables().stream().map(Table::title).sorted().toList();
        assertEquals(Registry.names(document), names);
    }

    @TestFactory
    Stream<DynamicTest> isTrue() {
        return document.tables().stream()
                .map(table -> DynamicTest.dynamicTest(
                        table.title(),
                        () -> assertEquals("", executor(table).faults(table).collect(Collectors.joining("\n")))));
    }

    /** A column that changes nothing would be a word without meaning. */
    @TestFactory
    Stream<DynamicTest> hasNoIdleColumn() {
        return executors.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Check)
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertEquals(List.of(), ((Check) entry.getValue()).unexpectedlyIdle())));
    }

    private Executor executor(Table table) {
        assertTrue(executors.containsKey(table.name()), () -> "nobody executes table " + table.title());
        return Objects.requireNonNull(executors.get(table.name()));
    }
}
