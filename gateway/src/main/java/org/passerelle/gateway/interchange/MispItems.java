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

/** The events of a file one after the other, wherever in {@code {"response":[{"Event":…}]}} the file begins. */
final class MispItems implements Iterator<Item> {
    private final JsonParser parser;
    private Optional<Item> next = Optional.empty();
    private boolean several;

    MispItems(InputStream file) throws IOException {
        parser = ExactJson.MAPPER.getFactory().createParser(file);
        try {
            begin();
        } catch (JsonProcessingException broken) {
            throw unreadable("is not well-formed JSON");
        }
    }

    private void begin() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            long line = parser.currentTokenLocation().getLineNr();
            first = parser.nextToken();
            if (name.equals("Event") && first == JsonToken.START_OBJECT) {
                next = Optional.of(item(line, parser.readValueAsTree()));
                return;
            }
            if (!name.equals("response")) {
                throw unreadable("is no event and no list of events");
            }
        }
        if (first != JsonToken.START_ARRAY) {
            throw unreadable("is no event and no list of events");
        }
        several = true;
        advance();
    }

    private void advance() throws IOException {
        next = Optional.empty();
        if (several && parser.nextToken() != JsonToken.END_ARRAY) {
            long line = parser.currentTokenLocation().getLineNr();
            JsonNode element = parser.readValueAsTree();
            next = Optional.of(item(line, element.has("Event") ? element.get("Event") : element));
        }
    }

    private static Item item(long line, JsonNode event) {
        String text = ExactJson.write(event);
        return text.length() > Lines.LONGEST
                ? new Item.Broken(line, "is longer than " + Lines.LONGEST + " characters")
                : new Item.Whole(line, text);
    }

    private UnreadableFile unreadable(String problem) {
        return new UnreadableFile(
                "",
                parser.currentLocation().getLineNr(),
                parser.currentLocation().getColumnNr(),
                problem);
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
            throw unreadable("is not well-formed JSON");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return item;
    }
}
