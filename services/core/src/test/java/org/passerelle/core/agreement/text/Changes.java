package org.passerelle.core.agreement.text;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.label.Audience;
import org.passerelle.core.world.With;

/**
 * Every single change of a record: each component, also of the records in it, becomes another value of its type. A component of a type
 * that is not known here is a defect of the test, so that no new term goes by unseen.
 */
final class Changes {
    private static final List<String> WORDS = List.of(
            "incident",
            "alert",
            "movement",
            "early-warning",
            "judicial",
            "LAKE",
            "RIVER",
            "unit-7",
            "ML-7",
            "NE",
            "SOURCE",
            "release:state=\"published\"",
            "no-copies",
            "operational-information",
            "fr",
            "ar");

    private final Random random;

    Changes(Random random) {
        this.random = random;
    }

    /** @param place which component, as a path */
    record Change<R>(String place, R after) {}

    <R extends Record> List<Change<R>> of(R before) {
        List<Change<R>> changes = new ArrayList<>();
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            Object value = value(before, component);
            others(component.getGenericType(), value)
                    .forEach(other -> changes.add(new Change<>(
                            component.getName() + other.place(),
                            With.with(before, component.getName(), other.after()))));
        }
        return changes;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Stream<Change<Object>> others(Type type, Object value) {
        return switch (value) {
            case Record record
            when !(record instanceof Audience) ->
                of(record).stream().map(change -> new Change<>("." + change.place(), change.after()));
            case Optional<?> optional -> optionals(argument(type, 0), optional);
            case Set<?> set -> sets(argument(type, 0), set).map(Changes::here);
            case List<?> list -> lists(list);
            case Map<?, ?> map -> maps(argument(type, 1), map);
            default -> Stream.of(here(another(value.getClass(), value)));
        };
    }

    private static Change<Object> here(Object after) {
        return new Change<>("", after);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private Stream<Change<Object>> optionals(Type type, Optional<?> optional) {
        return optional.<Stream<Change<Object>>>map(present -> Stream.concat(
                        Stream.of(here(Optional.empty())),
                        others(type, present).map(other -> new Change<>(other.place(), Optional.of(other.after())))))
                .orElseGet(() -> Stream.of(here(Optional.of(another((Class<?>) type, "")))));
    }

    private Stream<Object> sets(Type type, Collection<?> set) {
        Set<Object> more = new HashSet<>(set);
        more.add(unlike(type, set));
        return Stream.concat(
                more.size() > set.size() ? Stream.of(more) : Stream.of(),
                set.stream().map(gone -> {
                    Set<Object> fewer = new HashSet<>(set);
                    fewer.remove(gone);
                    return fewer;
                }));
    }

    /** Of its kind and not among these; the same as one of these where these are all. */
    private Object unlike(Type type, Collection<?> these) {
        Class<?> kind = (Class<?>) type;
        Stream<?> all = kind.isEnum() ? Stream.of(kind.getEnumConstants()) : WORDS.stream();
        List<?> left = all.filter(one -> !these.contains(one)).toList();
        return left.isEmpty() ? these.iterator().next() : left.get(random.nextInt(left.size()));
    }

    private Stream<Change<Object>> lists(List<?> list) {
        List<Change<Object>> changes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            int at = i;
            of((Record) list.get(i)).forEach(change -> {
                List<Object> changed = new ArrayList<>(list);
                changed.set(at, change.after());
                changes.add(new Change<>("[]." + change.place(), changed));
            });
            List<Object> fewer = new ArrayList<>(list);
            fewer.remove(at);
            changes.add(here(fewer));
        }
        return changes.stream();
    }

    private Stream<Change<Object>> maps(Type type, Map<?, ?> map) {
        List<Change<Object>> changes = new ArrayList<>();
        map.forEach((key, value) -> {
            others(type, value).forEach(other -> {
                Map<Object, Object> changed = new HashMap<>(map);
                changed.put(key, other.after());
                changes.add(new Change<>("{}" + other.place(), changed));
            });
            Map<Object, Object> fewer = new HashMap<>(map);
            fewer.remove(key);
            changes.add(here(fewer));
        });
        return changes.stream();
    }

    private Object another(Class<?> kind, Object value) {
        if (kind.isEnum() || value instanceof Enum<?>) {
            return unlike(value instanceof Enum<?> one ? one.getDeclaringClass() : kind, Set.of(value));
        }
        if (value instanceof Audience audience) {
            return another(audience);
        }
        return switch (kind.getSimpleName()) {
            case "String" -> unlike(String.class, Set.of(value));
            case "Integer" -> (Integer) value + 1;
            case "Boolean" -> !((Boolean) value);
            case "Instant" -> (value instanceof Instant instant ? instant : Instant.EPOCH).plusSeconds(1);
            case "Duration" -> (value instanceof Duration duration ? duration : Duration.ZERO).plusSeconds(1);
            default -> throw new IllegalStateException("no other value of " + kind.getName());
        };
    }

    private Audience another(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted any -> random.nextBoolean() ? Audience.nobody() : Audience.only("ML");
            case Audience.Only only -> {
                List<Audience> others = new ArrayList<>(List.of(Audience.unrestricted()));
                sets(String.class, only.names())
                        .forEach(names -> others.add(new Audience.Only(strings((Set<?>) names))));
                yield others.get(random.nextInt(others.size()));
            }
        };
    }

    private static Set<String> strings(Set<?> names) {
        Set<String> strings = new HashSet<>();
        names.forEach(name -> strings.add((String) name));
        return strings;
    }
}
