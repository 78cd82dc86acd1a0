package org.passerelle.gateway.edge;

import java.util.Set;

/** Bodies that give nothing but a reason. */
public final class Reasons {
    private static final int LONGEST = 2000;

    private Reasons() {}

    public static String read(String body) {
        return Bodies.read(body, Set.of("reason"), fields -> {
            fields.require("reason");
            return fields.text("reason", LONGEST).orElse("");
        });
    }
}
