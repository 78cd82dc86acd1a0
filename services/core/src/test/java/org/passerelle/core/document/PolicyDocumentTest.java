package org.passerelle.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The document says what the product does, and nothing is said in a table that is not executed. */
final class PolicyDocumentTest {
    private final Document document = Document.policy();
    private final Map<String, Definition> definitions = Registry.definitions();

    @Test
    void everyTableIsExecutedAndEveryDefinitionIsUsed() {
        List<String> names = document.tables().stream()
                .map(table -> table.name().isEmpty() ? "without name in line " + table.line() : table.name())
                .sorted()
                .toList();
        assertEquals(definitions.keySet().stream().sorted().toList(), names);
    }

    @TestFactory
    Stream<DynamicTest> isTrue() {
        return tables().map(table -> DynamicTest.dynamicTest(table.name(), () -> {
            Check check = new Check(definition(table), table);
            assertEquals("", String.join("\n", check.faults(table)));
        }));
    }

    /** A column that changes nothing would be a word without meaning. */
    @TestFactory
    Stream<DynamicTest> hasNoIdleColumn() {
        return tables().map(table -> DynamicTest.dynamicTest(table.name(), () -> {
            Check check = new Check(definition(table), table);
            for (int column = 0; column < check.inputs().size(); column++) {
                assertTrue(
                        matters(definition(table), check, column),
                        check.inputs().get(column));
            }
        }));
    }

    private static boolean matters(Definition definition, Check check, int column) {
        Set<List<Object>> outcomes = new HashSet<>();
        Set<List<String>> others = new HashSet<>();
        for (List<String> combination : definition.combinations(check.inputs())) {
            List<String> rest = new ArrayList<>(combination);
            rest.remove(column);
            others.add(rest);
            outcomes.add(List.of(rest, check.results(combination)));
        }
        return outcomes.size() > others.size();
    }

    private Stream<Table> tables() {
        return document.tables().stream().filter(table -> definitions.containsKey(table.name()));
    }

    private Definition definition(Table table) {
        Definition definition = definitions.get(table.name());
        if (definition == null) {
            throw new IllegalArgumentException("no table " + table.name());
        }
        return definition;
    }
}
