package org.passerelle.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bound parameters of a statement that is put together from parts. */
final class Parameters {
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Begins with these, as {@code $1} and so on. */
    Parameters(@Nullable Object... first) {
        values.addAll(Arrays.asList(first));
    }

    /** Binds one more; answers how the statement names it. */
    String bind(@Nullable Object value) {
        values.add(value);
        return "$" + values.size();
    }

    @Nullable
    Object[] values() {
        return values.toArray();
    }
}
