package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.gateway.submission.Fault.Code;

/** Machine tags, {@code namespace:predicate="value"}, of the vocabulary. */
public final class Tags {
    private static final Pattern SHAPE = Pattern.compile("([^\"=]+)(?:=\"([^\"]*)\")?");
    private static final int MOST = 100;

    private final Vocabulary vocabulary;

    public Tags(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The tags of {@code fields}; what is not in the vocabulary is a fault, and so is each that an earlier one excludes. */
    public List<String> read(Fields fields) {
        List<JsonNode> elements = fields.elements("tags", MOST).orElse(List.of());
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String pointer = fields.at("tags") + "/" + i;
            Texts.read(elements.get(i), pointer, 200, fields.faults())
                    .filter(tag -> admits(tag, pointer, fields.faults()))
                    .filter(tag -> goes(tag, tags, pointer, fields.faults()))
                    .ifPresent(tags::add);
        }
        return tags.stream().distinct().toList();
    }

    private boolean goes(String tag, List<String> others, String pointer, Faults faults) {
        boolean excluded = others.stream().anyMatch(other -> vocabulary.exclude(other, tag));
        if (excluded) {
            faults.add(
                    pointer, Code.CONTRADICTION, "excludes a tag before it: the taxonomy lets only one of them stand");
        }
        return !excluded;
    }

    /** Those of {@code tags} on which clauses may depend. */
    public Set<String> policyRelevant(List<String> tags) {
        return tags.stream()
                .filter(tag ->
                        predicate(tag).map(Vocabulary.Predicate::policyRelevant).orElse(false))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether {@code tag} is of the vocabulary, with its value where its predicate has values; else adds the fault. */
    public boolean admits(String tag, String pointer, Faults faults) {
        Matcher shape = SHAPE.matcher(tag);
        if (!shape.matches()) {
            faults.add(
                    pointer,
                    Code.UNKNOWN_WORD,
                    "a tag is written namespace:predicate=\"value\", or without a value where its predicate has none");
            return false;
        }
        if (!new ClosedWords("tag", vocabulary.tags().keySet()).admits(shape.group(1), pointer, faults)) {
            return false;
        }
        return predicate(tag)
                .map(predicate -> valued(predicate, shape.group(1), shape.group(2), pointer, faults))
                .orElse(false);
    }

    private static boolean valued(
            Vocabulary.Predicate predicate, String name, @Nullable String value, String pointer, Faults faults) {
        if (value != null) {
            return new ClosedWords("tag value", predicate.values()).admits(value, pointer, faults);
        }
        if (!predicate.values().isEmpty()) {
            faults.add(pointer, Code.UNKNOWN_WORD, name + " has a value: " + name + "=\"…\"");
        }
        return predicate.values().isEmpty();
    }

    private Optional<Vocabulary.Predicate> predicate(String tag) {
        Matcher shape = SHAPE.matcher(tag);
        return shape.matches() ? Optional.ofNullable(vocabulary.tags().get(shape.group(1))) : Optional.empty();
    }
}
