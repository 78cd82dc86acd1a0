package org.passerelle.system.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.node.demo.Answer;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** A viewer of STIX that others wrote (stixview) reads an export: every object as it is, and all that it refers to, markings included. */
@Live
class ForeignStixViewerTest {
    private static final Path VIEWER = Path.of("target/stixview/package/dist/stixview.bundle.js");
    /** Answers with what the viewer made of the bundle: what it shows, and what it draws between. */
    private static final String VIEW = """
            text => new Promise((resolve, reject) => {
              const element = document.getElementById('graph');
              const told = graph => JSON.stringify({
                nodes: graph.cy.nodes().map(node => ({id: node.id(), type: node.data('type'), raw: node.data('_raw')})),
                edges: graph.cy.edges().map(edge => [edge.data('source'), edge.data('label'), edge.data('target')]),
              });
              const viewer = window.stixview.init(element, {layout: 'grid'}, null, graph => resolve(told(graph)));
              try {
                viewer.loadData(JSON.parse(text));
              } catch (failed) {
                reject(failed);
              }
            })
            """;

    /** A script has one kind of number: 67.0 is 67. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    /** Of that day nothing else tells. */
    private static final String THAT_DAY = " --filter from=2001-05-02T00:00:00Z --filter to=2001-05-03T00:00:00Z";

    private static final List<String> RECORDS = List.of("""
            {"type":"incident","language":"en","country":"ML","geometry":{"type":"Point","coordinates":[-0.3,19.1]},"eventTime":"2001-05-02T09:00:00Z",
             "label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN","purposes":["early-warning"]},"grading":"C3",
             "portions":[{"field":"title","text":"Shots near the ford"},{"field":"body","text":"Two volleys, then a withdrawal northward."},
              {"field":"source","text":"A shepherd who passed the ford.","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"]}}]}
            """, """
            {"type":"movement","language":"fr","country":"ML","eventTime":"2001-05-02T11:00:00Z","details":{"mode":"camel"},
             "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"]},"portions":[{"field":"title","text":"vers le nord"}]}
            """, """
            {"type":"imagery-product","language":"en","country":"ML","eventTime":"2001-05-02T10:00:00Z","details":{"platform":"ground","resolutionMetres":67.0,"takenOn":"2001-05-02"},
             "label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN","purposes":["early-warning"]},"portions":[{"field":"title","text":"The ford from the east"}]}
            """, """
            {"type":"incident","language":"ar","eventTime":"2001-05-02T12:00:00Z","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER+STRICT","releasableTo":["UNOWA"],"purposes":["early-warning"]},
             "portions":[{"field":"body","text":"إطلاق نار قرب المعبر"}]}
            """);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final LiveSystem system;
    private final PortalBrowser browser;

    ForeignStixViewerTest(LiveSystem system) {
        this.system = system;
        this.browser = new PortalBrowser(system);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whatIsExportedIsReadWhole() throws Exception {
        for (String record : RECORDS) {
            Answer stored = system.client().post("minusma-system", "/records", Map.of(), record);
            assertEquals(201, stored.status(), stored::text);
        }
        Path file = directory.resolve("export.stix");
        Shell.run(
                system,
                "./passerelle export --as minusma-system --purpose early-warning --format stix --out " + file
                        + THAT_DAY);
        JsonNode bundle = readable(Json.tree(Files.readString(file)));
        Map<String, JsonNode> objects = new HashMap<>();
        bundle.path("objects").forEach(object -> objects.put(object.path("id").asText(), object));
        assertTrue(objects.size() > 5, bundle::toString);

        Page page = browser.blank();
        page.setContent("<div id='graph' data-show-idrefs='true' data-show-markings='true'></div>");
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(VIEWER));
        JsonNode seen = Json.tree((String) page.evaluate(VIEW, bundle.toString()));

        Set<String> outside = new HashSet<>();
        Set<List<String>> references = references(objects, outside);
        Map<String, JsonNode> shown = new HashMap<>();
        seen.path("nodes").forEach(node -> {
            if (node.path("type").asText().equals("idref")) {
                assertTrue(outside.contains(node.path("id").asText()), node::toString);
            } else {
                shown.put(node.path("id").asText(), node.path("raw"));
            }
        });
        assertEquals(objects.keySet(), shown.keySet());
        objects.forEach((id, object) ->
                assertTrue(object.equals(BY_VALUE, shown.get(id)), () -> object + " is shown as " + shown.get(id)));
        Set<List<String>> drawn = new HashSet<>();
        seen.path("edges").forEach(edge -> {
            List<String> parts = new ArrayList<>();
            edge.forEach(part -> parts.add(part.asText()));
            drawn.add(parts);
        });
        // Of two references from one object to the same other it draws the first.
        assertTrue(references.containsAll(drawn), drawn::toString);
        assertEquals(ends(references), ends(drawn));
        assertTrue(drawn.stream().anyMatch(edge -> edge.get(1).equals("object_marking_refs")), drawn::toString);
    }

    /** The viewer is older than TLP 2.0, and stops at a marking without {@code definition}: it gets those as references alone. */
    private static JsonNode readable(JsonNode bundle) {
        var objects = bundle.path("objects").elements();
        while (objects.hasNext()) {
            JsonNode object = objects.next();
            if (object.path("type").asText().equals("marking-definition") && !object.has("definition")) {
                objects.remove();
            }
        }
        return bundle;
    }

    private static Set<List<String>> ends(Set<List<String>> references) {
        return references.stream()
                .map(reference -> List.of(reference.getFirst(), reference.getLast()))
                .collect(Collectors.toSet());
    }

    /** @param outside takes what is referred to and is not among the objects */
    private static Set<List<String>> references(Map<String, JsonNode> objects, Set<String> outside) {
        Set<List<String>> references = new HashSet<>();
        objects.forEach((id, object) -> object.properties().forEach(property -> {
            if (property.getKey().endsWith("_ref") || property.getKey().endsWith("_refs")) {
                List<JsonNode> targets = new ArrayList<>();
                (property.getValue().isTextual() ? List.of(property.getValue()) : property.getValue())
                        .forEach(targets::add);
                for (JsonNode target : targets) {
                    references.add(List.of(id, property.getKey(), target.asText()));
                    if (!objects.containsKey(target.asText())) {
                        outside.add(target.asText());
                    }
                }
            }
        }));
        return references;
    }
}
