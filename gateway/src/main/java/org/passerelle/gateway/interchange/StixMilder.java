package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.label.Tlp;

/**
 * Markings in somebody else's object of a TLP milder than the label with which it leaves: whoever found both might take the milder one. A
 * marking of which no TLP is known cannot be compared, and stays: what it asks for is asked for besides.
 *
 * @param definitions of markings that came with the object
 */
record StixMilder(ObjectNode object, List<JsonNode> definitions, JsonNode label) {

    /** Takes them away, wherever in the object they stand. */
    void purge() {
        StixTags.purge(object, StixReferences.OF_WHOLE, this::milder);
        Foreign.each(object, "", Set.of(StixNames.EXTENSION), (part, at) -> {
            JsonNode granular = part.path(StixReferences.OF_PARTS);
            boolean emptied = granular instanceof ArrayNode several
                    && Foreign.without(several, this::unwanted)
                    && several.isEmpty();
            if (emptied || unwanted(granular)) {
                ((ObjectNode) part).remove(StixReferences.OF_PARTS);
            }
        });
    }

    /** Whether a marking of a part is one; what says a language too is left with that alone. */
    private boolean unwanted(JsonNode granular) {
        boolean milder = granular instanceof ObjectNode && refersToMilder(granular.path(StixReferences.OF_PART));
        if (milder && granular.has("lang")) {
            ((ObjectNode) granular).remove(StixReferences.OF_PART);
            return false;
        }
        return milder;
    }

    private boolean refersToMilder(JsonNode reference) {
        return reference.isTextual()
                ? milder(reference.textValue())
                : reference.valueStream().anyMatch(this::refersToMilder);
    }

    private boolean milder(String id) {
        Optional<Tlp> floor = Tlp.parse(label.path("tlp").asText());
        return floor.isPresent() && stated(id).anyMatch(tlp -> tlp.compareTo(floor.get()) < 0);
    }

    /** Whether all that the object and its definitions state is milder than the label. */
    boolean all() {
        List<Tlp> stated = new ArrayList<>();
        Stream.<JsonNode>concat(Stream.of(object), definitions.stream()).forEach(one -> {
            StixReferences.ids(one).forEach(id -> stated(id).forEach(stated::add));
            StixTags.each(one, (word, at) -> MarkingWords.tlp(word).ifPresent(stated::add));
        });
        return Foreign.milder(stated, label);
    }

    /** Each TLP that may be read of a marking: of a published one what was published, of another whatever its definition says anywhere. */
    private Stream<Tlp> stated(String id) {
        Optional<Tlp> published = StixNames.tlp(MarkingWords.folded(id));
        return published.isPresent()
                ? published.stream()
                : definitions.stream()
                        .filter(one -> one.path("id").asText().equals(id))
                        .flatMap(StixMilder::defined);
    }

    private static Stream<Tlp> defined(JsonNode definition) {
        List<Optional<Tlp>> words = new ArrayList<>();
        words.add(StixNames.stated(definition));
        words.add(MarkingWords.tlp(definition.path("name").asText()));
        definition.path("definition").properties().forEach(member -> {
            String word = member.getValue().asText();
            words.add(MarkingWords.tlp(word));
            if (MarkingWords.folded(member.getKey()).equals("tlp")) {
                words.add(MarkingWords.tlp("tlp:" + word));
            }
        });
        return words.stream().flatMap(Optional::stream);
    }
}
