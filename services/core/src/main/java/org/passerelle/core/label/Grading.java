package org.passerelle.core.label;

/** Admiralty grading: source reliability A to F, information credibility 1 to 6. */
public record Grading(String text) {
    /** What is said where there is nothing to judge by. */
    public static final Grading CANNOT_BE_JUDGED = new Grading("F6");

    public Grading {
        if (!text.matches("[A-F][1-6]")) {
            throw new IllegalArgumentException("grading must be A to F followed by 1 to 6");
        }
    }

    /** Whether both reliability and credibility are as good as those of {@code other}, or better. */
    public boolean atLeast(Grading other) {
        return text.charAt(0) <= other.text.charAt(0) && text.charAt(1) <= other.text.charAt(1);
    }
}
