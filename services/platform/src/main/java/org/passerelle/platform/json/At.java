package org.passerelle.platform.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a tree. Most are never told, so it is written out only for a fault. */
final class At {
    static final At ROOT = new At(null, "", -1);

    private final @Nullable At parent;
    private final String key;
    private final int index;

    private At(@Nullable At parent, String key, int index) {
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    At member(String name) {
        return new At(this, name, -1);
    }

    At item(int number) {
        return new At(this, "", number);
    }

    Misfit misfit(String problem, Optional<String> suggestion) {
        return new Misfit(pointer(), problem, suggestion);
    }

    /** As a JSON pointer (RFC 6901). */
    String pointer() {
        if (parent == null) {
            return "";
        }
        String step = index < 0 ? key.replace("~", "~0").replace("/", "~1") : Integer.toString(index);
        return parent.pointer() + "/" + step;
    }
}
