package org.passerelle.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Instants and durations as ISO 8601 text and nothing else; sets in a fixed order, so that equal values are equal bytes. */
final class Scalars {
    private Scalars() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("scalars");
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addSerializer(Duration.class, ToStringSerializer.instance);
        module.addSerializer(sets(), new Ordered());
        return module;
    }

    @SuppressWarnings("unchecked")
    private static Class<Set<?>> sets() {
        return (Class<Set<?>>) (Class<?>) Set.class;
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
