package org.passerelle.core.decision.gate;

/** Whether the facts of a row are known, or only those of its label class; what is unknown is then taken to permit. */
public enum Knowledge {
    ROW,
    CLASS
}
