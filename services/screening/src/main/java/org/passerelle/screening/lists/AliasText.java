package org.passerelle.screening.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in the text of an alias. Where the publisher writes several into one, with semicolons or brackets, each counts; remarks such as
 * "formerly listed as" or a passport's number are no names.
 */
final class AliasText {
    private static final Pattern BRACKETS = Pattern.compile("[(\\[]([^()\\[\\]]*)[)\\]]");
    private static final Pattern REMARK = Pattern.compile(
            "(?i)^(?:(?:formerly|previously) (?:listed|known) as|original script|a\\.?k\\.?a\\.?|f\\.?k\\.?a\\.?|also known as)[:,]?\\s*");
    private static final Pattern BIRTH = Pattern.compile("(?i),? born .*$");
    private static final Pattern NUMBERS = Pattern.compile(".*\\d{4}.*");

    private AliasText() {}

    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher brackets = BRACKETS.matcher(text);
        List<String> inside = new ArrayList<>();
        while (brackets.find()) {
            inside.add(brackets.group(1));
        }
        add(names, BRACKETS.matcher(text).replaceAll(" "));
        inside.forEach(remark -> add(names, remark));
        return names;
    }

    private static void add(List<String> names, String text) {
        for (String piece : text.split(";", -1)) {
            String name = BIRTH.matcher(piece).replaceAll("").strip();
            name = REMARK.matcher(name).replaceAll("").strip();
            if (name.length() > 1 && !NUMBERS.matcher(name).matches() && !names.contains(name)) {
                names.add(name);
            }
        }
    }
}
