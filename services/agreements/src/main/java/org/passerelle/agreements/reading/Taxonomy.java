package org.passerelle.agreements.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.core.bundle.Vocabulary.Predicate;

/**
 * A taxonomy of machine tags as MISP writes them (misp-taxonomies, {@code machinetag.json}). Its tags describe and decide nothing; a
 * predicate without entries is a tag without a value. What only serves to show it is read over.
 */
public final class Taxonomy {
    private static final List<String> SHOWN = List.of(
            "description", "expanded", "version", "uuid", "refs", "exclusive", "colour", "numerical_value", "type");
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
        Map<String, Set<String>> values = new HashMap<>();
        for (Section predicate : file.sections("predicates")) {
            String name = named(predicate, "value", PREDICATE);
            if (values.put(name, new HashSet<>()) != null || tags.containsKey(namespace + ":" + name)) {
                predicate.fault("value", "tag " + namespace + ":" + name + " is defined twice");
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
        values.forEach(
                (name, of) -> tags.putIfAbsent(namespace + ":" + name, new Predicate(Set.copyOf(of), false, Set.of())));
        readOver(file);
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
