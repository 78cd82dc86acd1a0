package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * What the tags of an event or attribute say of its label. Most say nothing of it, and are kept with the event; one of the namespace
 * {@code tlp}, or a label in words, that nobody knows is a fault.
 */
final class MispTags {
    private static final String TLP = "tlp:";
    private static final String RELIABILITY = "admiralty-scale:source-reliability=";
    private static final String CREDIBILITY = "admiralty-scale:information-credibility=";

    private final ForeignMapping mapping;
    private final Faults faults;
    private final boolean ours;
    private final Set<String> words = new TreeSet<>();

    /** @param ours whether there is a view beside the tags, which says all that a label in words says */
    MispTags(ForeignMapping mapping, boolean ours, Faults faults) {
        this.mapping = mapping;
        this.ours = ours;
        this.faults = faults;
    }

    /** The strictest TLP among the tags, if any. */
    Optional<Tlp> tlp(JsonNode tagged, String pointer) {
        Optional<Tlp> strictest = Optional.empty();
        JsonNode tags = tagged.path("Tag");
        for (int index = 0; index < tags.size(); index++) {
            Optional<Tlp> one = tlp(tags.get(index).path("name").asText(), pointer + "/Tag/" + index + "/name");
            strictest = strictest.map(tlp -> one.map(tlp::max).orElse(tlp)).or(() -> one);
        }
        return strictest;
    }

    private Optional<Tlp> tlp(String name, String pointer) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(TLP)) {
            String word = lower.substring(TLP.length()).toUpperCase(Locale.ROOT);
            Optional<Tlp> tlp = word.equals("WHITE") ? Optional.of(Tlp.CLEAR) : Tlp.parse(word);
            if (tlp.isEmpty() && !mapping.markings().containsKey(name)) {
                faults.add(pointer, Fault.Code.UNKNOWN_WORD, "is no word of TLP, and the mapping does not know it");
            }
            if (tlp.isPresent()) {
                return tlp;
            }
        }
        Optional<ForeignMapping.Stated> stated =
                Optional.ofNullable(mapping.markings().get(name));
        if (lower.startsWith(MispExport.LABEL) && stated.isEmpty() && !ours) {
            faults.add(pointer, Fault.Code.UNKNOWN_WORD, "is a label that the mapping does not know");
        }
        stated.flatMap(ForeignMapping.Stated::marking).ifPresent(words::add);
        return stated.flatMap(ForeignMapping.Stated::tlp);
    }

    /** The marking in words that the tags so far stand for, if any; two of them are a fault. */
    Optional<String> marking() {
        if (words.size() > 1) {
            faults.add("/Tag", Fault.Code.CONTRADICTION, "stands for more than one marking in words");
        }
        return words.stream().findFirst();
    }

    /** The grading that the tags of the Admiralty scale state, where they state both halves of one. */
    static Optional<String> grading(JsonNode event) {
        Map<String, Set<String>> halves = new HashMap<>();
        for (JsonNode tag : event.path("Tag")) {
            String name = tag.path("name").asText();
            for (String half : List.of(RELIABILITY, CREDIBILITY)) {
                if (name.startsWith(half)) {
                    halves.computeIfAbsent(half, fresh -> new LinkedHashSet<>())
                            .add(name.substring(half.length()).replace("\"", ""));
                }
            }
        }
        Set<String> reliability = halves.getOrDefault(RELIABILITY, Set.of());
        Set<String> credibility = halves.getOrDefault(CREDIBILITY, Set.of());
        if (reliability.size() != 1 || credibility.size() != 1) {
            return Optional.empty();
        }
        String grading = reliability.iterator().next().toUpperCase(Locale.ROOT)
                + credibility.iterator().next();
        return Optional.of(grading).filter(text -> text.matches("[A-F][1-6]"));
    }
}
