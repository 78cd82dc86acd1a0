package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Search;
import org.passerelle.core.message.Searching.Sight;
import org.passerelle.platform.database.Database;

/** Whatever plan is chosen, and whatever was expected when it was, the statement finds the same. */
final class EveryPlan {
    private static final int ALL = 10_000;

    private final Database database;
    private final Database planned;

    /** Statements, each with the number of its parameters, that were found to use them all. */
    private final Set<List<Object>> looked = new HashSet<>();

    EveryPlan(Database database) {
        this.database = database;
        this.planned = database.planningOnce(database.statementTimeout());
    }

    void agree(Sight sight, Filter filter, String where) {
        Map<String, List<String>> found = new HashMap<>();
        for (SearchPlan plan : plans(filter)) {
            for (boolean manyApart : List.of(true, false)) {
                var sizes = new PatternSizes.Sizes(Map.of(), 0, 0, manyApart, 0);
                Search search = new Search(sight, filter, false, Optional.empty(), ALL);
                found.put(plan + " " + manyApart + " anew", hits(database, search, plan, sizes));
                found.put(plan + " " + manyApart + " once", hits(planned, search, plan, sizes));
            }
        }
        assertEquals(1, Set.copyOf(found.values()).size(), () -> where + ": " + found);
    }

    private static List<SearchPlan> plans(Filter filter) {
        return filter.text().isPresent()
                ? List.of(SearchPlan.BY_FILTER, SearchPlan.BY_POSITION, SearchPlan.NEWEST_SEEN)
                : Stream.of(SearchPlan.values())
                        .filter(plan ->
                                plan != SearchPlan.BY_SQUARE || filter.bbox().isPresent())
                        .toList();
    }

    private List<String> hits(Database database, Search search, SearchPlan plan, PatternSizes.Sizes sizes) {
        SearchStatement statement = new SearchStatement(search, plan, sizes, 0, ALL, Optional.empty());
        String sql = statement.sql();
        int parameters = statement.parameters().length;
        // The same few statements are asked again and again.
        if (!looked.contains(List.<Object>of(sql, parameters))) {
            for (int number = 1; number <= parameters; number++) {
                String parameter = "\\$" + number;
                assertTrue(sql.matches("(?s).*" + parameter + "\\b.*"), () -> plan + " has no use for " + parameter);
            }
            looked.add(List.of(sql, parameters));
        }
        return await(database.query(sql, statement.parameters())).stream()
                .map(row -> row.getLong("place") + " " + row.getBoolean("alike") + " "
                        + List.of(row.getArrayOfStrings("matched")))
                .toList();
    }
}
