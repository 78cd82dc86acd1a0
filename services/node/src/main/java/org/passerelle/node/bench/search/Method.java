package org.passerelle.node.bench.search;

import java.util.Locale;

/** Who is asked. */
public enum Method {
    /** The records service. */
    PASSERELLE,
    /** Tables that hold only what this recipient sees, without authorisation: the limit. */
    PRIVATE_COPY,
    /** Everybody sees everything. */
    NONE,
    /** Row-level security of PostgreSQL, with a policy function. */
    RLS,
    /** The rules as a part of each statement. */
    INLINED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
