package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.gateway.submission.Fault.Code;
import org.passerelle.platform.json.Suggestion;

/** Reads the members of one JSON object strictly, collecting faults; a member that is faulty reads as absent. */
public final class Fields {
    private final JsonNode object;
    private final String pointer;
    private final Faults faults;

    private Fields(JsonNode object, String pointer, Faults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Reads {@code node} as an object of none but the {@code known} members. */
    public static Optional<Fields> of(JsonNode node, String pointer, Set<String> known, Faults faults) {
        if (!node.isObject()) {
            faults.add(pointer, Code.WRONG_TYPE, "must be an object");
            return Optional.empty();
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(at(pointer, name), Code.UNKNOWN_FIELD, "unknown field" + meant(name, known));
            }
        });
        return Optional.of(new Fields(node, pointer, faults));
    }

    static String meant(String word, Set<String> known) {
        return Suggestion.nearest(word, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    /** The pointer of a member. */
    public String at(String name) {
        return at(pointer, name);
    }

    /** The pointer of a member of what {@code pointer} points to. */
    public static String at(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** Says that a member which must be there is not. */
    public void require(String name) {
        if (!has(name)) {
            faults.add(at(name), Code.MISSING, name + " is missing");
        }
    }

    public Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name));
    }

    /** A text of one to {@code longest} characters. */
    public Optional<String> text(String name, int longest) {
        return node(name).flatMap(node -> Texts.read(node, at(name), longest, faults));
    }

    public Optional<Instant> time(String name) {
        return text(name, 40).flatMap(text -> {
            Optional<Instant> time = Times.parse(text);
            if (time.isEmpty()) {
                faults.add(at(name), Code.NOT_A_TIME, "is not a time that exists, such as 2015-01-20T09:00:00Z");
            }
            return time;
        });
    }

    public Optional<Grading> grading(String name) {
        return text(name, 2).flatMap(text -> {
            try {
                return Optional.of(new Grading(text));
            } catch (IllegalArgumentException unknown) {
                faults.add(at(name), Code.UNKNOWN_WORD, "grading must be A to F followed by 1 to 6");
                return Optional.empty();
            }
        });
    }

    public Optional<Boolean> truth(String name) {
        return node(name).flatMap(node -> {
            if (!node.isBoolean()) {
                faults.add(at(name), Code.WRONG_TYPE, "must be true or false");
                return Optional.empty();
            }
            return Optional.of(node.booleanValue());
        });
    }

    /** A whole number from 0 to {@code most}. */
    public Optional<Integer> number(String name, int most) {
        return node(name).flatMap(node -> {
            if (!node.isInt() || node.intValue() < 0 || node.intValue() > most) {
                faults.add(at(name), Code.WRONG_TYPE, "must be a whole number from 0 to " + most);
                return Optional.empty();
            }
            return Optional.of(node.intValue());
        });
    }

    public Optional<Fields> object(String name, Set<String> known) {
        return node(name).flatMap(node -> of(node, at(name), known, faults));
    }

    /** The elements of an array with at most {@code most}; empty when it is absent or faulty. */
    public Optional<List<JsonNode>> elements(String name, int most) {
        return node(name).flatMap(node -> {
            if (!node.isArray()) {
                faults.add(at(name), Code.WRONG_TYPE, "must be an array");
                return Optional.empty();
            }
            if (node.size() > most) {
                faults.add(at(name), Code.TOO_LONG, "may have at most " + most + " elements");
                return Optional.empty();
            }
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(elements::add);
            return Optional.of(elements);
        });
    }

    /** A list of words from a closed vocabulary. */
    public Optional<List<String>> words(String name, ClosedWords vocabulary) {
        return elements(name, 200).map(elements -> {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                String place = at(at(name), Integer.toString(i));
                Texts.read(elements.get(i), place, 200, faults)
                        .filter(word -> vocabulary.admits(word, place, faults))
                        .ifPresent(words::add);
            }
            return List.copyOf(words);
        });
    }

    public Optional<String> word(String name, ClosedWords vocabulary) {
        return text(name, 200).filter(word -> vocabulary.admits(word, at(name), faults));
    }

    /** The objects of an array with at most {@code most}, each of none but the {@code known} members; empty when it is absent. */
    public List<Fields> objects(String name, int most, Set<String> known) {
        List<Fields> objects = new ArrayList<>();
        List<JsonNode> elements = elements(name, most).orElse(List.of());
        for (int i = 0; i < elements.size(); i++) {
            of(elements.get(i), at(at(name), Integer.toString(i)), known, faults)
                    .ifPresent(objects::add);
        }
        return objects;
    }

    /** The texts of an array with at most {@code most}, each of one to {@code longest} characters; empty when it is absent. */
    public List<String> texts(String name, int most, int longest) {
        List<String> texts = new ArrayList<>();
        List<JsonNode> elements = elements(name, most).orElse(List.of());
        for (int i = 0; i < elements.size(); i++) {
            Texts.read(elements.get(i), at(at(name), Integer.toString(i)), longest, faults)
                    .ifPresent(texts::add);
        }
        return texts;
    }

    /** Adds a fault at a member. */
    public void fault(String name, Code code, String message) {
        faults.add(at(name), code, message);
    }

    /** Adds a fault at an element of an array, from 0. */
    public void fault(String name, int place, Code code, String message) {
        faults.add(at(at(name), Integer.toString(place)), code, message);
    }

    Faults faults() {
        return faults;
    }
}
