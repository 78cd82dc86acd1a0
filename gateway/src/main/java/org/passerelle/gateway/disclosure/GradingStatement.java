package org.passerelle.gateway.disclosure;

import org.passerelle.core.label.Grading;

/** The written meaning of an Admiralty grading, for recipients who do not use it. */
final class GradingStatement {
    private GradingStatement() {}

    static String of(Grading grading) {
        return "Source " + reliability(grading.text().charAt(0)) + "; information "
                + credibility(grading.text().charAt(1)) + ".";
    }

    private static String reliability(char letter) {
        return switch (letter) {
            case 'A' -> "completely reliable";
            case 'B' -> "usually reliable";
            case 'C' -> "fairly reliable";
            case 'D' -> "not usually reliable";
            case 'E' -> "unreliable";
            default -> "of reliability that cannot be judged";
        };
    }

    private static String credibility(char digit) {
        return switch (digit) {
            case '1' -> "confirmed by other sources";
            case '2' -> "probably true";
            case '3' -> "possibly true";
            case '4' -> "doubtful";
            case '5' -> "improbable";
            default -> "whose truth cannot be judged";
        };
    }
}
