package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Members by which others mark a file beside the items in it, where the format has no place for it: a closed set of names, and whatever holds
 * one of the {@linkplain MarkingWords words that mark}. What else stands there is about the file.
 */
final class MarkingMembers {
    /** In lower case, without what separates words. */
    private static final Set<String> NAMES = Set.of(
            "marking",
            "markings",
            "protectivemarking",
            "protectivemarkings",
            "objectmarkingrefs",
            "granularmarkings",
            "tlp",
            "trafficlightprotocol",
            "classification",
            "classificationlevel",
            "classificationsystem",
            "securityclassification",
            "securitylabel",
            "securitymarking",
            "securitymarkings",
            "securitylevel",
            "confidentiality",
            "confidentialitylevel",
            "confidentialitylabel",
            "confidentialité",
            "confidentialite",
            "sensitivity",
            "handling",
            "handlingcaveat",
            "handlingcaveats",
            "handlingdescription",
            "handlinginstructions",
            "caveat",
            "caveats",
            "dissemination",
            "disseminationcontrol",
            "disseminationcontrols",
            "diffusion",
            "releasability",
            "releasableto",
            "notreleasableto",
            "eyesonly",
            "compartments",
            "onward",
            "embargo",
            "embargountil",
            "retainuntil",
            "accessrights",
            "accessconstraints");

    private MarkingMembers() {}

    /** Whether a member, or anything in it, says how something is protected or who may have it. */
    static boolean mark(String name, JsonNode member) {
        return named(name) || marked(member);
    }

    private static boolean named(String name) {
        String bare = MarkingWords.folded(name).replaceFirst("^x[-_]", "").replaceAll("[^\\p{L}\\p{N}]", "");
        return NAMES.contains(bare) || MarkingWords.marks(name);
    }

    private static boolean marked(JsonNode value) {
        if (value.isTextual()) {
            return MarkingWords.marks(value.textValue());
        }
        return value.isObject()
                ? value.properties().stream().anyMatch(member -> mark(member.getKey(), member.getValue()))
                : value.valueStream().anyMatch(MarkingMembers::marked);
    }
}
