package org.passerelle.platform.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON document with the place of each of its values, to say where a reference dangles. */
public final class LocatedJson {
    private final JsonNode tree;
    private final Map<String, Place> places;

    private LocatedJson(JsonNode tree, Map<String, Place> places) {
        this.tree = tree;
        this.places = places;
    }

    /** Line and column, from 1. */
    public record Place(int line, int column) {
        static Place of(JsonLocation location) {
            return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
        }
    }

    /** Reads a document; throws {@link JsonFault} when it is not JSON or repeats a key. */
    public static LocatedJson read(String text) {
        JsonNode tree = Json.tree(text);
        return new LocatedJson(tree, places(text));
    }

    public JsonNode tree() {
        return tree;
    }

    /** The place of the value at {@code pointer}, else of the nearest value around it. */
    public Place place(String pointer) {
        return nearest(places, pointer);
    }

    /** A fault at {@code pointer}, placed. */
    public JsonFault fault(String pointer, String problem, Optional<String> suggestion) {
        Place place = place(pointer);
        return new JsonFault(pointer, place.line(), place.column(), problem, suggestion);
    }

    /** The place of {@code pointer} in {@code text}, which may be broken further on. */
    static Place find(String text, String pointer) {
        return nearest(places(text), pointer);
    }

    private static Place nearest(Map<String, Place> places, String pointer) {
        String at = pointer;
        while (!places.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.getOrDefault(at, new Place(1, 1));
    }

    private static Map<String, Place> places(String text) {
        Map<String, Place> places = new HashMap<>();
        try (JsonParser parser = Json.mapper().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String pointer = parser.getParsingContext().pathAsPointer(false).toString();
                // A key is met before its value and takes the place: an unknown key is shown where it is written.
                boolean starts = !token.isStructEnd();
                if (starts) {
                    places.putIfAbsent(pointer, Place.of(parser.currentTokenLocation()));
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            return places;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return places;
    }
}
