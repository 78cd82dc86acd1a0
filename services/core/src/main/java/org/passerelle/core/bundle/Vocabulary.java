package org.passerelle.core.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.agreement.FieldGroup;

/**
 * Closed words: what submissions, clauses and assessments may use.
 *
 * @param purposes purpose codes, e.g. {@code early-warning}
 * @param prohibitedPurposes purposes that are refused by default, e.g. {@code targeting}
 * @param compartments compartment names
 * @param flags screening flags
 * @param supportCategories HRDDP support categories
 * @param areas admin-1 code to country code, and country code to itself
 * @param tags machine tags by {@code namespace:predicate}
 * @param recordTypes strict schemas by record type
 * @param violations categories of grave violations, of which an allegation names one (HRDDP H9)
 */
public record Vocabulary(
        Set<String> purposes,
        Set<String> prohibitedPurposes,
        Set<String> compartments,
        Set<String> flags,
        Set<String> supportCategories,
        Map<String, String> areas,
        Map<String, Predicate> tags,
        Map<String, RecordType> recordTypes,
        Set<String> violations) {

    /** Words under which no allegation can be reported. */
    public Vocabulary(
            Set<String> purposes,
            Set<String> prohibitedPurposes,
            Set<String> compartments,
            Set<String> flags,
            Set<String> supportCategories,
            Map<String, String> areas,
            Map<String, Predicate> tags,
            Map<String, RecordType> recordTypes) {
        this(purposes, prohibitedPurposes, compartments, flags, supportCategories, areas, tags, recordTypes, Set.of());
    }

    /**
     * A machine-tag predicate with its closed values; only policy-relevant ones may decide.
     *
     * @param values empty for a tag that is written without one, {@code namespace:predicate}
     * @param blockedInbound values with which a submission is quarantined, e.g. collection methods (HRDDP H10)
     * @param group field group with which an obligation strips the tag; empty: leaves with the head
     * @param exclusive which other tags a record with this one has not; empty: none
     */
    public record Predicate(
            Set<String> values,
            boolean policyRelevant,
            Set<String> blockedInbound,
            Optional<FieldGroup> group,
            Optional<Exclusive> exclusive) {
        public Predicate {
            values = Set.copyOf(values);
            blockedInbound = Set.copyOf(blockedInbound);
        }

        /** A tag that excludes none. */
        public Predicate(
                Set<String> values, boolean policyRelevant, Set<String> blockedInbound, Optional<FieldGroup> group) {
            this(values, policyRelevant, blockedInbound, group, Optional.empty());
        }

        /** A tag that no obligation strips. */
        public Predicate(Set<String> values, boolean policyRelevant, Set<String> blockedInbound) {
            this(values, policyRelevant, blockedInbound, Optional.empty());
        }

        private boolean excludes(Exclusive what) {
            return exclusive.filter(what::equals).isPresent();
        }
    }

    /** Codes of the countries. */
    public Set<String> countries() {
        return Set.copyOf(areas.values());
    }

    /** Codes of the admin-1 areas. */
    public Set<String> admin1Areas() {
        return areas.entrySet().stream()
                .filter(area -> !area.getKey().equals(area.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether {@code tag}, a machine tag with its value where it has one, is among the closed words. */
    public boolean knows(String tag) {
        Predicate predicate = predicate(tag);
        if (predicate == null) {
            return false;
        }
        int equals = tag.indexOf('=');
        return equals < 0
                ? predicate.values().isEmpty()
                : predicate.values().contains(tag.substring(equals + 1).replaceAll("^\"|\"$", ""));
    }

    /** What a tag excludes beside itself. */
    public enum Exclusive {
        /** Other values of its predicate. */
        VALUES,
        /** Other predicates of its namespace, of those without values. */
        PREDICATES
    }

    /** Whether two known tags do not go together on one record. */
    public boolean exclude(String one, String other) {
        Predicate first = predicate(one);
        Predicate second = predicate(other);
        if (first == null || second == null || one.equals(other)) {
            return false;
        }
        if (name(one).equals(name(other))) {
            return first.excludes(Exclusive.VALUES);
        }
        boolean alike = namespace(one).equals(namespace(other))
                && first.values().isEmpty()
                && second.values().isEmpty();
        return alike && (first.excludes(Exclusive.PREDICATES) || second.excludes(Exclusive.PREDICATES));
    }

    /** Whether a known tag may decide. */
    public boolean decides(String tag) {
        Predicate predicate = predicate(tag);
        return predicate != null && predicate.policyRelevant();
    }

    private @Nullable Predicate predicate(String tag) {
        return tags.get(name(tag));
    }

    private static String name(String tag) {
        int equals = tag.indexOf('=');
        return equals < 0 ? tag : tag.substring(0, equals);
    }

    private static String namespace(String tag) {
        return tag.substring(0, Math.max(0, tag.indexOf(':')));
    }

    /** A record type: its text portions and the fields of {@code details}. */
    public record RecordType(Set<String> portionFields, Map<String, Field> details) {}

    /**
     * One field of {@code details}.
     *
     * @param kind what values it takes
     * @param values closed list for ONE_OF, and of relations for STATEMENTS; empty otherwise
     * @param group field group with which an obligation strips it; empty: leaves with the head
     */
    public record Field(FieldKind kind, boolean required, List<String> values, Optional<FieldGroup> group) {
        public Field {
            values = List.copyOf(values);
        }

        /** A field that no obligation strips. */
        public Field(FieldKind kind, boolean required, List<String> values) {
            this(kind, required, values, Optional.empty());
        }
    }

    /** Kinds of detail values. */
    public enum FieldKind {
        TEXT,
        NUMBER,
        INTEGER,
        BOOLEAN,
        DATE,
        ONE_OF,
        LIST,
        /** Who stands how to whom, from when until when, and who says so. */
        STATEMENTS;

        /** Whether a field of this kind has a closed list of words. */
        public boolean closed() {
            return this == ONE_OF || this == STATEMENTS;
        }
    }
}
