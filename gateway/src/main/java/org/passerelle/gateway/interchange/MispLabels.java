package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;

/** Labels of views as tags: the TLP, and everything in words. */
final class MispLabels {
    /** Of tags that say a label in words. */
    static final String LABEL = "passerelle:label=";

    private MispLabels() {}

    /** Adds the tags of a label. */
    static void tag(ObjectNode tagged, JsonNode label) {
        Tlp.parse(label.path("tlp").asText())
                .ifPresent(tlp -> tag(tagged, "tlp:" + tlp.text().toLowerCase(Locale.ROOT)));
        tag(tagged, LABEL + "\"" + StixLabels.words(label).replace('"', '\'') + '"');
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
        Foreign.each(part, "", Set.of(MispTags.MEMBER), (object, at) -> {
            if (object.has(MispTags.MEMBER)) {
                tags((ObjectNode) object).removeIf(tag -> contradicts(tag, label));
            }
            for (String member : MispTags.TIES) {
                if (object.path(member) instanceof ArrayNode ties) {
                    ties.removeIf(tie -> contradicts(tie.path(MispTags.MEMBER), label));
                }
            }
        });
    }

    private static boolean contradicts(JsonNode tag, JsonNode label) {
        String name = MispTags.name(tag).strip().toLowerCase(Locale.ROOT);
        Optional<Tlp> least = Tlp.parse(label.path("tlp").asText());
        boolean milder = MispTags.tlp(name)
                .filter(tlp -> least.filter(floor -> tlp.compareTo(floor) >= 0).isEmpty())
                .isPresent();
        return milder || name.startsWith(LABEL);
    }
}
