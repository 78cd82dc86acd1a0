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
import java.util.Set;

/** The events of a file one after the other, wherever in {@code {"response":[{"Event":…}]}} the file begins; it ends where that ends. */
final class MispItems implements Iterator<Item> {
    private static final String EVENT = "Event";
    private static final String RESPONSE = "response";

    private final JsonParser parser;
    private Optional<Item> next = Optional.empty();
    private boolean wrapped;
    private boolean several;

    MispItems(InputStream file) throws IOException {
        parser = ExactJson.MAPPER.getFactory().createParser(file);
        try {
            begin();
        } catch (JsonProcessingException broken) {
            throw JsonFile.broken(parser, broken);
        }
    }

    private void begin() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            long line = parser.currentTokenLocation().getLineNr();
            first = parser.nextToken();
            wrapped = true;
            if (name.equals(EVENT) && first == JsonToken.START_OBJECT) {
                next = Optional.of(item(line, parser.readValueAsTree()));
                end();
                return;
            }
            if (!name.equals(RESPONSE)) {
                throw JsonFile.unreadable(parser, "is no event and no list of events");
            }
        }
        if (first != JsonToken.START_ARRAY) {
            throw JsonFile.unreadable(parser, "is no event and no list of events");
        }
        several = true;
        advance();
    }

    private void advance() throws IOException {
        next = Optional.empty();
        if (!several) {
            return;
        }
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            several = false;
            end();
            return;
        }
        long line = parser.currentTokenLocation().getLineNr();
        JsonNode element = parser.readValueAsTree();
        next = Optional.of(item(line, element.has(EVENT) ? element.get(EVENT) : element));
    }

    private void end() throws IOException {
        if (wrapped) {
            JsonFile.endObject(parser, Set.of(EVENT, RESPONSE));
        } else {
            JsonFile.end(parser);
        }
    }

    private static Item item(long line, JsonNode event) {
        String text = ExactJson.write(event);
        return text.length() > Lines.LONGEST
                ? new Item.Broken(line, "is longer than " + Lines.LONGEST + " characters")
                : new Item.Whole(line, text);
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Item next() {
        Item item = next.orElseThrow(NoSuchElementException::new);
        try {
            advance();
        } catch (JsonProcessingException broken) {
            throw JsonFile.broken(parser, broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return item;
    }
}
