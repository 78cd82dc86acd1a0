package org.passerelle.core.explanation;

import java.util.Locale;

/** The languages in which decisions are explained. */
public enum Language {
    EN,
    FR,
    AR;

    /** The tag by which HTTP and HTML know it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean rightToLeft() {
        return this == AR;
    }

    /** The form that a counted noun takes, as the Unicode CLDR names them. */
    String plural(long number) {
        return switch (this) {
            case EN -> number == 1 ? "one" : "other";
            case FR -> number < 2 ? "one" : "other";
            case AR -> arabic(number);
        };
    }

    private static String arabic(long number) {
        long hundredth = number % 100;
        if (number <= 2) {
            return number == 0 ? "other" : number == 1 ? "one" : "two";
        }
        return hundredth >= 3 && hundredth <= 10 ? "few" : hundredth >= 11 ? "many" : "other";
    }
}
