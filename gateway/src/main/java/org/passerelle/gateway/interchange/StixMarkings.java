package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
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

    StixMarkings(ForeignMapping mapping, List<JsonNode> definitions, Faults faults) {
        this.mapping = mapping;
        this.faults = faults;
        definitions.forEach(
                definition -> this.definitions.put(definition.path("id").asText(), definition));
    }

    /** The TLP that a reference states, if any. */
    Optional<Tlp> tlp(JsonNode reference, String pointer) {
        Optional<ForeignMapping.Stated> stated = stated(reference.asText());
        if (stated.isEmpty()) {
            faults.add(pointer, Fault.Code.UNKNOWN_WORD, "is a marking that neither STIX nor the mapping knows");
        }
        stated.flatMap(ForeignMapping.Stated::marking).ifPresent(words::add);
        return stated.flatMap(ForeignMapping.Stated::tlp);
    }

    /** The marking in words that the references so far state, if any; two of them are a fault. */
    Optional<String> marking() {
        if (words.size() > 1) {
            faults.add(
                    "/object_marking_refs",
                    Fault.Code.CONTRADICTION,
                    "states more than one marking in words; the mapping says what each stands for");
        }
        return words.stream().findFirst();
    }

    // INVARIANT: what was published for TLP means what was published, whatever a file or a mapping says of it.
    private Optional<ForeignMapping.Stated> stated(String id) {
        return StixNames.tlp(id)
                .map(ForeignMapping.Stated::tlp)
                .or(() -> Optional.ofNullable(mapping.markings().get(id)))
                .or(() -> Optional.ofNullable(definitions.get(id)).flatMap(StixMarkings::defined));
    }

    private static Optional<ForeignMapping.Stated> defined(JsonNode definition) {
        JsonNode content = definition.path("definition");
        return switch (definition.path("definition_type").asText()) {
            case "tlp" -> first(content.path("tlp").asText()).map(ForeignMapping.Stated::tlp);
            case "statement" ->
                ExactJson.text(content, "statement")
                        .map(words -> new ForeignMapping.Stated(Optional.of(words), Optional.empty()));
            default -> StixNames.stated(definition).map(ForeignMapping.Stated::tlp);
        };
    }

    private static Optional<Tlp> first(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return upper.equals("WHITE") ? Optional.of(Tlp.CLEAR) : Tlp.parse(upper);
    }
}
