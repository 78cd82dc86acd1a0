package org.passerelle.core.bundle;

import java.util.Locale;

/**
 * One thing wrong with a policy, where, and in a sentence.
 *
 * @param sentence lower-case, in domain words
 */
public record Fault(Code code, Place place, String sentence) {

    /** What is wrong: a closed, stable list. */
    public enum Code {
        /** Two clauses can cover the same release with terms of which neither includes the other. */
        AMBIGUOUS_CLAUSES,
        /** A party has not signed these terms, or not with a key of its own. */
        UNSIGNED,
        /** The hash is not that of the terms. */
        ALTERED,
        /** Something is named that does not exist. */
        UNKNOWN_NAME,
        /** A unit or commander of another party is named. */
        FOREIGN_NAME,
        /** Somebody is bound who is not a party to the agreement. */
        NO_PARTY,
        /** A clause leads from nobody to nobody else. */
        LEADS_NOWHERE,
        /** A tag that must not decide. */
        NOT_POLICY_RELEVANT,
        /** A purpose that is prohibited. */
        PROHIBITED_PURPOSE,
        /** Something that must be said is not. */
        MISSING,
        /** An id, or a name, stands for two things. */
        TWICE,
        /** Two members contradict each other. */
        CONTRADICTION,
        /** Something is asked for that nothing carries out. */
        NOT_CARRIED_OUT,
        /** Something ends before it begins. */
        NO_TIME,
        /** A unit stands above itself. */
        CYCLE,
        /** More than the party has. */
        BEYOND_PARTY,
        /** A marking would come back lower than it left. */
        LOWERED;

        /** The code as the API writes it, e.g. {@code ambiguous-clauses}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
