package org.passerelle.exchange.feed;

import java.util.Locale;

/** What became of a record that somebody received. */
public enum Verb {
    RECALLED,
    CORRECTED;

    /** As cases and notices say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
