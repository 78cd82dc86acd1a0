package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;

/**
 * Words by which others mark what they tag or label: those of TLP, our label in words, and the protective markings among the taxonomies of
 * MISP (github.com/MISP/misp-taxonomies). What a word says that is none of TLP is for the mapping to say; one that it does not know may say
 * anything.
 */
final class MarkingWords {
    private static final String LABEL = "passerelle:label";

    /** Namespaces in which every word says how something is protected, or who may have it. */
    private static final Set<String> NAMESPACES = Set.of(
            "tlp",
            "nato",
            "euci",
            "fr-classif",
            "de-vs",
            "dni-ism",
            "acs-marking",
            "ais-marking",
            "pfc",
            "iep2-reference");

    /** Predicates that say so, in namespaces that say other things too. */
    private static final Set<String> PREDICATES = Set.of(
            LABEL,
            "iep:traffic-light-protocol",
            "iep2-policy:tlp",
            "csirt_case_classification:sensitivity-classification",
            "thales_group:distribution",
            "thales_group:tlp",
            "thales_group:minarm",
            "thales_group:acn",
            "thales_group:sigpart");

    private static final String TLP = "tlp:";

    private MarkingWords() {}

    /**
     * What a machine tag is about; of a word that is none nothing.
     *
     * @param predicate with its namespace
     */
    private record Name(String namespace, String predicate) {
        static Name of(String word) {
            String[] parts = folded(word).split("[:=]", 3);
            String namespace = parts[0].strip();
            return parts.length == 1 ? new Name("", "") : new Name(namespace, namespace + ":" + parts[1].strip());
        }
    }

    /** A word as words are compared: a way of writing is no way around. */
    static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .replaceAll("\\p{C}+", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The TLP that a word states, if any. */
    static Optional<Tlp> tlp(String word) {
        String folded = folded(word);
        String colour = folded.startsWith(TLP) ? folded.substring(TLP.length()).toUpperCase(Locale.ROOT) : "";
        return colour.equals("WHITE") ? Optional.of(Tlp.CLEAR) : Tlp.parse(colour);
    }

    /** Whether a word says how strictly something is marked, known or not. */
    static boolean marks(String word) {
        Name name = Name.of(word);
        return NAMESPACES.contains(name.namespace()) || PREDICATES.contains(name.predicate());
    }

    /** The namespace of a machine tag; empty for a word that is none. */
    static String namespace(String word) {
        return Name.of(word).namespace();
    }

    /** Whether a word is our label in words, whatever it says. */
    static boolean isLabel(String word) {
        return Name.of(word).predicate().equals(LABEL);
    }

    /** What a word says of a label, nothing included; empty where it marks and nobody knows how. */
    // INVARIANT: a word of TLP means what it says, whatever the mapping says of it.
    static Optional<ForeignMapping.Stated> stated(String word, ForeignMapping mapping) {
        return tlp(word)
                .map(ForeignMapping.Stated::tlp)
                .or(() -> mapping.stated(word))
                .or(() -> marks(word) ? Optional.empty() : Optional.of(ForeignMapping.Stated.NOTHING));
    }

    /** Whether a word is of a TLP milder than that of a label, or our label in words: another one may say less, and words cannot be compared. */
    static boolean contradicts(String word, JsonNode label) {
        Optional<Tlp> least = Tlp.parse(label.path("tlp").asText());
        return tlp(word)
                .map(tlp -> least.filter(floor -> tlp.compareTo(floor) >= 0).isEmpty())
                .orElseGet(() -> isLabel(word));
    }
}
