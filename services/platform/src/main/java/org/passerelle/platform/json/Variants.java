package org.passerelle.platform.json;

import java.util.List;

/**
 * The variants of a sealed interface, or the one variant itself.
 *
 * @param expected what is said of a word that names none of them
 */
record Variants(List<Class<?>> types, List<String> names, String expected) {
    private static final ClassValue<Variants> KNOWN = new ClassValue<>() {
        @Override
        protected Variants computeValue(Class<?> type) {
            List<Class<?>> types = SealedTypes.variants(type).toList();
            List<String> names = types.stream().map(SealedTypes::name).toList();
            return new Variants(types, names, "must be one of " + String.join(", ", names));
        }
    };

    static Variants of(Class<?> type) {
        return KNOWN.get(type);
    }
}
