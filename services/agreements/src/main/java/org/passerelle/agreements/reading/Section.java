package org.passerelle.agreements.reading;

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
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.Suggestion;

/**
 * An object, read key by key. A fault is noted with its place and the reading goes on with an empty value;
 * whoever reads calls {@link #end} last, and keys that nobody asked for are faults.
 */
public final class Section {
    private static final JsonNode EMPTY = Json.tree("{}");

    private final Source source;
    private final String pointer;
    private final JsonNode node;
    private final Set<String> asked = new TreeSet<>();

    public Section(Source source, String pointer, JsonNode node) {
        this.source = source;
        this.pointer = pointer;
        this.node = node;
        if (!node.isObject()) {
            source.fault(pointer, Source.Kind.WRONG_TYPE, "must be an object");
        }
    }

    /** Every key that was not asked for is a fault. */
    public void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!asked.contains(key)) {
                String hint = Suggestion.nearest(key, asked)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
                source.fault(at(key), Source.Kind.UNKNOWN_FIELD, "unknown key \"" + key + "\"" + hint);
            }
        });
    }

    /** Notes that a key contradicts something else. */
    public void fault(String key, String message) {
        fault(key, Source.Kind.CONTRADICTION, message);
    }

    private void fault(String key, Source.Kind kind, String message) {
        source.fault(at(key), kind, message);
    }

    /** Notes a fault at a JSON pointer from here. */
    public void faultAt(String member, String message) {
        source.fault(pointer + member, Source.Kind.CONTRADICTION, message);
    }

    /** Notes the fault of one entry of a list of words. */
    public void fault(String key, String word, String message) {
        int index = 0;
        for (JsonNode entry : node.path(key)) {
            if (entry.asText().equals(word)) {
                source.fault(at(key) + "/" + index, Source.Kind.UNKNOWN_WORD, message);
                return;
            }
            index++;
        }
        fault(key, Source.Kind.UNKNOWN_WORD, message);
    }

    public boolean has(String key) {
        asked.add(key);
        return node.has(key);
    }

    public String text(String key) {
        return require(key, optionalText(key), "");
    }

    public Optional<String> optionalText(String key) {
        return value(
                key,
                "text",
                entry -> entry.isTextual() && !entry.asText().isBlank()
                        ? Optional.of(entry.asText())
                        : Optional.empty());
    }

    public String word(String key, Words words) {
        return require(key, optionalWord(key, words), "");
    }

    public Optional<String> optionalWord(String key, Words words) {
        Optional<String> word = optionalText(key);
        word.flatMap(words::fault).ifPresent(message -> fault(key, Source.Kind.UNKNOWN_WORD, message));
        return word;
    }

    public List<String> texts(String key) {
        return require(key, optionalTexts(key), List.of());
    }

    public Optional<List<String>> optionalTexts(String key) {
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

    public Set<String> words(String key, Words words) {
        return require(key, optionalWords(key, words), Set.of());
    }

    /** A list of words of which there is at least one. */
    public Set<String> someWords(String key, Words words) {
        Set<String> chosen = words(key, words);
        if (node.path(key).isArray() && node.path(key).isEmpty()) {
            fault(key, "must name at least one " + words.kind());
        }
        return chosen;
    }

    public Optional<Set<String>> optionalWords(String key, Words words) {
        Optional<List<String>> texts = optionalTexts(key);
        texts.ifPresent(list ->
                list.forEach(word -> words.fault(word).ifPresent(message -> fault(key, word, message))));
        return texts.map(Set::copyOf);
    }

    public <E extends Enum<E>> E constant(String key, Class<E> type) {
        return require(key, optionalConstant(key, type), type.getEnumConstants()[0]);
    }

    public <E extends Enum<E>> Optional<E> optionalConstant(String key, Class<E> type) {
        return optionalWord(key, constants(type)).flatMap(word -> constantOf(type, word));
    }

    public <E extends Enum<E>> Set<E> constants(String key, Class<E> type) {
        return require(key, optionalConstants(key, type), Set.of());
    }

    public <E extends Enum<E>> Optional<Set<E>> optionalConstants(String key, Class<E> type) {
        return optionalWords(key, constants(type)).map(words -> {
            Set<E> chosen = new LinkedHashSet<>();
            words.forEach(word -> constantOf(type, word).ifPresent(chosen::add));
            return chosen;
        });
    }

    public static <E extends Enum<E>> Words constants(Class<E> type) {
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

    public Level level(String key) {
        return require(key, optionalLevel(key), Level.UNCLASSIFIED);
    }

    public Optional<Level> optionalLevel(String key) {
        return value(
                key,
                "a level from 0 to 3",
                // A number that no long holds would be read as another one.
                entry -> entry.isIntegralNumber()
                                && entry.canConvertToInt()
                                && entry.intValue() >= 0
                                && entry.intValue() < Level.values().length
                        ? Optional.of(Level.of(entry.intValue()))
                        : Optional.empty());
    }

    public int number(String key) {
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

    public boolean flag(String key, boolean unstated) {
        return value(
                        key,
                        "true or false",
                        entry -> entry.isBoolean() ? Optional.of(entry.asBoolean()) : Optional.<Boolean>empty())
                .orElse(unstated);
    }

    public Instant date(String key) {
        return require(key, optionalDate(key), Instant.EPOCH);
    }

    public Optional<Instant> optionalDate(String key) {
        return value(
                key,
                "a date such as \"2015-06-20T00:00:00Z\" or \"-P30D\"",
                entry -> entry.isTextual() ? source.dates().parse(entry.asText()) : Optional.empty());
    }

    public Duration duration(String key) {
        return require(key, optionalDuration(key), Duration.ZERO);
    }

    public Optional<Duration> optionalDuration(String key) {
        return value(
                key,
                "a length of time such as \"P90D\" or \"PT1H\"",
                entry -> entry.isTextual() ? Dates.duration(entry.asText()) : Optional.empty());
    }

    public Section section(String key) {
        asked.add(key);
        if (!node.has(key)) {
            missing(key);
        }
        return new Section(source, at(key), node.path(key).isMissingNode() ? EMPTY : node.path(key));
    }

    public Optional<Section> optionalSection(String key) {
        return has(key) ? Optional.of(section(key)) : Optional.empty();
    }

    /** The objects of a list; none when the key is absent. */
    public List<Section> optionalSections(String key) {
        List<Section> sections = new ArrayList<>();
        value(key, "a list of objects", entry -> entry.isArray() ? Optional.of(entry) : Optional.empty())
                .ifPresent(list -> {
                    for (int i = 0; i < list.size(); i++) {
                        sections.add(new Section(source, at(key) + "/" + i, list.get(i)));
                    }
                });
        return sections;
    }

    public List<Section> sections(String key) {
        if (!has(key)) {
            missing(key);
        }
        return optionalSections(key);
    }

    /** The keys of this object, all of them asked for. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        asked.addAll(keys);
        return keys;
    }

    /** Objects by key. */
    public Map<String, Section> members() {
        Map<String, Section> members = new LinkedHashMap<>();
        keys().forEach(key -> members.put(key, section(key)));
        return members;
    }

    /** The value of a key as it stands. */
    public JsonNode raw(String key) {
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
        source.fault(pointer, Source.Kind.MISSING, "\"" + key + "\" is missing");
    }

    private <T> Optional<T> value(String key, String expected, Function<JsonNode, Optional<T>> reading) {
        asked.add(key);
        if (!node.has(key)) {
            return Optional.empty();
        }
        Optional<T> read = reading.apply(node.path(key));
        if (read.isEmpty()) {
            fault(key, Source.Kind.WRONG_TYPE, "\"" + key + "\" must be " + expected);
        }
        return read;
    }

    private String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
