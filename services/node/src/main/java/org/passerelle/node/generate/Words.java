package org.passerelle.node.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.passerelle.platform.json.Json;

/**
 * What records are made of, as the file {@code generate/words.json} lists it: how frequent each type, language, place and marking system
 * is, and texts with slots ({@code {place}}, {@code {day}}, {@code {n}} …) by language.
 *
 * @param details values of details by the name of the field
 * @param audiences whom labels name as releasable to
 */
record Words(
        Map<String, Integer> types,
        Map<String, Integer> languages,
        List<Place> places,
        List<String> actors,
        Map<String, List<String>> details,
        Map<String, List<String>> events,
        Map<String, String> titles,
        Map<String, List<String>> winds,
        Map<String, List<String>> sentences,
        Map<String, List<String>> sources,
        Map<String, List<String>> months,
        Map<String, List<String>> names,
        Map<String, List<String>> purposes,
        List<List<String>> audiences,
        Map<String, Marking> markings) {
    private static final String FILE = "/generate/words.json";

    /** A town, with the country and the admin-1 area in which it lies; degrees as a gazetteer gives them. */
    record Place(String name, String country, String admin1, double longitude, double latitude, int weight) {}

    /** Markings of one system, the lowest first. */
    record Marking(List<String> words, int weight) {}

    static Words shipped() {
        try (InputStream file = Words.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return Json.read(file.readAllBytes(), Words.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
