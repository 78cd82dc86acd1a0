package org.passerelle.platform.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one JSON mapper: records by their components, sealed interfaces by {@code kind}; unknown keys, repeated keys, missing
 * components, nulls, trailing text and values of another type are faults. What is absent is an empty {@link Optional} or a fault.
 */
public final class Json {
    private static final JsonMapper MAPPER = mapper(JsonMapper.builder());

    private Json() {}

    /** Reads a value; throws {@link JsonFault}. */
    public static <T> T read(String text, Class<T> type) {
        return bind(text, type);
    }

    /** Reads a value from UTF-8; throws {@link JsonFault}, also for malformed UTF-8. */
    public static <T> T read(byte[] utf8, Class<T> type) {
        return read(decode(utf8), type);
    }

    /** Reads a value of a generic type; throws {@link JsonFault}. */
    public static <T> T read(String text, TypeReference<T> type) {
        return bind(text, type.getType());
    }

    // The binder makes what the type says.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T bind(String text, Type type) {
        try {
            return (T) Binder.bind(tree(text), type, At.ROOT);
        } catch (Misfit misfit) {
            throw Faults.placed(misfit, text);
        }
    }

    /** Reads a tree, as strictly as {@link #read}; throws {@link JsonFault}. */
    public static JsonNode tree(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new JsonFault("", 1, 1, "is empty", Optional.empty());
            }
            return tree;
        } catch (JsonProcessingException fault) {
            throw Faults.syntax(fault, text);
        }
    }

    /** A value as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The value of a tree; places in faults are those of the tree written out. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return read(write(tree), type);
    }

    /** A value as text; equal values give equal text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + value.getClass().getName(), unwritable);
        }
    }

    /** A value as text for people. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + value.getClass().getName(), unwritable);
        }
    }

    /**
     * The place of a whole number beyond 2^53, as a JSON pointer (RFC 6901), if there is one. What others sent is asked about this before
     * its {@link #canonical} bytes, which it has none of.
     */
    public static Optional<String> inexact(JsonNode tree) {
        return Canonical.inexact(tree, At.ROOT).map(At::pointer);
    }

    /** The canonical bytes of a value or tree (RFC 8785), to hash and sign; fails where there is a number without any. */
    public static byte[] canonical(Object value) {
        return Canonical.bytes(value instanceof JsonNode tree ? tree : tree(value));
    }

    static JsonMapper mapper() {
        return MAPPER;
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new JsonFault("", 1, 1, "must be UTF-8", Optional.empty());
        }
    }

    private static JsonMapper mapper(JsonMapper.Builder builder) {
        return builder.addModule(new Jdk8Module())
                .addModule(Scalars.module())
                .annotationIntrospector(new SealedTypes())
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }
}
