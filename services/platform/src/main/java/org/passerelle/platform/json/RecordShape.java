package org.passerelle.platform.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What JSON sees of a record class.
 *
 * @param kind the word that tells a variant of a sealed interface from its siblings
 */
record RecordShape(Optional<String> kind, List<Component> components, List<String> keys, Constructor<?> constructor) {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return read(type);
        }
    };

    record Component(String name, Type type, boolean optional) {}

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    boolean knows(String key) {
        return keys.contains(key);
    }

    private static RecordShape read(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        List<Component> components = Arrays.stream(parts)
                .map(part -> new Component(part.getName(), part.getGenericType(), part.getType() == Optional.class))
                .toList();
        Optional<String> kind = SealedTypes.variant(type) ? Optional.of(SealedTypes.name(type)) : Optional.empty();
        List<String> keys =
                new ArrayList<>(components.stream().map(Component::name).toList());
        kind.ifPresent(word -> keys.add(SealedTypes.KIND));
        try {
            Class<?>[] types =
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordShape(kind, components, List.copyOf(keys), constructor);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
