package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tags, and what stands for tags such as galaxies, that an instance of MISP keeps to itself: local ones, and those that are not to be exported. */
final class MispLocal {
    private static final String GALAXY = "Galaxy";
    private static final String CLUSTER = "GalaxyCluster";
    private static final Set<String> NO = Set.of("", "0", "false");
    private static final Set<String> YES = Set.of("1", "true");

    private MispLocal() {}

    /** Takes them away from the parts of an event and from everything in them. */
    static void purge(List<ObjectNode> parts) {
        Set<String> gone = new HashSet<>();
        each(parts, object -> MispLabels.remove(object, one -> taken(one, gone)));
        gone.remove("");
        each(parts, object -> clusters(object, gone));
    }

    private static void each(List<ObjectNode> parts, Consumer<ObjectNode> visit) {
        parts.forEach(part ->
                Foreign.each(part, "", Set.of(MispTags.MEMBER), (object, at) -> visit.accept((ObjectNode) object)));
    }

    private static boolean taken(JsonNode one, Set<String> gone) {
        boolean kept = kept(one);
        if (kept) {
            JsonNode tag = one.path(MispTags.MEMBER);
            gone.add(word(MispTags.name(tag.isMissingNode() ? one : tag)));
        }
        return kept;
    }

    /** @param tags whose clusters go with them */
    private static void clusters(ObjectNode object, Set<String> tags) {
        Predicate<JsonNode> local =
                one -> kept(one) || tags.contains(word(one.path("tag_name").asText()));
        without(object, CLUSTER, local);
        without(object, GALAXY, galaxy -> kept(galaxy) || emptied(galaxy, local));
    }

    private static boolean emptied(JsonNode galaxy, Predicate<JsonNode> local) {
        return galaxy instanceof ObjectNode object
                && without(object, CLUSTER, local)
                && object.path(CLUSTER).isEmpty();
    }

    /** Whether anything was taken away. */
    private static boolean without(ObjectNode object, String member, Predicate<JsonNode> unwanted) {
        JsonNode there = object.path(member);
        if (there instanceof ArrayNode list) {
            return Foreign.without(list, unwanted);
        }
        boolean one = there.isObject() && unwanted.test(there);
        if (one) {
            object.remove(member);
        }
        return one;
    }

    // A flag is written as a truth value, as a number or as a text; one in any other way may mean that it is kept.
    private static boolean kept(JsonNode one) {
        JsonNode local = one.path("local");
        JsonNode exportable = one.path("exportable");
        return (there(local) && (local.isContainerNode() || !NO.contains(word(local.asText()))))
                || (there(exportable) && !YES.contains(word(exportable.asText())));
    }

    private static boolean there(JsonNode flag) {
        return !flag.isMissingNode() && !flag.isNull();
    }

    private static String word(String text) {
        return MarkingWords.folded(text);
    }
}
