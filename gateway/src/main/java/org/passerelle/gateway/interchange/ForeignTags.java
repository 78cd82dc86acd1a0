package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.bundle.Vocabulary;

/** Tags in what others made, as far as they are words by which something is kept out. */
public final class ForeignTags {
    private static final JsonFactory TOKENS = new JsonFactory();

    private final Map<String, Words> predicates = new HashMap<>();

    /** A predicate some of whose values are blocked. */
    private record Words(String predicate, Set<String> values) {

        /** A value that is none of them is left out: in other people's words it is content. */
        String tag(String stated) {
            String value = stated.strip().replaceAll("^\"|\"$", "").strip();
            return values.stream()
                    .filter(value::equalsIgnoreCase)
                    .findFirst()
                    .map(known -> predicate + "=\"" + known + '"')
                    .orElse(predicate);
        }
    }

    private ForeignTags(Vocabulary vocabulary) {
        vocabulary.tags().forEach((name, predicate) -> {
            if (!predicate.blockedInbound().isEmpty()) {
                predicates.put(name.toLowerCase(Locale.ROOT), new Words(name, predicate.values()));
            }
        });
    }

    /**
     * The tags of predicates with blocked values that stand in an object, each as a text of its own, whatever the format calls the place: a
     * tag, a label, a statement. One with a value that nobody knows is named by its predicate alone.
     *
     * @param object as it is kept; of what is no JSON counts what can be read
     */
    public static Set<String> blocking(Vocabulary vocabulary, String object) {
        ForeignTags tags = new ForeignTags(vocabulary);
        return tags.predicates.isEmpty() ? Set.of() : tags.in(object);
    }

    // Tokens and no tree: a member that is named twice makes no tree, and might hide a tag.
    private Set<String> in(String object) {
        Set<String> found = new TreeSet<>();
        try (JsonParser parser = TOKENS.createParser(object)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    tag(parser.getText()).ifPresent(found::add);
                }
            }
        } catch (JsonProcessingException broken) {
            return found;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return found;
    }

    private Optional<String> tag(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        return Optional.ofNullable(predicates.get(name.strip().toLowerCase(Locale.ROOT)))
                .map(words -> equals < 0 ? words.predicate() : words.tag(text.substring(equals + 1)));
    }
}
