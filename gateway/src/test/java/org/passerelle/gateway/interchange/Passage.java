package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.View;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** The way of a file through the platform, but for the store: cut, translated, parsed, seen whole by its own party, and written again. */
final class Passage {
    private static final Instant FIRST = Instant.parse("2026-02-01T10:00:00.123456Z");
    private static final Instant LAST = Instant.parse("2026-02-03T10:00:00Z");

    private Passage() {}

    static List<Item> items(ImportFormat format, String file) {
        List<Item> items = new ArrayList<>();
        try {
            format.items(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), Optional.empty())
                    .forEachRemaining(items::add);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return items;
    }

    static Translator.Translated translated(ImportFormat format, Item item, String mapping) {
        return format.translator(Optional.of(mapping)).translate(assertInstanceOf(Item.Whole.class, item));
    }

    /** The views of every object of a file. */
    static List<Map<String, Object>> views(ImportFormat format, String file, String mapping) {
        return items(format, file).stream()
                .map(item -> assertInstanceOf(
                        Translator.Translated.Submission.class, translated(format, item, mapping), item::toString))
                .map(Passage::view)
                .toList();
    }

    /** A submission as its own party sees the record. */
    static Map<String, Object> view(Translator.Translated.Submission submission) {
        SubmissionParser parser = new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN);
        Parsed parsed = parser.parse(submission.body());
        return view(
                assertInstanceOf(Parsed.Accepted.class, parsed, () -> parsed + submission.body())
                        .draft(),
                Set.of());
    }

    /** The same without the portions of that number. */
    static Map<String, Object> view(Draft draft, Set<Integer> withheld) {
        List<View.Portion> portions = new ArrayList<>();
        Optional<Content.Head> head = Optional.empty();
        Optional<Label> whole = Optional.empty();
        for (int index = 0; index < draft.portions().size(); index++) {
            Draft.Portion portion = draft.portions().get(index);
            if (withheld.contains(index)) {
                continue;
            }
            whole = Optional.of(whole.map(label -> label.join(portion.label())).orElse(portion.label()));
            switch (portion.content()) {
                case Content.Head common -> head = Optional.of(common);
                case Content.Attachment file -> throw new AssertionError("a draft has no files");
                case Content.Text text ->
                    portions.add(new View.Portion("" + index, portion.field(), text.text(), portion.label()));
            }
        }
        View view = new View(
                "r" + draft.bodyHash().substring(0, 8),
                "RIVER",
                whole.orElseThrow(),
                head,
                portions,
                false,
                GeometryTier.EXACT,
                false,
                Set.of(),
                Optional.empty());
        return new ViewJson(World.bundle(1), "RIVER").render(view).orElseThrow().json();
    }

    /** A view without its id. */
    static JsonNode content(Map<String, Object> view) {
        ObjectNode content = (ObjectNode) Json.tree(view);
        content.remove("id");
        return content;
    }

    /** The same when it has come back, for nobody but whoever took it in. */
    static JsonNode returned(Map<String, Object> view) {
        JsonNode content = content(view);
        content.findValues("label").forEach(label -> ((ObjectNode) label).putArray("releasableTo"));
        return content;
    }

    /** Views as a file of pages. */
    static String exported(String format, List<Map<String, Object>> views, int limit) {
        StringBuilder file = new StringBuilder();
        for (int at = 0; at == 0 || at < views.size(); at += limit) {
            ExportFormat page = Formats.toExport(format).orElseThrow();
            file.append(at == 0 ? page.begin(new UUID(0x4000, 0x8000000000000001L)) : "");
            for (int index = at; index < Math.min(at + limit, views.size()); index++) {
                file.append(page.view(leaving(views.get(index)), index == 0));
            }
            file.append(at + limit >= views.size() ? page.end() : "");
        }
        return file.toString();
    }

    static Leaving leaving(Map<String, Object> view) {
        UUID name = UUID.nameUUIDFromBytes(String.valueOf(view.get("id")).getBytes(StandardCharsets.UTF_8));
        return new Leaving(view, name, "RIVER".equals(view.get("releaser")), new Leaving.Changes(List.of(FIRST, LAST)));
    }

    static JsonNode tree(String text) {
        return ExactJson.tree(text).orElseThrow(() -> new AssertionError("no JSON: " + text));
    }
}
