package org.passerelle.core.label;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A label in one line, such as {@code UN CONFIDENTIAL//TLP:AMBER//REL UNOWA,UNODC//PURPOSE early-warning} (docs/API.md). Only its
 * form is judged here; whether the words are known is for whoever has a vocabulary.
 *
 * @param marking words of a marking, or the name of a level
 * @param tlp without its prefix
 * @param parts what else it states; an empty list is {@code NONE}, nobody
 */
public record CompactLabel(Word marking, Word tlp, Map<Part, List<Word>> parts) {

    private static final String SEPARATOR = "//";
    private static final String TLP = "TLP:";
    private static final String NONE = "NONE";

    /** A word and where it begins, from 1. */
    public record Word(String text, int at) {}

    /** What may follow the marking, each at most once and in any order. */
    public enum Part {
        REL(true),
        NOT(false),
        EYES(true),
        COMP(false),
        PURPOSE(true),
        ONWARD(true),
        FLAG(false),
        EMBARGO(false),
        RETAIN(false);

        private final boolean mayBeNone;

        Part(boolean mayBeNone) {
            this.mayBeNone = mayBeNone;
        }

        boolean single() {
            return this == EMBARGO || this == RETAIN;
        }
    }

    /** A label, or the first fault in the text. */
    public sealed interface Reading {
        record Read(CompactLabel label) implements Reading {}

        /** @param at the character at which it goes wrong, from 1 */
        record Fault(int at, String problem) implements Reading {}
    }

    public CompactLabel {
        parts = Map.copyOf(parts);
    }

    public static Reading read(String text) {
        try {
            return new Reading.Read(new Parser(text).label());
        } catch (Broken broken) {
            return new Reading.Fault(broken.at, broken.problem);
        }
    }

    /** The line that reads as this label; originators and the time of marking are not part of it. */
    public static String print(Label label, String marking) {
        StringJoiner line = new StringJoiner(SEPARATOR);
        line.add(marking).add(TLP + label.tlp().text());
        audience(line, Part.REL, label.releasableTo());
        names(line, Part.NOT, label.notReleasableTo());
        audience(line, Part.EYES, label.eyesOnly());
        names(line, Part.COMP, label.compartments());
        audience(line, Part.PURPOSE, label.purposes());
        audience(line, Part.ONWARD, label.onward());
        names(line, Part.FLAG, label.flags());
        time(line, Part.EMBARGO, label.embargoUntil());
        time(line, Part.RETAIN, label.retainUntil());
        return line.toString();
    }

    private static void audience(StringJoiner line, Part part, Audience audience) {
        switch (audience) {
            case Audience.Unrestricted unrestricted -> {}
            case Audience.Only only ->
                line.add(part + " " + (only.names().isEmpty() ? NONE : String.join(",", only.names())));
        }
    }

    private static void names(StringJoiner line, Part part, Collection<String> names) {
        if (!names.isEmpty()) {
            line.add(part + " " + String.join(",", names));
        }
    }

    private static void time(StringJoiner line, Part part, Optional<Instant> time) {
        time.ifPresent(instant -> line.add(part + " " + instant));
    }

    /** Reads from left to right and stops at the first fault. */
    private record Parser(String text) {

        CompactLabel label() throws Broken {
            List<Word> elements = split(text, 1, SEPARATOR);
            Word marking = elements.getFirst();
            require(!marking.text().isBlank(), marking.at(), "the marking is missing");
            require(plain(marking.text()), marking.at(), "the marking has spaces where there are none");
            Optional<Word> tlp = Optional.empty();
            Map<Part, List<Word>> parts = new EnumMap<>(Part.class);
            for (Word element : elements.subList(1, elements.size())) {
                if (element.text().startsWith(TLP)) {
                    require(tlp.isEmpty(), element.at(), "TLP is stated twice");
                    tlp = Optional.of(tlp(element));
                } else {
                    part(element, parts);
                }
            }
            require(tlp.isPresent(), text.length() + 1, "TLP is missing, such as //TLP:AMBER");
            return new CompactLabel(marking, tlp.orElseThrow(), parts);
        }

        private static Word tlp(Word element) throws Broken {
            Word tlp = new Word(element.text().substring(TLP.length()), element.at() + TLP.length());
            require(!tlp.text().isEmpty(), tlp.at(), "a TLP word is missing");
            return tlp;
        }

        private static void part(Word element, Map<Part, List<Word>> parts) throws Broken {
            int space = element.text().indexOf(' ');
            String keyword = space < 0 ? element.text() : element.text().substring(0, space);
            Part part = Arrays.stream(Part.values())
                    .filter(one -> one.name().equals(keyword))
                    .findFirst()
                    .orElseThrow(() -> new Broken(element.at(), "expected TLP: or one of " + known()));
            require(!parts.containsKey(part), element.at(), part + " is stated twice");
            int begin = element.at() + keyword.length();
            require(space > 0 && space + 1 < element.text().length(), begin, part + " names nothing");
            List<Word> words = split(element.text().substring(space + 1), begin + 1, ",");
            for (Word word : words) {
                require(!word.text().isEmpty(), word.at(), "a name is missing");
                require(!word.text().contains(" "), word.at(), "names are separated by commas, without spaces");
            }
            boolean none = words.stream().anyMatch(word -> word.text().equals(NONE));
            require(!none || (part.mayBeNone && words.size() == 1), begin + 1, part + " may not name " + NONE);
            require(!part.single() || words.size() == 1, begin + 1, part + " names one time");
            parts.put(part, none ? List.of() : words);
        }

        private static boolean plain(String marking) {
            return marking.equals(marking.strip()) && !marking.contains("  ");
        }

        private static String known() {
            return Arrays.stream(Part.values()).map(Enum::name).collect(Collectors.joining(", "));
        }

        private static List<Word> split(String text, int at, String separator) {
            List<Word> words = new ArrayList<>();
            int from = 0;
            for (int found = text.indexOf(separator); found >= 0; found = text.indexOf(separator, from)) {
                words.add(new Word(text.substring(from, found), at + from));
                from = found + separator.length();
            }
            words.add(new Word(text.substring(from), at + from));
            return words;
        }

        private static void require(boolean holds, int at, String problem) throws Broken {
            if (!holds) {
                throw new Broken(at, problem);
            }
        }
    }

    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final int at;
        private final String problem;

        Broken(int at, String problem) {
            super(problem, null, false, false);
            this.at = at;
            this.problem = problem;
        }
    }
}
