package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.passerelle.core.label.Tlp;

/** Labels of views as tags: the TLP, and everything in words. */
final class MispLabels {
    /** Of tags that say a label in words. */
    static final String LABEL = "passerelle:label=";

    /** Characters of a tag that MISP keeps. */
    static final int LONGEST = 255;

    private MispLabels() {}

    /** Adds the tags of a label. */
    static void tag(ObjectNode tagged, JsonNode label) {
        Tlp.parse(label.path("tlp").asText())
                .ifPresent(tlp -> tag(tagged, "tlp:" + tlp.text().toLowerCase(Locale.ROOT)));
        words(label).forEach(name -> tag(tagged, name));
    }

    /** The tags that say a label in words: one, if it fits. What MISP cut off at the end would be a restriction. */
    static List<String> words(JsonNode label) {
        int room = LONGEST - LABEL.length() - "\"\"".length();
        return StixLabels.words(label, room).stream().map(MispLabels::named).toList();
    }

    /** The one tag that says a label in words, though it may be longer than MISP keeps. */
    static String whole(JsonNode label) {
        return named(StixLabels.words(label));
    }

    private static String named(String words) {
        return LABEL + '"' + words.replace('"', '\'') + '"';
    }

    /** Adds a tag that is not there yet. */
    static void tag(ObjectNode tagged, String name) {
        ArrayNode tags = tags(tagged);
        for (JsonNode tag : tags) {
            if (MispTags.name(tag).equals(name)) {
                return;
            }
        }
        tags.addObject().put("name", name);
    }

    /** The tags, as a list where there was only one. */
    private static ArrayNode tags(ObjectNode tagged) {
        JsonNode there = tagged.path(MispTags.MEMBER);
        if (there instanceof ArrayNode tags) {
            return tags;
        }
        ArrayNode tags = tagged.putArray(MispTags.MEMBER);
        return there.isMissingNode() || there.isNull() ? tags : tags.add(there);
    }

    /** Takes away the tags of a part, and of everything in it, that say less than its label or another one in words. */
    static void purge(ObjectNode part, JsonNode label) {
        Foreign.each(
                part,
                "",
                Set.of(MispTags.MEMBER),
                (object, at) ->
                        remove((ObjectNode) object, tag -> MarkingWords.contradicts(MispTags.name(tag), label)));
    }

    /** Takes away tags of an object and ties to tags, whichever way they are tied to it. */
    static void remove(ObjectNode tagged, Predicate<JsonNode> unwanted) {
        JsonNode own = tagged.path(MispTags.MEMBER);
        if (own instanceof ArrayNode tags) {
            tags.removeIf(unwanted);
        } else if (unwanted.test(own)) {
            tagged.putArray(MispTags.MEMBER);
        }
        for (String member : MispTags.TIES) {
            JsonNode ties = tagged.path(member);
            if (ties instanceof ArrayNode list) {
                list.removeIf(tie -> untied(tie, unwanted));
            } else if (untied(ties, unwanted)) {
                tagged.remove(member);
            }
        }
    }

    /** Whether a tie is unwanted, or has no tag left that is not. */
    private static boolean untied(JsonNode tie, Predicate<JsonNode> unwanted) {
        JsonNode tag = tie.path(MispTags.MEMBER);
        boolean emptied = tag instanceof ArrayNode several && Foreign.without(several, unwanted) && several.isEmpty();
        return emptied || unwanted.test(tag) || unwanted.test(tie);
    }
}
