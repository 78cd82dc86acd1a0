package org.passerelle.core.label;

/** Admiralty grading: source reliability A to F, information credibility 1 to 6. */
public record Grading(String text) {
    public Grading {
        if (!text.matches("[A-F][1-6]")) {
            throw new IllegalArgumentException("grading must be A to F followed by 1 to 6");
        }
    }

    /** Reliability A to C and credibility 1 to 3 ("C3 or better"; HRDDP H9). */
    public boolean atLeastC3() {
        return text.charAt(0) <= 'C' && text.charAt(1) <= '3';
    }
}
