package org.passerelle.core.decision;

/** Gates in the order in which the primary reason is sought. The first five are request gates. */
public enum Gate {
    FAULT,
    STANDING,
    PROHIBITED_PURPOSE,
    REGISTERED_PURPOSE,
    ACTION,
    LIFECYCLE,
    AGREEMENT,
    SCREENING,
    MARKING,
    TLP,
    PURPOSE,
    CLEARANCE,
    ORIGIN
}
