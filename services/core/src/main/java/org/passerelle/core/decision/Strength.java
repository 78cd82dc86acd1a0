package org.passerelle.core.decision;

/** Sign-in strength; each caps clearance ([D], see {@code Settings}). */
public enum Strength {
    PASSWORD,
    SECOND_FACTOR,
    SENDER_CONSTRAINED,
    HARDWARE_KEY
}
