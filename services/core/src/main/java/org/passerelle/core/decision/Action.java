package org.passerelle.core.decision;

/** The closed list of actions. */
public enum Action {
    READ,
    EXPORT,
    PUSH,
    MATCH,
    NOTICE
}
