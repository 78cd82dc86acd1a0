package org.passerelle.agreements.reading;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.bundle.Vocabulary.Predicate;

/** Machine tags, {@code namespace:predicate="value"} or {@code namespace:predicate}, checked against the vocabulary. */
public final class MachineTags {
    private static final Pattern TAG = Pattern.compile("([^\"=:]+:[^\"=]+)(?:=\"([^\"]+)\")?");

    private MachineTags() {}

    /** Reads a list of tags; when {@code deciding}, only tags that policy may read are taken. */
    public static Set<String> read(Section section, String key, Vocabulary vocabulary, boolean deciding) {
        Set<String> tags = section.optionalTexts(key).map(Set::copyOf).orElse(Set.of());
        tags.forEach(tag -> fault(tag, vocabulary, deciding).ifPresent(message -> section.fault(key, tag, message)));
        return tags;
    }

    private static Optional<String> fault(String tag, Vocabulary vocabulary, boolean deciding) {
        Matcher parts = TAG.matcher(tag);
        if (!parts.matches()) {
            return Optional.of(
                    "a tag is written namespace:predicate=\"value\", or without a value where its predicate has none");
        }
        Optional<String> unknown = Words.of("tag", vocabulary.tags().keySet()).fault(parts.group(1));
        if (unknown.isPresent()) {
            return unknown;
        }
        Predicate predicate = vocabulary.tags().get(parts.group(1));
        if (predicate == null) {
            return Optional.of("unknown tag");
        }
        if (deciding && !predicate.policyRelevant()) {
            return Optional.of("tag " + parts.group(1) + " is not policy-relevant; a clause cannot use it");
        }
        if (parts.group(2) == null) {
            return predicate.values().isEmpty()
                    ? Optional.empty()
                    : Optional.of("tag " + parts.group(1) + " has a value");
        }
        return Words.of("value of " + parts.group(1), predicate.values()).fault(parts.group(2));
    }
}
