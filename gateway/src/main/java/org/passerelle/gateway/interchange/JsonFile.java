package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What all files of JSON have in common: they are one document, read to its end, and say where they are not. */
final class JsonFile {
    static final String MARKED = "is marked beside its items, where nothing is heeded; marks stand at each of them";

    private JsonFile() {}

    /**
     * Reads a member beside the items of a file, where the parser stands at its value. A file that is marked there is refused: nothing is read
     * of it but what it is about, and its items would be taken in as if nobody had marked them.
     */
    static JsonNode beside(JsonParser parser, String name) throws IOException {
        JsonNode member = parser.readValueAsTree();
        if (MarkingMembers.mark(name, member)) {
            throw unreadable(parser, MARKED);
        }
        return member;
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
