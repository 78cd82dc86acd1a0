package org.passerelle.node.seed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.passerelle.core.label.Level;
import org.passerelle.platform.json.Suggestion;

/**
 * An object of a configuration file, read key by key. A fault is noted with its place and the reading goes on with an empty value;
 * whoever reads calls {@link #end} last, and keys that nobody asked for are faults.
 */
final class Section {
    private final ConfigurationFile file;
    private final String pointer;
    private final JsonNode node;
    private final Set<String> asked = new TreeSet<>();

    Section(ConfigurationFile file, String pointer, JsonNode node) {
        this.file = file;
        this.pointer = pointer;
        this.node = node;
        if (!node.isObject()) {
            file.fault(pointer, "must be an object");
        }
    }

    /** Every key that was not asked for is a fault. */
    void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!asked.contains(key)) {
                String hint = Suggestion.nearest(key, asked)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
                file.fault(at(key), "unknown key \"" + key + "\"" + hint);
            }
        });
    }

    void fault(String key, String message) {
        file.fault(at(key), message);
    }

    /** Notes a fault at a JSON pointer from here. */
    void faultAt(String member, String message) {
        file.fault(pointer + member, message);
    }

    /** Notes the fault of one entry of a list of words. */
    void fault(String key, String word, String message) {
        int index = 0;
        for (JsonNode entry : node.path(key)) {
            if (entry.asText().equals(word)) {
                file.fault(at(key) + "/" + index, message);
                return;
            }
            index++;
        }
        file.fault(at(key), message);
    }

    boolean has(String key) {
        asked.add(key);
        return node.has(key);
    }

    String text(String key) {
        return require(key, optionalText(key), "");
    }

    Optional<String> optionalText(String key) {
        return value(
                key,
                "text",
                entry -> entry.isTextual() && !entry.asText().isBlank()
                        ? Optional.of(entry.asText())
                        : Optional.empty());
    }

    String word(String key, Words words) {
        return require(key, optionalWord(key, words), "");
    }

    Optional<String> optionalWord(String key, Words words) {
        Optional<String> word = optionalText(key);
        word.flatMap(words::fault).ifPresent(message -> fault(key, message));
        return word;
    }

    List<String> texts(String key) {
        return require(key, optionalTexts(key), List.of());
    }

    Optional<List<String>> optionalTexts(String key) {
        return value(key, "a list of different texts", entry -> {
            Set<String> texts = new LinkedHashSet<>();
            entry.forEach(item -> {
                if (item.isTextual() && !item.asText().isBlank()) {
                    texts.add(item.asText());
                }
            });
            return entry.isArray() && texts.size() == entry.size() ? Optional.of(List.copyOf(texts)) : Optional.empty();
        });
    }

    Set<String> words(String key, Words words) {
        return require(key, optionalWords(key, words), Set.of());
    }

    /** A list of words of which there is at least one. */
    Set<String> someWords(String key, Words words) {
        Set<String> chosen = words(key, words);
        if (node.path(key).isArray() && node.path(key).isEmpty()) {
            fault(key, "must name at least one " + words.kind());
        }
        return chosen;
    }

    Optional<Set<String>> optionalWords(String key, Words words) {
        Optional<List<String>> texts = optionalTexts(key);
        texts.ifPresent(list ->
                list.forEach(word -> words.fault(word).ifPresent(message -> fault(key, word, message))));
        return texts.map(Set::copyOf);
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        return require(key, optionalConstant(key, type), type.getEnumConstants()[0]);
    }

    <E extends Enum<E>> Optional<E> optionalConstant(String key, Class<E> type) {
        return optionalWord(key, constants(type)).flatMap(word -> constantOf(type, word));
    }

    <E extends Enum<E>> Set<E> constants(String key, Class<E> type) {
        return require(key, optionalConstants(key, type), Set.of());
    }

    <E extends Enum<E>> Optional<Set<E>> optionalConstants(String key, Class<E> type) {
        return optionalWords(key, constants(type)).map(words -> {
            Set<E> chosen = new LinkedHashSet<>();
            words.forEach(word -> constantOf(type, word).ifPresent(chosen::add));
            return chosen;
        });
    }

    static <E extends Enum<E>> Words constants(Class<E> type) {
        String kind =
                type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Words.of(
                kind, Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    }

    private static <E extends Enum<E>> Optional<E> constantOf(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word))
                .findFirst();
    }

    Level level(String key) {
        return require(
                key,
                value(
                        key,
                        "a level from 0 to 3",
                        entry -> entry.isIntegralNumber()
                                        && entry.asLong() >= 0
                                        && entry.asLong() < Level.values().length
                                ? Optional.of(Level.of(entry.asInt()))
                                : Optional.empty()),
                Level.UNCLASSIFIED);
    }

    int number(String key) {
        return require(
                key,
                value(
                        key,
                        "a whole number",
                        entry -> entry.canConvertToInt() && entry.isIntegralNumber()
                                ? Optional.of(entry.asInt())
                                : Optional.<Integer>empty()),
                0);
    }

    boolean flag(String key, boolean unstated) {
        return value(
                        key,
                        "true or false",
                        entry -> entry.isBoolean() ? Optional.of(entry.asBoolean()) : Optional.<Boolean>empty())
                .orElse(unstated);
    }

    Instant date(String key) {
        return require(key, optionalDate(key), Instant.EPOCH);
    }

    Optional<Instant> optionalDate(String key) {
        return value(
                key,
                "a date such as \"2015-06-20T00:00:00Z\" or \"-P30D\"",
                entry -> entry.isTextual() ? file.dates().parse(entry.asText()) : Optional.empty());
    }

    Duration duration(String key) {
        return require(key, optionalDuration(key), Duration.ZERO);
    }

    Optional<Duration> optionalDuration(String key) {
        return value(
                key,
                "a length of time such as \"P90D\" or \"PT1H\"",
                entry -> entry.isTextual() ? Dates.duration(entry.asText()) : Optional.empty());
    }

    Section section(String key) {
        asked.add(key);
        if (!node.has(key)) {
            missing(key);
        }
        return new Section(file, at(key), node.path(key).isMissingNode() ? file.empty() : node.path(key));
    }

    Optional<Section> optionalSection(String key) {
        return has(key) ? Optional.of(section(key)) : Optional.empty();
    }

    /** The objects of a list; none when the key is absent. */
    List<Section> optionalSections(String key) {
        List<Section> sections = new ArrayList<>();
        value(key, "a list of objects", entry -> entry.isArray() ? Optional.of(entry) : Optional.empty())
                .ifPresent(list -> {
                    for (int i = 0; i < list.size(); i++) {
                        sections.add(new Section(file, at(key) + "/" + i, list.get(i)));
                    }
                });
        return sections;
    }

    List<Section> sections(String key) {
        if (!has(key)) {
            missing(key);
        }
        return optionalSections(key);
    }

    /** The keys of this object, all of them asked for. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        asked.addAll(keys);
        return keys;
    }

    /** Objects by key. */
    Map<String, Section> members() {
        Map<String, Section> members = new LinkedHashMap<>();
        keys().forEach(key -> members.put(key, section(key)));
        return members;
    }

    /** The value of a key as it stands in the file. */
    JsonNode raw(String key) {
        asked.add(key);
        return node.path(key);
    }

    private <T> T require(String key, Optional<T> value, T empty) {
        if (!node.has(key)) {
            missing(key);
        }
        return value.orElse(empty);
    }

    private void missing(String key) {
        file.fault(pointer, "\"" + key + "\" is missing");
    }

    private <T> Optional<T> value(String key, String expected, Function<JsonNode, Optional<T>> reading) {
        asked.add(key);
        if (!node.has(key)) {
            return Optional.empty();
        }
        Optional<T> read = reading.apply(node.path(key));
        if (read.isEmpty()) {
            fault(key, "\"" + key + "\" must be " + expected);
        }
        return read;
    }

    private String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
