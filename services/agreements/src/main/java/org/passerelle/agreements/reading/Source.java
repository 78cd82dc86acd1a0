package org.passerelle.agreements.reading;

/** Where a text comes from: it takes what is wrong, by place, and says from when relative dates are counted. */
public interface Source {

    /** @param pointer JSON pointer (RFC 6901) into the text */
    void fault(String pointer, Kind kind, String message);

    Dates dates();

    /** What is wrong with a text: a closed list. */
    enum Kind {
        UNKNOWN_FIELD,
        MISSING,
        WRONG_TYPE,
        UNKNOWN_WORD,
        CONTRADICTION
    }
}
