package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * Features of a collection (RFC 7946). Their properties are the columns of a {@link Mapping}, or without one the members of a submission.
 * The geometry of a feature is that of its submission, as exactly as its properties say.
 */
final class GeoJson implements ImportFormat {

    @Override
    public String name() {
        return "geojson";
    }

    @Override
    public Iterator<Item> items(InputStream file, Optional<String> mapping) throws IOException {
        mapping.ifPresent(Mapping::read);
        return new Features(file);
    }

    @Override
    public Translator translator(Optional<String> mapping) {
        Optional<Mapping> columns = mapping.map(Mapping::read);
        return item -> translate(item, columns);
    }

    private static Translator.Translated translate(Item.Whole item, Optional<Mapping> columns) {
        JsonNode feature;
        try {
            feature = Json.tree(item.text());
        } catch (JsonFault unreadable) {
            return refused(item, Fault.Code.NOT_JSON, "", "is not well-formed JSON");
        }
        if (!feature.path("type").asText().equals("Feature")
                || !feature.path("properties").isObject()) {
            return refused(item, Fault.Code.WRONG_TYPE, "/type", "is no feature with properties");
        }
        Optional<JsonNode> geometry =
                Optional.ofNullable(feature.get("geometry")).filter(JsonNode::isObject);
        if (columns.isEmpty()) {
            ObjectNode submission = feature.path("properties").deepCopy();
            geometry.ifPresent(place -> submission.set("geometry", place));
            return new Translator.Translated.Submission(submission.toString(), fault -> placed(item, fault));
        }
        return new MappedRow(columns.get(), item.line()).translate(feature.path("properties"), geometry);
    }

    private static LocatedFault placed(Item item, LocatedFault fault) {
        String pointer = fault.fault().pointer();
        String within = pointer.startsWith("/geometry") ? pointer : "/properties" + pointer;
        return new LocatedFault(
                new Fault(within, fault.fault().code(), fault.fault().message()), Math.toIntExact(item.line()), 0);
    }

    private static Translator.Translated refused(Item item, Fault.Code code, String pointer, String message) {
        return new Translator.Translated.Refused(
                List.of(new LocatedFault(new Fault(pointer, code, message), Math.toIntExact(item.line()), 0)));
    }

    /** The features one after the other; a file that is no collection, ends within one or goes on behind it is unreadable from there on. */
    private static final class Features implements Iterator<Item> {
        private static final ObjectMapper TREES = new ObjectMapper();
        private static final String FEATURES = "features";

        private final JsonParser parser;
        private Optional<Item> next;

        Features(InputStream file) throws IOException {
            parser = JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .setCodec(TREES)
                    .createParser(file);
            toFeatures();
            next = advance();
        }

        private void toFeatures() throws IOException {
            try {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        boolean features = parser.currentName().equals(FEATURES);
                        if (parser.nextToken() == JsonToken.START_ARRAY && features) {
                            return;
                        }
                        parser.skipChildren();
                    }
                }
            } catch (JsonProcessingException broken) {
                throw JsonFile.broken(parser, broken);
            }
            throw JsonFile.unreadable(parser, "is no feature collection");
        }

        private Optional<Item> advance() throws IOException {
            try {
                if (parser.nextToken() == JsonToken.END_ARRAY) {
                    JsonFile.endObject(parser, Set.of(FEATURES));
                    return Optional.empty();
                }
                long line = parser.currentTokenLocation().getLineNr();
                String text = parser.<JsonNode>readValueAsTree().toString();
                return Optional.of(
                        text.length() > Lines.LONGEST
                                ? new Item.Broken(line, "is longer than " + Lines.LONGEST + " characters")
                                : new Item.Whole(line, text));
            } catch (JsonProcessingException broken) {
                throw JsonFile.broken(parser, broken);
            }
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
}
