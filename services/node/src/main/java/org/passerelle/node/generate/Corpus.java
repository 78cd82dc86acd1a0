package org.passerelle.node.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.bundle.Vocabulary.RecordType;

/**
 * Synthetic submissions (domain.md, "A record, as submitted") in the words of a vocabulary. Record {@code n} of a seed is always the same,
 * whatever the size of the corpus; none is rejected or quarantined where the hosting ceiling is Strictly Confidential.
 */
public final class Corpus {
    private static final LocalDateTime BEGINNING = LocalDateTime.of(2012, 1, 1, 0, 0);
    private static final int DAYS = 3_650;
    private static final int DAY_SECONDS = 86_400;

    private final Words words;
    private final long seed;
    private final Weighted<Map.Entry<String, Integer>> types;
    private final Weighted<Map.Entry<String, Integer>> languages;
    private final Weighted<Words.Place> places;
    private final Map<String, Set<String>> fields = new TreeMap<>();
    private final Map<String, List<String>> tags = new TreeMap<>();
    private final Labels labels;
    private final Details details;

    /** @param seed the same seed gives the same records */
    public Corpus(Vocabulary vocabulary, long seed) {
        this.words = Words.shipped();
        this.seed = seed;
        Map<String, Integer> weights = new TreeMap<>(words.types());
        weights.keySet().retainAll(vocabulary.recordTypes().keySet());
        vocabulary.recordTypes().keySet().forEach(type -> weights.putIfAbsent(type, 1));
        // Nobody types what others made.
        weights.remove("foreign-object");
        this.types = Weighted.of(weights.entrySet(), Map.Entry::getValue);
        this.languages = Weighted.of(new TreeMap<>(words.languages()).entrySet(), Map.Entry::getValue);
        this.places = Weighted.of(
                words.places().stream()
                        .filter(place ->
                                place.country().equals(vocabulary.areas().get(place.admin1())))
                        .toList(),
                Words.Place::weight);
        for (Map.Entry<String, RecordType> type : vocabulary.recordTypes().entrySet()) {
            fields.put(type.getKey(), type.getValue().portionFields());
        }
        vocabulary
                .tags()
                .forEach((name, predicate) -> tags.put(
                        name,
                        predicate.values().stream()
                                .filter(value -> !predicate.blockedInbound().contains(value))
                                .sorted()
                                .toList()));
        this.labels = new Labels(words);
        this.details = new Details(words, vocabulary.recordTypes());
    }

    /** Writes record {@code number}, counted from 0, as one JSON object. */
    public void write(long number, JsonGenerator out) throws IOException {
        Chance chance = new Chance(seed, number);
        String type = types.draw(chance).getKey();
        Words.Place place = places.draw(chance);
        LocalDateTime at =
                BEGINNING.plusDays(chance.between(0, DAYS - 1)).plusSeconds(chance.between(0, DAY_SECONDS - 1));
        String language = languages.draw(chance).getKey();
        Labels.Chosen label = labels.choose(type, chance);
        out.writeStartObject();
        out.writeStringField("type", type);
        out.writeStringField("language", language);
        Labels.ofRecord(out, label);
        out.writeStringField("eventTime", at + (at.getSecond() == 0 ? ":00Z" : "Z"));
        if (type.equals("alert")) {
            LocalDateTime until = at.plus(Duration.ofDays(chance.between(1, 14)));
            out.writeStringField("validUntil", until + (until.getSecond() == 0 ? ":00Z" : "Z"));
        }
        out.writeStringField("country", place.country());
        if (chance.percent(92)) {
            Labels.texts(out, "admin1", List.of(place.admin1()));
        }
        Places.write(out, type, place, chance);
        out.writeStringField("grading", grading(chance));
        Labels.texts(out, "tags", tags(type, place, chance));
        details.write(out, type, at, chance);
        portions(out, type, new Circumstances(words, place, at, language), label, chance);
        out.writeEndObject();
    }

    private static String grading(Chance chance) {
        int source = chance.between(1, 100);
        char reliability =
                (char) ('A' + (source <= 8 ? 0 : source <= 45 ? 1 : source <= 80 ? 2 : source <= 90 ? 3 : 5));
        return reliability + Integer.toString(reliability == 'F' ? 6 : chance.between(1, 4));
    }

    private List<String> tags(String type, Words.Place place, Chance chance) {
        List<String> chosen = new ArrayList<>();
        boolean event = type.equals("incident") || type.equals("alert") || type.equals("ceasefire-violation");
        tag(chosen, "event:type", event ? 100 : 0, chance);
        tag(chosen, "collection:method", 85, chance);
        tag(chosen, "target:category", event ? 50 : 0, chance);
        tag(chosen, "urgency:level", type.equals("alert") ? 100 : 5, chance);
        List<String> corridors = tags.getOrDefault("corridor:name", List.of());
        if (!corridors.isEmpty() && (type.equals("movement") || type.equals("seizure")) && chance.percent(40)) {
            // A place lies on one corridor.
            String corridor = corridors.get(Math.floorMod(place.admin1().hashCode(), corridors.size()));
            chosen.add("corridor:name=\"" + corridor + "\"");
        }
        tag(chosen, "language:source", 20, chance);
        return chosen;
    }

    private void tag(List<String> chosen, String name, int percent, Chance chance) {
        List<String> values = tags.getOrDefault(name, List.of());
        if (!values.isEmpty() && chance.percent(percent)) {
            chosen.add(name + "=\"" + chance.one(values) + "\"");
        }
    }

    private void portions(JsonGenerator out, String type, Circumstances told, Labels.Chosen label, Chance chance)
            throws IOException {
        Set<String> known = fields.getOrDefault(type, Set.of());
        out.writeArrayFieldStart("portions");
        if (known.contains("title")) {
            portion(
                    out,
                    "title",
                    told.tell(words.titles().getOrDefault(told.language(), "{place}, {day}"), chance),
                    label);
        }
        if (known.contains("summary")) {
            portion(out, "summary", sentences(told, 1, chance), label);
        }
        if (known.contains("body")) {
            portion(out, "body", sentences(told, chance.between(2, type.equals("product") ? 14 : 6), chance), label);
        }
        if (known.contains("source") && chance.percent(30)) {
            portion(out, "source", told.tell(chance.one(told.own(words.sources())), chance), label);
        }
        if (known.contains("persons") && chance.percent(type.equals("person") ? 100 : 8)) {
            portion(out, "persons", person(told, chance), label);
        }
        out.writeEndArray();
    }

    private static void portion(JsonGenerator out, String field, String text, Labels.Chosen label) throws IOException {
        out.writeStartObject();
        out.writeStringField("field", field);
        out.writeStringField("text", text);
        Labels.ofPortion(out, field, label);
        out.writeEndObject();
    }

    private String sentences(Circumstances told, int count, Chance chance) {
        StringBuilder text = new StringBuilder();
        for (int each = 0; each < count; each++) {
            text.append(each == 0 ? "" : " ").append(told.tell(chance.one(told.own(words.sentences())), chance));
        }
        return text.toString();
    }

    private String person(Circumstances told, Chance chance) {
        return "%s %s (invented name), born about %d. %s"
                .formatted(
                        chance.one(words.names().getOrDefault("given", List.of("N."))),
                        chance.one(words.names().getOrDefault("family", List.of("N."))),
                        chance.between(1950, 1996),
                        told.tell(chance.one(told.own(words.sources())), chance));
    }
}
