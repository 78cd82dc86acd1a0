package org.passerelle.records;

/** In which order rows are looked at; all find the same. */
enum SearchPlan {
    /** A page of each pattern that is seen. */
    BY_PATTERN,
    /** The newest of all patterns that are seen, down to a position, put in order and then looked into. */
    NEWEST_SEEN,
    /** All records from the newest on: where many are seen. */
    BY_POSITION,
    /** The newest positions that have what is filtered, down to one. */
    PROBING,
    /** The newest of the square degrees that are asked for, down to a position. */
    BY_SQUARE,
    /** By what is filtered, or the words. */
    BY_FILTER
}
