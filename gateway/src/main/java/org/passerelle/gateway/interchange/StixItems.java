package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The objects of a bundle one after the other, each with the marking definitions that it refers to. One that stands before such a
 * definition waits for it; few wait at once, and who waited too long goes without, and is refused for a marking that nobody knows. A
 * definition that nothing refers to is an object like any other; what is in a bundle for the sake of order alone is none. The file ends
 * where the bundle does.
 */
final class StixItems implements Iterator<Item> {
    private static final int MOST_WAITING = 1000;
    private static final String OBJECTS = "objects";

    private final JsonParser parser;
    private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
    private final Map<String, Placed> definitions = new LinkedHashMap<>();
    private final Set<String> contested = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Deque<Placed> waiting = new ArrayDeque<>();
    private final Deque<Item> ready = new ArrayDeque<>();
    private boolean ended;

    /**
     * An object and the line in which it begins.
     *
     * @param markings ids of those that it refers to
     */
    private record Placed(long line, JsonNode object, Set<String> markings) {
        Placed(long line, JsonNode object) {
            this(line, object, StixReferences.ids(object));
        }
    }

    StixItems(InputStream file) throws IOException {
        parser = ExactJson.MAPPER.getFactory().createParser(file);
        begin();
        fill();
    }

    /** Up to the objects; what has none is an object itself. */
    private void begin() throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw JsonFile.unreadable(parser, "is no bundle");
            }
            long line = parser.currentTokenLocation().getLineNr();
            if (toObjects()) {
                unmarked();
            } else {
                ended = true;
                single(line);
                JsonFile.end(parser);
            }
        } catch (JsonProcessingException broken) {
            throw JsonFile.broken(parser, broken);
        }
    }

    /** What has no list of objects is an object, or a bundle of none. */
    private void single(long line) {
        if (isBundle() ? whole.has(OBJECTS) : !whole.has("id")) {
            throw JsonFile.unreadable(parser, "is no bundle");
        }
        if (!isBundle()) {
            ready.add(item(new Placed(line, whole)));
        }
    }

    /** Reads the members of the bundle; true where its objects begin. */
    private boolean toObjects() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(OBJECTS) && value == JsonToken.START_ARRAY) {
                return true;
            }
            whole.set(name, parser.<JsonNode>readValueAsTree());
        }
        return false;
    }

    /** A bundle has no markings in STIX; whoever gave it some would see none of them heeded. */
    private void unmarked() {
        if (StixReferences.mayStandAt(whole)) {
            throw JsonFile.unreadable(parser, "is a bundle that is marked itself; markings stand at its objects");
        }
    }

    private boolean isBundle() {
        return whole.path("type").asText().equals("bundle");
    }

    private void fill() throws IOException {
        try {
            while (ready.isEmpty() && !ended) {
                if (parser.nextToken() == JsonToken.END_ARRAY) {
                    end();
                } else {
                    long line = parser.currentTokenLocation().getLineNr();
                    take(new Placed(line, parser.<JsonNode>readValueAsTree()));
                }
            }
        } catch (JsonProcessingException broken) {
            throw JsonFile.broken(parser, broken);
        }
    }

    private void take(Placed placed) {
        String id = placed.object().path("id").asText();
        boolean definition = placed.object().path("type").asText().equals("marking-definition");
        if (definition && !id.isEmpty()) {
            define(id, placed);
            List<Placed> now = waiting.stream().filter(this::complete).toList();
            waiting.removeAll(now);
            now.forEach(one -> ready.add(item(one)));
        } else if (!StixNames.furniture(placed.object())) {
            if (complete(placed)) {
                ready.add(item(placed));
            } else {
                waiting.add(placed);
            }
        }
        if (waiting.size() > MOST_WAITING) {
            ready.add(item(waiting.remove()));
        }
    }

    /** Of what is defined again and otherwise nobody can tell what it says: it is attached to nothing, and an object like any other. */
    private void define(String id, Placed placed) {
        Placed before = definitions.putIfAbsent(id, placed);
        if (before != null && !before.object().equals(placed.object())) {
            contested.add(id);
            if (!StixNames.furniture(placed.object())) {
                ready.add(item(placed));
            }
        }
    }

    private void end() throws IOException {
        ended = true;
        if (toObjects() || !isBundle()) {
            throw JsonFile.unreadable(parser, "is no bundle");
        }
        JsonFile.end(parser);
        unmarked();
        waiting.forEach(one -> ready.add(item(one)));
        waiting.clear();
        definitions.values().stream()
                .filter(one -> !used.contains(one.object().path("id").asText()))
                .filter(one -> !StixNames.furniture(one.object()))
                .forEach(one -> ready.add(item(one)));
    }

    private boolean complete(Placed placed) {
        return placed.markings().stream().allMatch(id -> StixNames.tlp(id).isPresent() || definitions.containsKey(id));
    }

    private Item item(Placed placed) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("type", "bundle");
        ArrayNode objects = bundle.putArray("objects").add(placed.object());
        for (String id : placed.markings()) {
            Placed definition = definitions.get(id);
            if (definition != null && !contested.contains(id)) {
                objects.add(definition.object());
                used.add(id);
            }
        }
        String text = ExactJson.write(bundle);
        return text.length() > Lines.LONGEST
                ? new Item.Broken(placed.line(), "is longer than " + Lines.LONGEST + " characters")
                : new Item.Whole(placed.line(), text);
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty();
    }

    @Override
    public Item next() {
        if (ready.isEmpty()) {
            throw new NoSuchElementException();
        }
        Item item = ready.remove();
        try {
            fill();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return item;
    }
}
