package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** What all files of JSON have in common: they are one document, read to its end, and say where they are not. */
final class JsonFile {
    private JsonFile() {}

    /**
     * Reads what stands behind the items in the object that holds them, and the end of the file. Whatever else has items would be left out
     * without a word.
     *
     * @param items members that hold items
     */
    static void endObject(JsonParser parser, Set<String> items) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (items.contains(parser.currentName())) {
                throw unreadable(parser, "holds items in two places");
            }
            parser.nextToken();
            parser.skipChildren();
        }
        end(parser);
    }

    /** Nothing stands behind the document that was read. */
    static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw at(parser.currentTokenLocation(), "goes on behind the end of its document; each document is a file");
        }
    }

    static UnreadableFile unreadable(JsonParser parser, String problem) {
        return at(parser.currentLocation(), problem);
    }

    /** The parser's own words may hold content. */
    static UnreadableFile broken(JsonParser parser, JsonProcessingException broken) {
        boolean repeated = String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate");
        return unreadable(parser, repeated ? "names a member twice" : "is not well-formed JSON");
    }

    private static UnreadableFile at(JsonLocation place, String problem) {
        return new UnreadableFile("", place.getLineNr(), place.getColumnNr(), problem);
    }
}
