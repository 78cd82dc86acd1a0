package org.passerelle.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Instants and durations as ISO 8601 text and nothing else; sets in a fixed order, so that equal values are equal bytes. */
final class Scalars {
    private Scalars() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("scalars");
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addSerializer(Duration.class, ToStringSerializer.instance);
        module.addDeserializer(
                Instant.class, new Text<>(Instant.class, "a time such as 2015-01-20T09:00:00Z", Instant::parse));
        module.addDeserializer(Duration.class, new Text<>(Duration.class, "a duration such as PT3S", Duration::parse));
        module.addSerializer(sets(), new Ordered());
        return module;
    }

    @SuppressWarnings("unchecked")
    private static Class<Set<?>> sets() {
        return (Class<Set<?>>) (Class<?>) Set.class;
    }

    private static final class Text<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final String expectation;
        private final transient Function<String, T> parse;

        Text(Class<T> type, String expectation, Function<String, T> parse) {
            super(type);
            this.expectation = expectation;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw context.weirdStringException("", handledType(), "must be " + expectation);
            }
            try {
                return parse.apply(parser.getText());
            } catch (DateTimeException malformed) {
                throw context.weirdStringException("", handledType(), "must be " + expectation);
            }
        }
    }

    private static final class Ordered extends StdSerializer<Set<?>> {
        private static final long serialVersionUID = 1L;

        // Numbers by value, everything else (strings, enum constants, instants, records) by its text.
        private static final Comparator<Object> ORDER = Comparator.comparing(
                        (Object element) -> element instanceof Number number ? number.doubleValue() : 0.0)
                .thenComparing(Object::toString);

        Ordered() {
            super(sets());
        }

        @Override
        public void serialize(Set<?> set, JsonGenerator generator, SerializerProvider provider) throws IOException {
            List<?> elements = set.stream().sorted(ORDER).toList();
            generator.writeStartArray();
            for (Object element : elements) {
                provider.defaultSerializeValue(element, generator);
            }
            generator.writeEndArray();
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Set<?> set) {
            return set.isEmpty();
        }
    }
}
