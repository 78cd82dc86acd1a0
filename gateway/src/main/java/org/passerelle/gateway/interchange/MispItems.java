package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The events of a file one after the other, wherever in {@code {"response":[{"Event":…}]}} the file begins; it ends where that ends. */
final class MispItems implements Iterator<Item> {
    private static final String EVENT = "Event";
    private static final String RESPONSE = "response";
    /** Members that hold events. */
    private static final Set<String> ITEMS = Set.of(EVENT, RESPONSE);

    /** What marks an event, and stands within it. */
    private static final Set<String> MARKS = Set.of(MispTags.MEMBER, MispTags.TO_EVENT, MispMarks.DISTRIBUTION);

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
                JsonNode event = parser.readValueAsTree();
                next = Optional.of(item(line, event, rest()));
                JsonFile.end(parser);
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

    /** What stands beside the event; there can be no further one. */
    private JsonNode rest() throws IOException {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (ITEMS.contains(name)) {
                throw JsonFile.unreadable(parser, "holds items in two places");
            }
            parser.nextToken();
            rest.set(name, parser.<JsonNode>readValueAsTree());
        }
        return rest;
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
        next = Optional.of(element.has(EVENT) ? item(line, element.get(EVENT), element) : item(line, element));
    }

    /** Whatever else has items behind the list of them, or marks it, would be left out without a word. */
    private void end() throws IOException {
        while (wrapped && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (ITEMS.contains(name)) {
                throw JsonFile.unreadable(parser, "holds items in two places");
            }
            parser.nextToken();
            JsonFile.beside(parser, name);
            if (MARKS.contains(name)) {
                throw JsonFile.unreadable(parser, JsonFile.MARKED);
            }
        }
        JsonFile.end(parser);
    }

    private static Item item(long line, JsonNode event, JsonNode beside) {
        if (beside.properties().stream().anyMatch(MispItems::marks)) {
            return new Item.Broken(line, "is marked beside the event, where nothing is read; marks stand within it");
        }
        return item(line, event);
    }

    /** Whether what stands beside an event marks it. */
    private static boolean marks(Map.Entry<String, JsonNode> member) {
        return !member.getKey().equals(EVENT)
                && (MARKS.contains(member.getKey()) || MarkingMembers.mark(member.getKey(), member.getValue()));
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
