package org.passerelle.gateway.attachments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Texts say nothing beside their content; they are looked through so that nothing else passes for one. */
final class TextCheck {
    private static final List<String> OF_OTHERS =
            List.of("%pdf-", "%!ps", "{\\rtf", "<!doctype", "<html", "<?xml", "<svg", "<script", "#!");
    private static final Set<String> GEOMETRIES = Set.of(
            "Feature",
            "FeatureCollection",
            "Point",
            "MultiPoint",
            "LineString",
            "MultiLineString",
            "Polygon",
            "MultiPolygon",
            "GeometryCollection");
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private TextCheck() {}

    static byte[] text(byte[] bytes) throws UncleanFile {
        String text = decoded(bytes);
        if (!text.chars().allMatch(TextCheck::mayStand)) {
            throw new UncleanFile("it claims to be a text, and has control characters");
        }
        String start = unmarked(text).stripLeading().toLowerCase(Locale.ROOT);
        if (OF_OTHERS.stream().anyMatch(start::startsWith)) {
            throw new UncleanFile("it claims to be a plain text, and begins as a document or a program");
        }
        return bytes;
    }

    /** Without a byte order mark, which whoever opens the file passes over. */
    private static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String decoded(byte[] bytes) throws UncleanFile {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new UncleanFile("it claims to be a text, and is not UTF-8");
        }
    }

    private static boolean mayStand(int character) {
        return character == '\n' || character == '\r' || character == '\t' || !Character.isISOControl(character);
    }

    static byte[] json(byte[] bytes) throws UncleanFile {
        parse(bytes);
        return bytes;
    }

    static byte[] geoJson(byte[] bytes) throws UncleanFile {
        if (!GEOMETRIES.contains(parse(bytes))) {
            throw new UncleanFile("it claims to be GeoJSON, and is no object with a type of RFC 7946");
        }
        return bytes;
    }

    /** The member {@code type} of the whole; empty where there is none. */
    private static String parse(byte[] bytes) throws UncleanFile {
        decoded(bytes);
        String type = "";
        int depth = 0;
        try (JsonParser parser = STRICT.createParser(bytes)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new UncleanFile("it claims to be JSON, and is empty");
            }
            boolean ended = false;
            while (token != null) {
                if (ended) {
                    throw new UncleanFile("it claims to be JSON, and goes on behind its end");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0;
                if (depth == 1 && token == JsonToken.VALUE_STRING && "type".equals(parser.currentName())) {
                    type = parser.getText();
                }
                token = parser.nextToken();
            }
            return type;
        } catch (IOException malformed) {
            throw new UncleanFile("it claims to be JSON, and is not well formed");
        }
    }
}
