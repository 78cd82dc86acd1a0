package org.passerelle.agreements.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.core.bundle.Vocabulary.Exclusive;
import org.passerelle.core.bundle.Vocabulary.Predicate;

/**
 * A taxonomy of machine tags as MISP writes them (misp-taxonomies, {@code machinetag.json}). Its tags describe and decide nothing; a
 * predicate without entries is a tag without a value. What is exclusive as a whole or by predicate excludes what MISP says it does: other
 * values of the predicate, or where there are none, other such predicates. What only serves to show it is read over.
 */
public final class Taxonomy {
    private static final String EXCLUSIVE = "exclusive";
    private static final List<String> SHOWN = List.of(
            "description", "expanded", "version", "uuid", "refs", EXCLUSIVE, "colour", "numerical_value", "type");
    private static final Pattern NAMESPACE = Pattern.compile("[^\\s\"=:]+");
    /** The namespace ends at the first colon, so that a predicate may have more of them, as {@code tlp:ex:chr} does. */
    private static final Pattern PREDICATE = Pattern.compile("[^\\s\"=]+");

    private static final Pattern VALUE = Pattern.compile("[^\"\\p{Cntrl}]+");

    private final Section file;

    public Taxonomy(Section file) {
        this.file = file;
    }

    /** Adds its tags; one that is there already, or cannot be written as a tag, is a fault. */
    public void read(Map<String, Predicate> tags) {
        String namespace = named(file, "namespace", NAMESPACE);
        boolean whole = file.flag(EXCLUSIVE, false);
        Map<String, Set<String>> values = new HashMap<>();
        Set<String> exclusive = new HashSet<>();
        for (Section predicate : file.sections("predicates")) {
            String name = named(predicate, "value", PREDICATE);
            if (values.put(name, new HashSet<>()) != null || tags.containsKey(namespace + ":" + name)) {
                predicate.fault("value", "tag " + namespace + ":" + name + " is defined twice");
            }
            if (predicate.flag(EXCLUSIVE, false) || whole) {
                exclusive.add(name);
            }
            readOver(predicate);
        }
        for (Section several : file.optionalSections("values")) {
            String name = named(several, "predicate", PREDICATE);
            Set<String> known = values.computeIfAbsent(name, missing -> {
                several.fault("predicate", "predicate \"" + missing + "\" is not among the predicates");
                return new HashSet<>();
            });
            several.sections("entry").forEach(entry -> {
                known.add(named(entry, "value", VALUE));
                readOver(entry);
            });
            readOver(several);
        }
        values.forEach((name, of) ->
                tags.putIfAbsent(namespace + ":" + name, describing(Set.copyOf(of), exclusive.contains(name))));
        readOver(file);
    }

    private static Predicate describing(Set<String> values, boolean exclusive) {
        Exclusive excluded = values.isEmpty() ? Exclusive.PREDICATES : Exclusive.VALUES;
        return new Predicate(
                values, false, Set.of(), Optional.empty(), Optional.of(excluded).filter(any -> exclusive));
    }

    private static String named(Section section, String key, Pattern shape) {
        String text = section.text(key);
        if (!shape.matcher(text).matches()) {
            section.fault(key, "\"" + text + "\" cannot stand in a machine tag");
        }
        return text;
    }

    private static void readOver(Section section) {
        SHOWN.forEach(section::has);
        section.end();
    }
}
