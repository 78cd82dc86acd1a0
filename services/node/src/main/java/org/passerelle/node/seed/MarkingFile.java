package org.passerelle.node.seed;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.label.Level;

/** {@code markings.json}: marking words inbound, and words by system and level outbound. */
record MarkingFile(Markings markings) {

    static MarkingFile read(ConfigurationDirectory files) {
        Map<String, Level> inbound = new HashMap<>();
        Map<String, Map<Level, String>> outbound = new HashMap<>();
        files.file("markings.json", file -> {
            Section words = file.section("inbound");
            words.keys().forEach(word -> {
                if (!word.equals(word.toUpperCase(Locale.ROOT))) {
                    words.fault(word, "marking words are written in capitals");
                }
                inbound.put(word, words.level(word));
            });
            file.section("outbound").members().forEach((system, section) -> outbound.put(system, levels(section)));
        });
        return new MarkingFile(new Markings(inbound, outbound));
    }

    Words systems() {
        return Words.of("marking system", markings.outbound().keySet());
    }

    Words inbound() {
        return Words.of("marking", markings.inbound().keySet());
    }

    private static Map<Level, String> levels(Section section) {
        Map<Level, String> words = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            section.optionalText(Integer.toString(level.number())).ifPresent(word -> words.put(level, word));
        }
        section.end();
        return Map.copyOf(words);
    }
}
