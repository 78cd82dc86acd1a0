package org.passerelle.gateway.agreements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.platform.json.Json;

/** What two versions of terms differ in, member by member. Clauses are compared by id, so that their order counts for nothing. */
final class Difference {
    private final List<Map<String, Object>> changes = new ArrayList<>();

    private Difference() {}

    /** Changes in the order of their pointers; {@code before} is absent for what is new, {@code after} for what is gone. */
    static List<Map<String, Object>> between(Agreement before, Agreement after) {
        Difference difference = new Difference();
        difference.compare("", byClause(before), byClause(after));
        return difference.changes;
    }

    private static ObjectNode byClause(Agreement agreement) {
        ObjectNode terms = (ObjectNode) Json.tree(TermsJson.of(agreement));
        ObjectNode clauses = JsonNodeFactory.instance.objectNode();
        terms.path("clauses").forEach(clause -> clauses.set(clause.path("id").asText(), clause));
        terms.set("clauses", clauses);
        return terms;
    }

    private void compare(String pointer, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            changes.add(change(pointer, before, after));
            return;
        }
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> compare(
                pointer + "/" + name.replace("~", "~0").replace("/", "~1"), before.path(name), after.path(name)));
    }

    private static Map<String, Object> change(String pointer, JsonNode before, JsonNode after) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("pointer", pointer);
        if (!before.isMissingNode()) {
            change.put("before", before);
        }
        if (!after.isMissingNode()) {
            change.put("after", after);
        }
        return change;
    }
}
