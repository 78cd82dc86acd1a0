package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/** What the markings of an object say; one that nobody knows is a fault, for it may say anything. */
final class StixMarkings {
    private final ForeignMapping mapping;
    private final Map<String, JsonNode> definitions = new HashMap<>();
    private final Faults faults;
    private final Set<String> words = new TreeSet<>();
    private final Map<String, String> wordsOfParts = new LinkedHashMap<>();
    private final Set<String> unknown = new HashSet<>();

    StixMarkings(ForeignMapping mapping, List<JsonNode> definitions, Faults faults) {
        this.mapping = mapping;
        this.faults = faults;
        definitions.forEach(
                definition -> this.definitions.put(definition.path("id").asText(), definition));
    }

    /** What a reference says; that it is unknown is told once. */
    ForeignMapping.Stated stated(JsonNode reference, String pointer) {
        Optional<ForeignMapping.Stated> stated = known(reference.asText());
        if (stated.isEmpty() && unknown.add(pointer)) {
            faults.add(pointer, Fault.Code.UNKNOWN_WORD, "is a marking that neither STIX nor the mapping knows");
        }
        return stated.orElse(ForeignMapping.Stated.NOTHING);
    }

    /** The TLP that a marking of the whole states, if any. */
    Optional<Tlp> ofWhole(JsonNode reference, String pointer) {
        ForeignMapping.Stated stated = stated(reference, pointer);
        stated.marking().ifPresent(words::add);
        return stated.tlp();
    }

    /** The TLP that a marking of a part states, if any. */
    Optional<Tlp> ofPart(JsonNode reference, String pointer) {
        ForeignMapping.Stated stated = stated(reference, pointer);
        stated.marking().ifPresent(marking -> wordsOfParts.put(pointer, marking));
        return stated.tlp();
    }

    /** The strictest TLP that labels of the object, or of anything in it, state, if any. */
    Optional<Tlp> ofLabels(JsonNode object) {
        List<Tlp> stated = new ArrayList<>();
        StixTags.each(object, (word, pointer) -> {
            ForeignMapping.Stated one = ofWord(word, pointer);
            boolean ofWhole = pointer.startsWith("/" + StixTags.MEMBER);
            one.marking().ifPresent(marking -> {
                if (ofWhole) {
                    words.add(marking);
                } else {
                    wordsOfParts.put(pointer, marking);
                }
            });
            one.tlp().ifPresent(stated::add);
        });
        return stated.stream().max(Comparator.naturalOrder());
    }

    /** What a label says of a marking: of most words nothing, of one that marks in a way that nobody knows a fault. */
    ForeignMapping.Stated ofWord(String word, String pointer) {
        Optional<ForeignMapping.Stated> stated = MarkingWords.stated(word, mapping);
        if (stated.isEmpty() && unknown.add(pointer)) {
            faults.add(
                    pointer,
                    Fault.Code.UNKNOWN_WORD,
                    "is a word that marks, and that neither TLP nor the mapping knows");
        }
        return stated.orElse(ForeignMapping.Stated.NOTHING);
    }

    /** The marking in words that the whole states, if any; two of them are a fault. */
    Optional<String> marking() {
        if (words.size() > 1) {
            faults.add(
                    "/object_marking_refs",
                    Fault.Code.CONTRADICTION,
                    "states more than one marking in words; the mapping says what each stands for");
        }
        return words.stream().findFirst();
    }

    /** Parts are marked in the words of the whole or in none: which of two markings is the stricter one is not known here. */
    void agree(String whole) {
        wordsOfParts.forEach((pointer, marking) -> {
            if (!marking.equals(whole)) {
                faults.add(
                        pointer,
                        Fault.Code.CONTRADICTION,
                        "states another marking in words than the whole has; the mapping says what each stands for");
            }
        });
    }

    // INVARIANT: what was published for TLP means what was published, whatever a file or a mapping says of it.
    private Optional<ForeignMapping.Stated> known(String id) {
        return StixNames.tlp(MarkingWords.folded(id))
                .map(ForeignMapping.Stated::tlp)
                .or(() -> mapping.stated(id))
                .or(() -> Optional.ofNullable(definitions.get(id)).flatMap(StixMarkings::defined))
                .flatMap(stated -> atLeast(stated, definitions.getOrDefault(id, MissingNode.getInstance())));
    }

    /** With a definition that is marked itself comes what it is marked with; it is unknown where that is, or stands for words. */
    private Optional<ForeignMapping.Stated> atLeast(ForeignMapping.Stated stated, JsonNode definition) {
        Optional<Tlp> strictest = stated.tlp();
        for (String own : StixReferences.ids(definition)) {
            Optional<ForeignMapping.Stated> marked = StixNames.tlp(MarkingWords.folded(own))
                    .map(ForeignMapping.Stated::tlp)
                    .or(() -> mapping.stated(own));
            if (marked.isEmpty() || marked.get().marking().isPresent()) {
                return Optional.empty();
            }
            strictest = strictest(strictest, marked.get().tlp());
        }
        for (String label : StixTags.of(definition)) {
            Optional<ForeignMapping.Stated> marked = MarkingWords.stated(label, mapping);
            if (marked.isEmpty() || marked.get().marking().isPresent()) {
                return Optional.empty();
            }
            strictest = strictest(strictest, marked.get().tlp());
        }
        return Optional.of(new ForeignMapping.Stated(stated.marking(), strictest));
    }

    /** TLP 2.0 stands in an extension, whatever stands beside it. */
    private static Optional<ForeignMapping.Stated> defined(JsonNode definition) {
        Optional<Tlp> second = StixNames.stated(definition);
        if (second.isEmpty() && StixNames.states(definition)) {
            return Optional.empty();
        }
        JsonNode content = definition.path("definition");
        return switch (definition.path("definition_type").asText()) {
            case "tlp" ->
                first(content.path("tlp").asText())
                        .map(tlp ->
                                ForeignMapping.Stated.tlp(second.map(tlp::max).orElse(tlp)));
            case "statement" ->
                ExactJson.text(content, "statement")
                        .map(words -> new ForeignMapping.Stated(Optional.of(words), second));
            case "" -> second.filter(tlp -> content.isMissingNode()).map(ForeignMapping.Stated::tlp);
            default -> Optional.empty();
        };
    }

    static Optional<Tlp> strictest(Optional<Tlp> one, Optional<Tlp> other) {
        return one.map(tlp -> other.map(tlp::max).orElse(tlp)).or(() -> other);
    }

    private static Optional<Tlp> first(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return upper.equals("WHITE") ? Optional.of(Tlp.CLEAR) : Tlp.parse(upper);
    }
}
