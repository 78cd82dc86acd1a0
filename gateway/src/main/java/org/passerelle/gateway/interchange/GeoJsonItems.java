package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The features of a collection one after the other. A file that is no collection, is marked as one, has other coordinates than ours, ends
 * within a feature or goes on behind the collection is unreadable from there on.
 */
final class GeoJsonItems implements Iterator<Item> {
    private static final String FEATURES = "features";

    private final JsonParser parser;
    private Optional<Item> next;

    GeoJsonItems(InputStream file) throws IOException {
        parser = ExactJson.MAPPER.getFactory().createParser(file);
        begin();
        next = advance();
    }

    private void begin() throws IOException {
        try {
            if (parser.nextToken() == JsonToken.START_OBJECT && toFeatures()) {
                return;
            }
        } catch (JsonProcessingException broken) {
            throw JsonFile.broken(parser, broken);
        }
        throw JsonFile.unreadable(parser, "is no feature collection");
    }

    /** Reads members of the collection; true where its features begin. */
    private boolean toFeatures() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(FEATURES) && value == JsonToken.START_ARRAY) {
                return true;
            }
            JsonNode member = JsonFile.beside(parser, name);
            if (name.equals(WorldCoordinates.CRS) && !WorldCoordinates.named(member)) {
                throw JsonFile.unreadable(parser, WorldCoordinates.OTHER);
            }
        }
        return false;
    }

    private Optional<Item> advance() throws IOException {
        try {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                end();
                return Optional.empty();
            }
            long line = parser.currentTokenLocation().getLineNr();
            String text = ExactJson.write(parser.<JsonNode>readValueAsTree());
            return Optional.of(
                    text.length() > Lines.LONGEST
                            ? new Item.Broken(line, "is longer than " + Lines.LONGEST + " characters")
                            : new Item.Whole(line, text));
        } catch (JsonProcessingException broken) {
            throw JsonFile.broken(parser, broken);
        }
    }

    private void end() throws IOException {
        if (toFeatures()) {
            throw JsonFile.unreadable(parser, "holds items in two places");
        }
        JsonFile.end(parser);
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Item next() {
        Item item = next.orElseThrow(NoSuchElementException::new);
        try {
            next = advance();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return item;
    }
}
