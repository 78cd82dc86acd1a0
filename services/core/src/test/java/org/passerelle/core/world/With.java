package org.passerelle.core.world;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A record value like another but for one component. */
public final class With {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private With() {}

    /** The same with {@code component} changed; an unknown component or a value of another type is refused. */
    @SuppressWarnings("unchecked")
    public static <R extends Record> R with(R like, String component, Object value) {
        return (R) SHAPES.get(like.getClass()).changed(like, component, value);
    }

    private static final class Shape {

        private final Constructor<?> constructor;
        private final Method[] accessors;

        private Shape(Constructor<?> constructor, Method[] accessors) {
            this.constructor = constructor;
            this.accessors = accessors;
        }

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Method[] accessors =
                    Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
            try {
                return new Shape(type.getDeclaredConstructor(types), accessors);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        Object changed(Object like, String component, Object value) {
            Object[] values = new Object[accessors.length];
            boolean known = false;
            try {
                for (int i = 0; i < values.length; i++) {
                    boolean changes = accessors[i].getName().equals(component);
                    known |= changes;
                    values[i] = changes ? value : accessors[i].invoke(like);
                }
                if (!known) {
                    throw new IllegalArgumentException("no component " + component);
                }
                return constructor.newInstance(values);
            } catch (IllegalAccessException | InvocationTargetException | InstantiationException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
