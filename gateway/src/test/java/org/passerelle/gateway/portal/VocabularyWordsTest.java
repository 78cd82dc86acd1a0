package org.passerelle.gateway.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.explanation.Catalogue;
import org.passerelle.core.explanation.CodeWords;
import org.passerelle.core.explanation.Language;

/**
 * Every code of the vocabularies that pages and documents say in words has one in each language. Compartments stand in markings as they are,
 * and tags everywhere as they are written.
 */
class VocabularyWordsTest {
    private static final Path VOCABULARIES = Path.of("..", "config", "vocabularies");

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyTypeDetailAndValueOfAListHasAWord(Language language) {
        CodeWords words = CodeWords.in(language);
        Missing missing = new Missing();
        types(type -> {
            String id = type.path("id").asText();
            type.path("details").properties().forEach(detail -> {
                missing.unless(words.detail(detail.getKey()), detail.getKey());
                detail.getValue()
                        .path("values")
                        .forEach(value -> missing.unless(
                                words.value(id, detail.getKey(), value.asText()),
                                id + "." + detail.getKey() + "." + value.asText()));
            });
        });
        missing.none();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCountryAndRegionHasAName(Language language) {
        CodeWords words = CodeWords.in(language);
        Missing missing = new Missing();
        Map<String, String> latin = new TreeMap<>();
        read("areas.json").path("areas").properties().forEach(country -> {
            missing.unless(words.area(country.getKey()), country.getKey());
            country.getValue().path("admin1").properties().forEach(region -> {
                missing.unless(words.area(region.getKey()), region.getKey());
                latin.put(region.getKey(), region.getValue().asText());
            });
        });
        missing.none();
        if (language != Language.AR) {
            latin.forEach((code, name) -> assertEquals(Optional.of(name), words.area(code)));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyOtherCodeHasAWordWhereItIsShown(Language language) throws IOException {
        JsonNode portal = json.readTree(
                PackedFiles.packed().text(PackedFiles.packed().root().resolve("i18n/" + language.tag() + ".json")));
        Missing missing = new Missing();
        Map<String, List<String>> families = Map.of(
                "purpose", codes("purposes"),
                "flag", codes("flags"),
                "violation", codes("violations"),
                "support", codes("support-categories"),
                "type", ofTypes("id"),
                "field", ofTypes("portionFields"));
        families.forEach((family, codes) -> codes.forEach(code -> {
            missing.unless(Optional.ofNullable(portal.get(family + "." + code)), "portal " + family + "." + code);
            if (List.of("purpose", "type", "field").contains(family)) {
                missing.unless(Catalogue.of(language).word(family, code), "explanation " + family + "." + code);
            }
        }));
        missing.none();
    }

    /** What has no word. */
    private record Missing(TreeSet<String> codes) {
        Missing() {
            this(new TreeSet<>());
        }

        void unless(Optional<?> word, String code) {
            if (word.isEmpty()) {
                codes.add(code);
            }
        }

        void none() {
            assertEquals(List.of(), List.copyOf(codes));
        }
    }

    /** The list of that file. */
    private List<String> codes(String file) {
        JsonNode listed = read(file + ".json");
        return listed.properties()
                .iterator()
                .next()
                .getValue()
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /** One member, or list of members, of every record type. */
    private List<String> ofTypes(String member) {
        TreeSet<String> found = new TreeSet<>();
        types(type -> {
            JsonNode value = type.path(member);
            (value.isArray() ? value.valueStream() : Stream.of(value))
                    .map(JsonNode::asText)
                    .forEach(found::add);
        });
        return List.copyOf(found);
    }

    private void types(Consumer<JsonNode> each) {
        try (Stream<Path> files = Files.list(VOCABULARIES.resolve("record-types"))) {
            for (Path file : files.sorted().toList()) {
                each.accept(json.readTree(Files.readString(file)));
            }
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private JsonNode read(String file) {
        try {
            return json.readTree(Files.readString(VOCABULARIES.resolve(file)));
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
