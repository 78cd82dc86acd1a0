package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
 * What the tags of an event, or those of its parts, say of its label. Most say nothing of it, and are kept with the event; one that marks in
 * a way that nobody knows is a fault.
 */
final class MispTags {
    /** What tags stand in. */
    static final String MEMBER = "Tag";

    /** What ties tags to an event. */
    static final String TO_EVENT = "EventTag";

    /** What ties tags, as MISP itself keeps them: each has its tag in it. */
    static final Set<String> TIES = Set.of(TO_EVENT, "AttributeTag");

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
        for (Named tag : tags(tagged, pointer)) {
            Optional<Tlp> one = tlp(tag);
            strictest = strictest.map(tlp -> one.map(tlp::max).orElse(tlp)).or(() -> one);
        }
        return strictest;
    }

    /** A tag, and where its name stands. */
    private record Named(String name, String pointer) {}

    /** The tags of an object; what stands where tags do and is none is a fault, for it may say anything. */
    private List<Named> tags(JsonNode tagged, String pointer) {
        List<Named> found = new ArrayList<>();
        String at = pointer + "/" + MEMBER;
        JsonNode tags = tagged.path(MEMBER);
        if (tags.isArray()) {
            for (int index = 0; index < tags.size(); index++) {
                named(tags.get(index), at + "/" + index).ifPresent(found::add);
            }
        } else if (tags.isObject()) {
            named(tags, at).ifPresent(found::add);
        } else if (!tags.isMissingNode() && !tags.isNull()) {
            faults.add(at, Fault.Code.WRONG_TYPE, "is no list of tags");
        }
        for (String name : TIES) {
            ties(tagged.path(name), pointer + "/" + name);
        }
        return found;
    }

    private Optional<Named> named(JsonNode tag, String at) {
        if (tag.isTextual()) {
            return Optional.of(new Named(tag.textValue(), at));
        }
        if (tag.path("name").isTextual()) {
            return Optional.of(new Named(name(tag), at + "/name"));
        }
        faults.add(at, Fault.Code.WRONG_TYPE, "is no tag with a name");
        return Optional.empty();
    }

    /** Tags that are tied are visited where they stand; what ties none is a fault. */
    private void ties(JsonNode ties, String at) {
        if (ties.isArray()) {
            for (int index = 0; index < ties.size(); index++) {
                tie(ties.get(index), at + "/" + index);
            }
        } else if (!ties.isMissingNode() && !ties.isNull()) {
            tie(ties, at);
        }
    }

    private void tie(JsonNode tie, String at) {
        if (!tie.has(MEMBER)) {
            faults.add(at, Fault.Code.WRONG_TYPE, "ties no tag to anything");
        }
    }

    /** The name of a tag; empty when there is none. */
    static String name(JsonNode tag) {
        return tag.isTextual() ? tag.asText() : tag.path("name").asText();
    }

    /** Names of the tags of an event, whichever way they are tied to it. */
    static List<String> names(JsonNode event) {
        List<String> names = new ArrayList<>();
        List<JsonNode> tagged = new ArrayList<>(List.of(event));
        tagged.addAll(each(event.path(TO_EVENT)));
        tagged.forEach(one -> each(one.path(MEMBER)).forEach(tag -> names.add(name(tag))));
        return names;
    }

    private static List<JsonNode> each(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? oneOrMore.valueStream().toList() : List.of(oneOrMore);
    }

    private Optional<Tlp> tlp(Named tag) {
        Optional<ForeignMapping.Stated> stated = MarkingWords.stated(tag.name(), mapping);
        boolean inView = ours && MarkingWords.isLabel(tag.name());
        if (inView) {
            return stated.flatMap(ForeignMapping.Stated::tlp);
        }
        if (stated.isEmpty()) {
            faults.add(
                    tag.pointer(),
                    Fault.Code.UNKNOWN_WORD,
                    "is a word that marks, and that neither TLP nor the mapping knows");
        }
        stated.flatMap(ForeignMapping.Stated::marking).ifPresent(marking -> words.put(tag.pointer(), marking));
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
        return grading(names(event));
    }

    /** The same of words. */
    static Optional<String> grading(List<String> words) {
        Map<String, Set<String>> halves = new HashMap<>();
        for (String word : words) {
            String folded = MarkingWords.folded(word);
            for (String half : List.of(RELIABILITY, CREDIBILITY)) {
                if (folded.startsWith(half)) {
                    halves.computeIfAbsent(half, fresh -> new LinkedHashSet<>())
                            .add(folded.substring(half.length()).replace("\"", ""));
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

    /** Whether a word is of the Admiralty scale. */
    static boolean grades(String word) {
        return MarkingWords.namespace(word).equals("admiralty-scale");
    }

    /** Words of the Admiralty scale for a grading; none where there is none. */
    static List<String> words(String grading) {
        String lower = grading.toLowerCase(Locale.ROOT);
        return grading.length() == 2
                ? List.of(RELIABILITY + '"' + lower.charAt(0) + '"', CREDIBILITY + '"' + lower.charAt(1) + '"')
                : List.of();
    }
}
