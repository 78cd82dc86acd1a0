package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Views of every shape, with and without whatever may be withheld of them. */
final class RandomViews {
    private static final List<String> TYPES = List.of(
            "incident",
            "alert",
            "person",
            "armed-group-profile",
            "sanctions-entry",
            "product",
            "weapon",
            "request-for-information");
    private static final List<String> MARKINGS = List.of("UN UNCLASSIFIED", "UN CONFIDENTIAL", "FR NON PROTÉGÉ");
    private static final List<String> TEXTS =
            List.of("A patrol.", "سيارة بيضاء", "l’homme \"au turban\"", "two\nlines\tand a tab", "😀", "{}", "[]");
    private static final List<String> TLP = List.of("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED");

    private final Random random;

    private RandomViews(long seed) {
        random = new Random(seed);
    }

    static List<Map<String, Object>> views(long seed, int many) {
        RandomViews views = new RandomViews(seed);
        List<Map<String, Object>> all = new ArrayList<>();
        for (int number = 0; number < many; number++) {
            all.add(views.view("r" + number));
        }
        return all;
    }

    static JsonNode bundle(long seed, int many) {
        return Passage.tree(Passage.exported("stix", views(seed, many), 1 + Math.floorMod(seed, 50)));
    }

    private Map<String, Object> view(String id) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("releaser", pick(List.of("RIVER", "LAKE")));
        view.put("label", label());
        boolean head = random.nextInt(4) > 0;
        if (head) {
            view.put("type", pick(TYPES));
            view.put("language", pick(List.of("en", "fr", "ar")));
            maybe(view, "eventTime", "2015-01-20T09:00:00Z");
            maybe(view, "country", "ML");
            maybe(view, "admin1", List.of("ML-7"));
            maybe(view, "grading", "B2");
            maybe(view, "stale", true);
            maybe(view, "tags", List.of("event:type=\"clash\""));
            maybe(view, "details", Map.of("casualties", 3, "aliases", List.of("x"), "productType", "case-study"));
            maybe(view, "geometry", Map.of("type", "Point", "coordinates", List.of(-0.3, 19.1)));
            maybe(view, "geometryPrecision", "10km");
        }
        List<Map<String, Object>> portions = new ArrayList<>();
        int many = random.nextInt(4) + (head ? 0 : 1);
        for (int number = 0; number < many; number++) {
            portions.add(Map.of(
                    "field",
                    pick(List.of("title", "body", "source", "object")),
                    "text",
                    pick(TEXTS),
                    "label",
                    label()));
        }
        view.put("portions", portions);
        view.put("handling", random.nextBoolean() ? List.of() : List.of("originator-controlled"));
        maybe(view, "retainUntil", "2027-01-20T09:00:00Z");
        return view;
    }

    private Map<String, Object> label() {
        Map<String, Object> label = new LinkedHashMap<>();
        label.put("marking", pick(MARKINGS));
        label.put("level", random.nextInt(4));
        label.put("tlp", pick(TLP));
        maybe(label, "compartments", List.of("SOURCE"));
        maybe(label, "releasableTo", random.nextBoolean() ? List.of() : List.of("LAKE", "RIVER"));
        maybe(label, "purposes", List.of("early-warning"));
        maybe(label, "onward", random.nextBoolean() ? List.of() : List.of("un-entities"));
        return label;
    }

    private void maybe(Map<String, Object> members, String name, Object value) {
        if (random.nextBoolean()) {
            members.put(name, value);
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
