package org.passerelle.core.bundle;

import java.util.Optional;

/** Where in the policy something stands. */
public sealed interface Place {

    /**
     * A member of an agreement.
     *
     * @param clause the clause that it belongs to; empty for the agreement's own members
     * @param pointer JSON pointer (RFC 6901) into the agreement
     */
    record OfAgreement(String agreement, Optional<String> clause, String pointer) implements Place {}

    /** Two clauses that do not go together; the second is the one that was offered. */
    record TwoClauses(OfAgreement standing, OfAgreement offered) implements Place {}

    /**
     * A member of what every agreement builds upon.
     *
     * @param id empty for parts of which there is one
     * @param pointer JSON pointer (RFC 6901) into the party, unit, …
     */
    record OfPart(Part part, String id, String pointer) implements Place {}

    /** What an agreement builds upon. */
    enum Part {
        PARTY,
        UNIT,
        ACCOUNT,
        GROUP,
        ASSESSMENT,
        ALLEGATION,
        MARKINGS,
        VOCABULARY,
        SETTINGS
    }

    /** A JSON pointer from its reference tokens, escaped (RFC 6901). */
    static String pointer(Object... tokens) {
        StringBuilder pointer = new StringBuilder();
        for (Object token : tokens) {
            pointer.append('/').append(token.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
