package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.passerelle.core.label.Tlp;

/**
 * How strictly an event, or a part of it, is marked by tags and distribution: its own and those of everything within it, since attributes,
 * objects, reports, galaxies and notes all have theirs.
 *
 * @param kept whether it is for its own organisation, or for a group of which nobody here knows who belongs to it, or tells of others
 */
record MispMarks(Optional<Tlp> tlp, boolean kept) {
    /** All communities but the own organisation and sharing groups, and whatever the event is for. A word that nobody knows is none of them. */
    private static final Set<String> WIDE = Set.of("1", "2", "3", "5");

    static final String DISTRIBUTION = "distribution";

    /**
     * What an instance of MISP adds to what it gives out: other events and attributes, of whose tags it says nothing, and who wrote the event. The
     * marks of what they stand in are not theirs.
     */
    static final Set<String> OF_OTHERS = Set.of("RelatedEvent", "RelatedAttribute", "event_creator_email", "User");

    static MispMarks none() {
        return new MispMarks(Optional.empty(), false);
    }

    static MispMarks of(JsonNode part, String pointer, MispTags tags) {
        Strictest strictest = new Strictest();
        each(part, pointer, (object, at) -> {
            tags.tlp(object, at).ifPresent(strictest::add);
            strictest.kept |= kept(object) || OF_OTHERS.stream().anyMatch(name -> said(object.path(name)));
        });
        return new MispMarks(strictest.tlp, strictest.kept);
    }

    private static final class Strictest {
        private Optional<Tlp> tlp = Optional.empty();
        private boolean kept;

        void add(Tlp one) {
            tlp = Optional.of(tlp.map(one::max).orElse(one));
        }
    }

    /** Whether a member says anything: MISP also writes empty lists. */
    static boolean said(JsonNode member) {
        return !member.isMissingNode() && !member.isNull() && !(member.isContainerNode() && member.isEmpty());
    }

    /** Whether the object itself is kept. */
    static boolean kept(JsonNode object) {
        return object.hasNonNull(DISTRIBUTION)
                && !WIDE.contains(object.path(DISTRIBUTION).asText());
    }

    /** The same for nobody but whoever has it. */
    MispMarks keptBack() {
        return new MispMarks(tlp, true);
    }

    /** What a part is marked with beyond the whole. */
    MispMarks beyond(MispMarks whole) {
        return new MispMarks(
                tlp.filter(strict ->
                        whole.tlp.map(floor -> strict.compareTo(floor) > 0).orElse(true)),
                kept && !whole.kept);
    }

    /** Visits every object there is in a part, itself first, each with its pointer; tags are not parts. */
    static void each(JsonNode part, String pointer, BiConsumer<JsonNode, String> visit) {
        Foreign.each(part, pointer, Set.of(MispTags.MEMBER), visit);
    }
}
