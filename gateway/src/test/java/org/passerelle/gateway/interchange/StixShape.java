package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What STIX 2.1 says of any bundle of ours, in a few rules that are read here as they stand in the specification. */
final class StixShape {
    private static final Set<String> OBSERVED = Set.of("ipv4-addr", "domain-name", "file", "url");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,}Z";

    private final Set<String> ids = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private StixShape() {}

    static List<String> faults(JsonNode bundle) {
        StixShape shape = new StixShape();
        shape.check(bundle);
        return shape.faults;
    }

    private void check(JsonNode bundle) {
        require(bundle.path("type").asText().equals("bundle"), "the bundle's type");
        require(bundle.path("id").asText().startsWith("bundle--"), "the bundle's id");
        require(bundle.path("objects").size() > 0, "objects");
        bundle.path("objects").forEach(object -> ids.add(object.path("id").asText()));
        bundle.path("objects").forEach(this::object);
    }

    private void object(JsonNode object) {
        String type = object.path("type").asText();
        String id = object.path("id").asText();
        require(StixNames.ID.matcher(id).matches() && id.startsWith(type + "--"), "id " + id);
        if (!OBSERVED.contains(type)) {
            require(object.path("spec_version").asText().equals("2.1"), "spec_version of " + id);
            require(object.path("created").asText().matches(TIME), "created of " + id);
        }
        object.path("object_marking_refs").forEach(reference -> known(reference, id));
        object.path("granular_markings").forEach(granular -> {
            if (granular.has("marking_ref")) {
                known(granular.path("marking_ref"), id);
            }
            granular.path("selectors")
                    .forEach(selector -> require(selects(object, selector.asText()), "selector " + selector + id));
        });
        nothingEmpty(object, id);
    }

    private void known(JsonNode reference, String id) {
        // TLP 1 is defined by STIX itself, and need not stand in a bundle.
        boolean defined = ids.contains(reference.asText())
                || StixNames.tlp(reference.asText()).isPresent();
        require(defined, "marking " + reference.asText() + " of " + id);
    }

    private static boolean selects(JsonNode object, String selector) {
        JsonNode at = object;
        for (String step : selector.split("\\.", -1)) {
            at = step.startsWith("[") ? at.path(Integer.parseInt(step.substring(1, step.length() - 1))) : at.path(step);
        }
        return !at.isMissingNode();
    }

    private void nothingEmpty(JsonNode object, String id) {
        object.properties().forEach(member -> {
            require(!member.getValue().isNull(), member.getKey() + " of " + id + " is null");
            require(
                    !member.getValue().isContainerNode() || !member.getValue().isEmpty(),
                    member.getKey() + " of " + id + " is empty");
            require(member.getKey().matches("[a-z0-9_]{2,250}"), "name " + member.getKey());
        });
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            faults.add(what);
        }
    }
}
