package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A view as the object of STIX 2.1 that comes nearest. A view without its common facts is a note: nothing says what it is about. */
final class StixObject {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("incident", "incident"),
            Map.entry("ceasefire-violation", "incident"),
            Map.entry("human-rights-allegation", "incident"),
            Map.entry("seizure", "incident"),
            Map.entry("movement", "incident"),
            Map.entry("alert", "incident"),
            Map.entry("product", "report"),
            Map.entry("imagery-product", "report"),
            Map.entry("person", "identity"),
            Map.entry("armed-group-profile", "identity"),
            Map.entry("sanctions-entry", "identity"));
    private static final Map<String, String> CLASSES =
            Map.of("person", "individual", "armed-group-profile", "group", "sanctions-entry", "unknown");

    /** What the second half of a grading is as a confidence (STIX 2.1, appendix A, Admiralty Credibility). */
    private static final Map<Character, Integer> CONFIDENCES = Map.of('1', 90, '2', 70, '3', 50, '4', 30, '5', 10);

    /** What STIX says of an object that its creator took back. */
    static final String REVOKED = "revoked";

    private final JsonNode view;
    private final ObjectNode object = JsonNodeFactory.instance.objectNode();
    /** Selectors by what they are marked with. */
    private final Map<String, List<String>> granular = new LinkedHashMap<>();

    StixObject(JsonNode view) {
        this.view = view;
    }

    /** Selectors of what is marked otherwise than the whole, by what they are marked with. */
    Map<String, List<String>> granular() {
        String recordType = view.path("type").asText();
        words(KINDS.getOrDefault(recordType, "note"), recordType, "");
        extension();
        return granular;
    }

    /** What it tells, but for when and under which id it leaves, and how it is marked. */
    ObjectNode told() {
        String recordType = view.path("type").asText();
        String kind = KINDS.getOrDefault(recordType, "note");
        String releaser = releaser();
        object.put("type", kind);
        object.put("created_by_ref", releaser);
        language();
        words(kind, recordType, releaser);
        labels(recordType);
        confidence();
        return object;
    }

    ObjectNode object(Leaving leaving) {
        String recordType = view.path("type").asText();
        String kind = KINDS.getOrDefault(recordType, "note");
        Leaving.Changes changes = leaving.changes();
        object.put("type", kind);
        object.put("spec_version", StixNames.SPECIFICATION);
        object.put("id", kind + "--" + leaving.identity());
        String releaser = releaser();
        object.put("created_by_ref", releaser);
        object.put("created", StixNames.time(changes.first()));
        boolean recalled = ReturnedView.recalled(view);
        // Whoever has the object takes only what was modified since.
        Instant last = changes.last(ChronoUnit.MILLIS);
        object.put("modified", StixNames.time(recalled ? last.plusMillis(1) : last));
        if (recalled) {
            object.put(REVOKED, true);
        }
        language();
        words(kind, recordType, releaser);
        labels(recordType);
        confidence();
        ArrayNode references = object.putArray("object_marking_refs");
        StixLabels.references(view.path("label")).forEach(references::add);
        extension();
        markings();
        return object;
    }

    private String releaser() {
        return StixNames.named("identity", view.path("releaser").asText());
    }

    private void language() {
        if (view.has("language")) {
            object.set("lang", view.get("language"));
        }
    }

    private void words(String kind, String recordType, String releaser) {
        List<JsonNode> titles = portions(true);
        List<JsonNode> texts = portions(false);
        String name =
                titles.isEmpty() ? recordType : titles.getFirst().path("text").asText();
        switch (kind) {
            case "note" -> {
                object.put("content", texts.isEmpty() ? (name.isEmpty() ? "no text" : name) : told(texts));
                mark("content", texts);
                if (!titles.isEmpty()) {
                    object.put("abstract", name);
                    mark("abstract", titles.subList(0, 1));
                }
                object.putArray("object_refs").add(releaser);
            }
            default -> {
                object.put("name", name);
                mark("name", titles.isEmpty() ? List.of() : titles.subList(0, 1));
                if (!texts.isEmpty()) {
                    object.put("description", told(texts));
                    mark("description", texts);
                }
                if (kind.equals("report")) {
                    object.set("published", object.get("created"));
                    object.putArray("object_refs").add(releaser);
                }
                if (kind.equals("identity")) {
                    object.put("identity_class", CLASSES.getOrDefault(recordType, "unknown"));
                }
            }
        }
    }

    private List<JsonNode> portions(boolean titles) {
        List<JsonNode> portions = new ArrayList<>();
        for (JsonNode portion : view.path("portions")) {
            if (portion.path("field").asText().equals("title") == titles) {
                portions.add(portion);
            }
        }
        return portions;
    }

    private static String told(List<JsonNode> portions) {
        return portions.stream()
                .map(portion -> {
                    String field = portion.path("field").asText();
                    String text = portion.path("text").asText();
                    return field.equals("body") ? text : field + ": " + text;
                })
                .collect(Collectors.joining("\n\n"));
    }

    private void labels(String recordType) {
        ArrayNode labels = JsonNodeFactory.instance.arrayNode();
        if (!recordType.isEmpty()) {
            labels.add(recordType);
        }
        Foreign.describing(view).forEach(labels::add);
        // A disclosure always carries its grading, for tools too that read nothing of our extension.
        MispTags.words(view.path("grading").asText()).forEach(labels::add);
        if (!labels.isEmpty()) {
            object.set("labels", labels);
        }
    }

    /** The credibility as STIX has it; of what cannot be judged there is none. */
    private void confidence() {
        String grading = view.path("grading").asText();
        Integer confidence = grading.length() == 2 ? CONFIDENCES.get(grading.charAt(1)) : null;
        if (confidence != null) {
            object.put("confidence", confidence);
        }
    }

    private void extension() {
        ObjectNode extension = object.putObject("extensions").putObject(StixNames.EXTENSION);
        extension.put("extension_type", "property-extension");
        extension.set("view", SnakeCase.to(view));
        int index = 0;
        for (JsonNode portion : view.path("portions")) {
            mark("extensions." + StixNames.EXTENSION + ".view.portions.[" + index++ + "]", List.of(portion));
        }
    }

    /** Marks a property as the one label of what it is made of; made of several it is marked as the whole is. */
    private void mark(String selector, List<JsonNode> portions) {
        List<JsonNode> labels = portions.stream()
                .map(portion -> portion.path("label"))
                .distinct()
                .toList();
        List<String> whole = StixLabels.references(view.path("label"));
        if (labels.size() == 1) {
            StixLabels.references(labels.getFirst()).stream()
                    .filter(id -> !whole.contains(id))
                    .forEach(id -> granular.computeIfAbsent(id, fresh -> new ArrayList<>())
                            .add(selector));
        }
    }

    private void markings() {
        if (granular.isEmpty()) {
            return;
        }
        ArrayNode markings = object.putArray("granular_markings");
        granular.forEach((id, selectors) -> {
            ObjectNode marking = markings.addObject();
            marking.put("marking_ref", id);
            ArrayNode all = marking.putArray("selectors");
            selectors.forEach(all::add);
        });
    }
}
