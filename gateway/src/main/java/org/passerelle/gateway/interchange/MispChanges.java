package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * Says what somebody added to an event of ours, or changed in it, since it left. The record that comes of it shows the view in it and nothing
 * else, and nobody who added something shall think that it was taken.
 */
final class MispChanges {
    /** What others write to an event or to a part of it. */
    private static final Set<String> ADDED =
            Set.of("Object", "EventReport", "Note", "Opinion", "Relationship", "Sighting", "ShadowAttribute");

    private final JsonNode event;
    private final JsonNode view;
    private final Faults faults;

    /** @param event without what is no part of it */
    MispChanges(JsonNode event, JsonNode view, Faults faults) {
        this.event = event;
        this.view = view;
        this.faults = faults;
    }

    void check() {
        changed(event.path("info"), MispExport.info(view), "/info");
        String time = view.path("eventTime").asText();
        if (!time.isEmpty() && !time.startsWith(event.path("date").asText())) {
            changed("/date");
        }
        attributes();
        Set<String> labels = labels();
        MispMarks.each(event, "", (part, at) -> {
            ADDED.stream().sorted().filter(name -> !part.path(name).isEmpty()).forEach(name -> added(at + "/" + name));
            MispTags.names(part).stream()
                    .filter(MarkingWords::isLabel)
                    .filter(name -> !labels.contains(name))
                    .findFirst()
                    .ifPresent(name -> changed(at + "/" + MispTags.MEMBER));
        });
        Set<String> grading = Set.copyOf(MispTags.words(view.path("grading").asText()));
        if (MispTags.names(event).stream()
                .anyMatch(name -> MispTags.grades(name) && !grading.contains(MarkingWords.folded(name)))) {
            changed("/" + MispTags.MEMBER);
        }
    }

    /**
     * An attribute as it left.
     *
     * @param value none where it carries the view
     */
    private record Written(String comment, Optional<String> value) {}

    private void attributes() {
        Map<String, Written> written = written();
        JsonNode attributes = event.path("Attribute");
        for (int at = 0; at < attributes.size(); at++) {
            String pointer = "/Attribute/" + at;
            JsonNode attribute = attributes.path(at);
            String uuid = uuid(attribute);
            if (written.containsKey(uuid)) {
                attribute(attribute, written.get(uuid), pointer);
            } else {
                added(pointer);
            }
        }
    }

    /** All attributes as they left, by their ids. */
    private Map<String, Written> written() {
        String id = uuid(event);
        Map<String, Written> written = new HashMap<>();
        int index = 0;
        for (JsonNode portion : view.path("portions")) {
            String field = portion.path("field").asText();
            String text = portion.path("text").asText();
            List<String> pieces = pieces(MispExport.attribute(id, index, 1), field, text);
            for (int piece = 1; piece <= pieces.size(); piece++) {
                String comment = MispPieces.comment(field, piece, pieces.size());
                written.put(
                        MispExport.attribute(id, index, piece),
                        new Written(comment, Optional.of(pieces.get(piece - 1))));
            }
            index++;
        }
        int pieces = MispPieces.view(event.path("Attribute"))
                .map(MispPieces.Carried::pieces)
                .orElse(1);
        for (int piece = 1; piece <= pieces; piece++) {
            String comment = MispPieces.comment(MispExport.VIEW, piece, pieces);
            written.put(MispExport.attribute(id, index, piece), new Written(comment, Optional.empty()));
        }
        return written;
    }

    /** The texts in which a portion left: before there were pieces in one, however long, by the plain comment of its first attribute. */
    private List<String> pieces(String first, String field, String text) {
        for (JsonNode attribute : event.path("Attribute")) {
            String comment = plain(attribute.path("comment").asText());
            if (uuid(attribute).equals(first) && comment.equals(plain(field))) {
                return List.of(text);
            }
        }
        return MispPieces.of(text);
    }

    private static String uuid(JsonNode object) {
        return object.path("uuid").asText().toLowerCase(Locale.ROOT);
    }

    private void attribute(JsonNode attribute, Written left, String pointer) {
        changed(attribute.path("comment"), left.comment(), pointer + "/comment");
        left.value().ifPresent(value -> changed(attribute.path("value"), value, pointer + "/value"));
        if (!ReturnedView.recalled(view)
                && !List.of("", "0", "false", "null")
                        .contains(attribute.path(MispRecalled.REVOKED).asText())) {
            changed(pointer + "/deleted");
        }
    }

    /** The tags of its labels in words, and those of the time when each label was one tag, however long. */
    private Set<String> labels() {
        Set<String> labels = new HashSet<>();
        add(labels, view.path("label"));
        view.path("portions").forEach(portion -> add(labels, portion.path("label")));
        return labels;
    }

    private static void add(Set<String> labels, JsonNode label) {
        labels.addAll(MispLabels.words(label));
        labels.add(MispLabels.whole(label));
    }

    private void changed(JsonNode stated, String left, String pointer) {
        if (!plain(stated.asText()).equals(plain(left))) {
            changed(pointer);
        }
    }

    /** As it is whichever software wrote it: MISP takes blanks away from both ends. */
    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private void changed(String pointer) {
        faults.add(pointer, Fault.Code.CONTRADICTION, "is not as it left, and is not taken with the view in the event");
    }

    private void added(String pointer) {
        faults.add(
                pointer,
                Fault.Code.CONTRADICTION,
                "was added since it left, and is not taken with the view in the event");
    }
}
