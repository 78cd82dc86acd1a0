package org.passerelle.core.record;

/** Where a record stands. */
public enum RecordState {
    ACTIVE,
    QUARANTINED,
    RECALLED
}
