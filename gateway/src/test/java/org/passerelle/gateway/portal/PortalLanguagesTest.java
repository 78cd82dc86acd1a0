package org.passerelle.gateway.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.message.Links;
import org.passerelle.gateway.edge.Contract;
import org.passerelle.gateway.interchange.Formats;

/** English, French and Arabic say the same things, and the scripts say nothing of their own. */
class PortalLanguagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern KEY = Pattern.compile("\\bt\\(\"([A-Za-z]+(?:\\.[\\w-]+)*)\"");
    private static final Pattern SENTENCE = Pattern.compile("[\"`]\\p{Lu}?\\p{Ll}+ [\\p{L} ]+[.…!?]?[\"`]");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);
    /** Values of attributes and events that are words with spaces but no text. */
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "class: \"[^\"]*\"|querySelector(?:All)?\\([^)]*\\)|closest\\(\"[^\"]*\"\\)|matches\\(\"[^\"]*\"\\)");

    private static final Pattern WORD = Pattern.compile("\\w+");

    private static final Pattern ARABIC = Pattern.compile("\\p{IsArabic}");

    private final PackedFiles portal = PackedFiles.packed();
    private final Map<String, Map<String, String>> languages =
            Map.of("en", words("en"), "fr", words("fr"), "ar", words("ar"));

    @Test
    void threeLanguagesHaveTheSameKeys() {
        assertEquals(keys("en"), keys("fr"));
        assertEquals(keys("en"), keys("ar"));
    }

    @Test
    void threeLanguagesFillTheSamePlaces() {
        for (String key : keys("en")) {
            assertEquals(places(key, "en"), places(key, "fr"), key);
            assertEquals(places(key, "en"), places(key, "ar"), key);
        }
    }

    @Test
    void nothingIsEmptyOrLeftInAnotherLanguage() {
        languages.values().forEach(words -> words.forEach((key, word) -> assertFalse(word.isBlank(), key)));
        for (Map.Entry<String, String> entry : words("ar").entrySet()) {
            boolean name =
                    entry.getKey().startsWith("language.") || entry.getValue().equals("TLP");
            assertTrue(name || ARABIC.matcher(entry.getValue()).find(), entry.getKey());
        }
    }

    @Test
    void everySentenceThatIsAskedForExists() {
        Set<String> missing = new TreeSet<>();
        for (Path script : portal.ending(".js")) {
            KEY.matcher(portal.text(script))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(missing::add);
        }
        missing.removeAll(keys("en"));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyGateAndReasonHasAWord() {
        for (Gate gate : Gate.values()) {
            assertTrue(keys("en").contains("gate." + kebab(gate.name())), gate.name());
        }
        for (Code code : Code.values()) {
            assertTrue(keys("en").contains("code." + kebab(code.name())), code.name());
        }
    }

    @Test
    void everyRelationOfRecordsHasAWord() {
        for (Links.Relation relation : Links.Relation.values()) {
            assertTrue(keys("en").contains("relation." + kebab(relation.name())), relation.name());
        }
    }

    @Test
    void whatTheApiSaysOfLiftingsAndAudiencesHasAWord() {
        listed("marking").forEach(member -> assertTrue(keys("en").contains("submit." + member), member));
        listed("OBLIGATIONS").forEach(because -> assertTrue(keys("en").contains("because." + kebab(because)), because));
    }

    @Test
    void everyFormatOfAnExportIsOffered() {
        String exporting = portal.text(portal.root().resolve("js").resolve("exports.js"));
        for (String format : Formats.exports()) {
            assertTrue(exporting.contains(" " + format + ": \""), format);
        }
    }

    @Test
    void scriptsHoldNoText() {
        Map<String, List<String>> written = new TreeMap<>();
        for (Path script : portal.ending(".js")) {
            String code = ATTRIBUTE
                    .matcher(COMMENT.matcher(portal.text(script)).replaceAll(""))
                    .replaceAll("");
            List<String> sentences =
                    SENTENCE.matcher(code).results().map(match -> match.group()).toList();
            if (!sentences.isEmpty()) {
                written.put(portal.name(script), sentences);
            }
        }
        assertEquals(Map.of(), written);
    }

    private Set<String> keys(String language) {
        return new TreeSet<>(languages.getOrDefault(language, Map.of()).keySet());
    }

    /** The closed list of the API's contract that begins with a word. */
    private static List<String> listed(String first) {
        try (InputStream contract =
                Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi/passerelle.yaml"))) {
            String text = new String(contract.readAllBytes(), StandardCharsets.UTF_8);
            Matcher list = Pattern.compile("enum: \\[(" + first + "[^\\]]*)\\]").matcher(text);
            assertTrue(list.find(), first);
            return WORD.matcher(list.group(1))
                    .results()
                    .map(found -> found.group())
                    .toList();
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private Set<String> places(String key, String language) {
        return PLACE.matcher(languages.getOrDefault(language, Map.of()).getOrDefault(key, ""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private Map<String, String> words(String language) {
        try {
            byte[] json = portal.text(portal.root().resolve("i18n").resolve(language + ".json"))
                    .getBytes(StandardCharsets.UTF_8);
            return new ObjectMapper()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String kebab(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
