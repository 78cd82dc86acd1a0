package org.passerelle.core.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;

/** Typed reading of a JSON object; instants are absolute, or periods relative to the world's now. */
record Tree(JsonNode node, Instant now) {

    Tree at(String key) {
        JsonNode child = node.path(key);
        if (child.isMissingNode()) {
            throw new IllegalArgumentException("the world has no " + key);
        }
        return new Tree(child, now);
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    String text(String key) {
        return at(key).node.asText();
    }

    String text(String key, String unstated) {
        return has(key) ? text(key) : unstated;
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    boolean flag(String key) {
        return has(key) && node.get(key).asBoolean();
    }

    int number(String key) {
        return at(key).node.asInt();
    }

    Level level(String key) {
        return Level.of(number(key));
    }

    <E extends Enum<E>> E word(Class<E> type, String key) {
        return Enum.valueOf(type, text(key));
    }

    <E extends Enum<E>> Set<E> words(Class<E> type, String key) {
        return texts(key).stream().map(word -> Enum.valueOf(type, word)).collect(Collectors.toSet());
    }

    Set<String> texts(String key) {
        Set<String> texts = new HashSet<>();
        node.path(key).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    Audience audience(String key) {
        return has(key) ? new Audience.Only(texts(key)) : Audience.unrestricted();
    }

    Instant instant(String key) {
        String text = text(key);
        return text.contains("T") && !text.startsWith("P") && !text.startsWith("-P")
                ? Instant.parse(text)
                : now.plus(Duration.parse(text));
    }

    Optional<Instant> optionalInstant(String key) {
        return has(key) ? Optional.of(instant(key)) : Optional.empty();
    }

    Optional<Duration> optionalDuration(String key) {
        return has(key) ? Optional.of(Duration.parse(text(key))) : Optional.empty();
    }

    /** The members of an object by name, {@code null} members left out. */
    <T> List<T> members(String key, BiFunction<String, Tree, T> reading) {
        List<T> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : node.path(key).properties()) {
            if (!member.getValue().isNull()) {
                members.add(reading.apply(member.getKey(), new Tree(member.getValue(), now)));
            }
        }
        return members;
    }

    <T> List<T> elements(String key, BiFunction<Integer, Tree, T> reading) {
        List<T> elements = new ArrayList<>();
        for (JsonNode element : node.path(key)) {
            elements.add(reading.apply(elements.size(), new Tree(element, now)));
        }
        return elements;
    }
}
