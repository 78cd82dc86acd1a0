package org.passerelle.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.world.World;

/**
 * What the words of a table mean.
 *
 * @param base the situation that every row starts from
 * @param inputs by column, every value with the change of the situation that it stands for
 * @param alike columns of which the table claims that their values make no difference
 */
record Definition(World base, Map<String, Map<String, JsonNode>> inputs, Set<String> alike, Judge judge) {
    Definition {
        inputs = new LinkedHashMap<>(inputs);
    }

    List<String> values(String column) {
        return List.copyOf(meaning(column).keySet());
    }

    World world(List<String> columns, List<String> combination) {
        World world = base;
        for (int i = 0; i < columns.size(); i++) {
            JsonNode change = meaning(columns.get(i)).get(combination.get(i));
            if (change == null) {
                throw new IllegalArgumentException("no value " + combination.get(i) + " of " + columns.get(i));
            }
            world = world.with(change);
        }
        return world;
    }

    private Map<String, JsonNode> meaning(String column) {
        Map<String, JsonNode> meaning = inputs.get(column);
        if (meaning == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return meaning;
    }
}
