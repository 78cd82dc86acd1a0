package org.passerelle.node.seed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Taxonomy;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.bundle.Vocabulary.Field;
import org.passerelle.core.bundle.Vocabulary.FieldKind;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.bundle.Vocabulary.RecordType;

/** {@code vocabularies/}: the closed words that everything else is checked against. */
record VocabularyFiles(Vocabulary vocabulary) {

    static VocabularyFiles read(ConfigurationDirectory files) {
        Set<String> purposes = new HashSet<>();
        Set<String> prohibited = new HashSet<>();
        files.file("vocabularies/purposes.json", file -> {
            purposes.addAll(file.texts("purposes"));
            prohibited.addAll(file.texts("prohibited"));
        });
        Set<String> compartments = list(files, "compartments");
        Set<String> flags = list(files, "flags");
        Set<String> categories = new HashSet<>();
        files.file("vocabularies/support-categories.json", file -> categories.addAll(file.texts("supportCategories")));
        return new VocabularyFiles(new Vocabulary(
                Set.copyOf(purposes),
                Set.copyOf(prohibited),
                compartments,
                flags,
                Set.copyOf(categories),
                areas(files),
                tags(files),
                recordTypes(files),
                list(files, "violations")));
    }

    Words purposes() {
        return Words.of("purpose", vocabulary.purposes());
    }

    Words compartments() {
        return Words.of("compartment", vocabulary.compartments());
    }

    Words flags() {
        return Words.of("flag", vocabulary.flags());
    }

    Words supportCategories() {
        return Words.of("support category", vocabulary.supportCategories());
    }

    Words areas() {
        return Words.of("area", vocabulary.areas().keySet());
    }

    Words recordTypes() {
        return Words.of("record type", vocabulary.recordTypes().keySet());
    }

    Words portionFields(String type) {
        RecordType known = vocabulary.recordTypes().get(type);
        return Words.of("portion field of " + type, known == null ? Set.of() : known.portionFields());
    }

    private static Set<String> list(ConfigurationDirectory files, String name) {
        Set<String> words = new HashSet<>();
        files.file("vocabularies/" + name + ".json", file -> words.addAll(file.texts(name)));
        return Set.copyOf(words);
    }

    private static Map<String, String> areas(ConfigurationDirectory files) {
        Map<String, String> areas = new HashMap<>();
        files.file(
                "vocabularies/areas.json",
                file -> file.section("areas").members().forEach((country, section) -> {
                    section.text("name");
                    areas.put(country, country);
                    Section regions = section.section("admin1");
                    regions.keys().forEach(code -> {
                        regions.text(code);
                        if (!code.startsWith(country + "-")) {
                            regions.fault(
                                    code, "area \"" + code + "\" must begin with its country \"" + country + "-\"");
                        }
                        areas.put(code, country);
                    });
                    section.end();
                }));
        return Map.copyOf(areas);
    }

    private static Map<String, Predicate> tags(ConfigurationDirectory files) {
        Map<String, Predicate> tags = new HashMap<>();
        files.file(
                "vocabularies/tags.json",
                file -> file.section("tags").members().forEach((name, section) -> {
                    List<String> values = section.texts("values");
                    Set<String> blocked = section.optionalWords("blockedInbound", Words.of("value of " + name, values))
                            .orElse(Set.of());
                    tags.put(
                            name,
                            new Predicate(
                                    Set.copyOf(values),
                                    section.flag("policyRelevant", false),
                                    blocked,
                                    section.optionalConstant("group", FieldGroup.class)));
                    section.end();
                }));
        files.optionalFolder("vocabularies/taxonomies", file -> new Taxonomy(file).read(tags));
        return Map.copyOf(tags);
    }

    private static Map<String, RecordType> recordTypes(ConfigurationDirectory files) {
        Map<String, RecordType> types = new HashMap<>();
        files.folder("vocabularies/record-types", file -> {
            String id = file.text("id");
            Set<String> portions = Set.copyOf(file.texts("portionFields"));
            Map<String, Field> details = new LinkedHashMap<>();
            file.section("details").members().forEach((name, section) -> details.put(name, field(section)));
            if (types.put(id, new RecordType(portions, Map.copyOf(details))) != null) {
                file.fault("id", "record type \"" + id + "\" is defined twice");
            }
        });
        return Map.copyOf(types);
    }

    private static Field field(Section section) {
        FieldKind kind = section.constant("kind", FieldKind.class);
        List<String> values = section.optionalTexts("values").orElse(List.of());
        if (kind.closed() == values.isEmpty()) {
            section.fault("kind", "\"values\" belongs to ONE_OF and STATEMENTS, and to nothing else");
        }
        Field field = new Field(
                kind, section.flag("required", false), values, section.optionalConstant("group", FieldGroup.class));
        section.end();
        return field;
    }
}
