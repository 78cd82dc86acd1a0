package org.passerelle.core.document;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The situations of the tables of the document, for tests that want many worlds each of which is there for a reason. */
public final class Situations {
    private static final Document POLICY = Document.policy();

    private Situations() {}

    /** Every combination of every table. */
    public static List<Situation> all() {
        return of(Check::situations);
    }

    /** One for each row of each table. */
    public static List<Situation> oneOfEachRow() {
        return of(Check::rows);
    }

    private static List<Situation> of(BiFunction<Check, Table, Stream<Situation>> which) {
        Map<String, Executor> executors = Registry.executors(POLICY);
        return POLICY.tables().stream()
                .flatMap(table -> executors.get(table.name()) instanceof Check check
                        ? which.apply(check, table)
                        : Stream.<Situation>empty())
                .toList();
    }
}
