package org.passerelle.gateway.imports;

/** Texts about a file that hold parts of it, such as names of members: as they can be kept and shown. */
final class Plain {
    private Plain() {}

    /** At most that many characters; a space for each that is a control character, or half of one. */
    static String of(String text, int most) {
        return text.substring(0, Math.min(most, text.length())).replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
    }
}
