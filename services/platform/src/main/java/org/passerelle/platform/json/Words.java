package org.passerelle.platform.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of an enumeration, in their order.
 *
 * @param expected what is said of any other word
 */
record Words(Map<String, Object> constants, List<String> names, String expected) {
    private static final ClassValue<Words> KNOWN = new ClassValue<>() {
        @Override
        protected Words computeValue(Class<?> type) {
            return read(type);
        }
    };

    static Words of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static Words read(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        List<String> names = List.copyOf(constants.keySet());
        return new Words(constants, names, "must be one of " + String.join(", ", names));
    }
}
