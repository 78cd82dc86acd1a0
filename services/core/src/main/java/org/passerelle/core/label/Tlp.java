package org.passerelle.core.label;

import java.util.Optional;

/** Traffic Light Protocol 2.0: a sharing boundary, not a classification. */
public enum Tlp {
    CLEAR("CLEAR"),
    GREEN("GREEN"),
    AMBER("AMBER"),
    AMBER_STRICT("AMBER+STRICT"),
    RED("RED");

    private final String text;

    Tlp(String text) {
        this.text = text;
    }

    /** The word as TLP 2.0 writes it, without the {@code TLP:} prefix. */
    public String text() {
        return text;
    }

    public static Optional<Tlp> parse(String text) {
        for (Tlp tlp : values()) {
            if (tlp.text.equals(text)) {
                return Optional.of(tlp);
            }
        }
        return Optional.empty();
    }

    public Tlp max(Tlp other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
