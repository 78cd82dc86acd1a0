package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * What the tags of an event, or those of its parts, say of its label. Most say nothing of it, and are kept with the event; one of the
 * namespace {@code tlp}, or a label in words, that nobody knows is a fault.
 */
final class MispTags {
    /** What tags stand in. */
    static final String MEMBER = "Tag";

    private static final String TLP = "tlp:";
    private static final String RELIABILITY = "admiralty-scale:source-reliability=";
    private static final String CREDIBILITY = "admiralty-scale:information-credibility=";

    private final ForeignMapping mapping;
    private final Faults faults;
    private final boolean ours;
    /** By their places, the markings in words for which tags stood so far. */
    private final Map<String, String> words = new LinkedHashMap<>();

    /** @param ours whether there is a view beside the tags, which says all that a label in words says */
    MispTags(ForeignMapping mapping, boolean ours, Faults faults) {
        this.mapping = mapping;
        this.ours = ours;
        this.faults = faults;
    }

    /** The strictest TLP among the tags, if any. */
    Optional<Tlp> tlp(JsonNode tagged, String pointer) {
        Optional<Tlp> strictest = Optional.empty();
        JsonNode tags = tagged.path(MEMBER);
        if (tags.isObject()) {
            return tlp(name(tags), pointer + "/Tag/name");
        }
        for (int index = 0; index < tags.size(); index++) {
            Optional<Tlp> one = tlp(name(tags.get(index)), pointer + "/Tag/" + index + "/name");
            strictest = strictest.map(tlp -> one.map(tlp::max).orElse(tlp)).or(() -> one);
        }
        return strictest;
    }

    static String name(JsonNode tag) {
        return tag.isTextual() ? tag.asText() : tag.path("name").asText();
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
        boolean label = lower.startsWith(MispExport.LABEL);
        if (label && stated.isEmpty() && !ours) {
            faults.add(pointer, Fault.Code.UNKNOWN_WORD, "is a label that the mapping does not know");
        }
        stated.flatMap(ForeignMapping.Stated::marking)
                .filter(marking -> !label || !ours)
                .ifPresent(marking -> words.put(pointer, marking));
        return stated.flatMap(ForeignMapping.Stated::tlp);
    }

    /** The marking in words that the tags so far stand for, if any; two of them are a fault. */
    Optional<String> marking() {
        if (Set.copyOf(words.values()).size() > 1) {
            faults.add("/Tag", Fault.Code.CONTRADICTION, "stands for more than one marking in words");
        }
        return words.values().stream().findFirst();
    }

    /** Which of two markings is the higher cannot be told here: so the tags stand for that one, or are faults. */
    void agree(String marking) {
        words.forEach((pointer, other) -> {
            if (!other.equals(marking)) {
                faults.add(pointer, Fault.Code.CONTRADICTION, "stands for another marking than that of the whole");
            }
        });
    }

    /** The grading that the tags of the Admiralty scale state, where they state both halves of one. */
    static Optional<String> grading(JsonNode event) {
        Map<String, Set<String>> halves = new HashMap<>();
        for (JsonNode tag : event.path(MEMBER)) {
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
