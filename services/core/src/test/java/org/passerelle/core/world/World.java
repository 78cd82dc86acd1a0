package org.passerelle.core.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Request;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;

/** A world as JSON, to which merge patches (RFC 7386) are applied; {@code world.json} is where all begin. */
public final class World {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode tree;

    private World(JsonNode tree) {
        this.tree = tree;
    }

    public static World base() {
        return new World(resource("world.json"));
    }

    /** A resource of this package. */
    public static JsonNode resource(String name) {
        try (InputStream stream = World.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return MAPPER.readTree(stream);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The world with a patch in which single quotes stand for double ones. */
    public World with(String patch) {
        try {
            return with(MAPPER.readTree(patch.replace('\'', '"')));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public World with(JsonNode patch) {
        return new World(merged(tree.deepCopy(), patch));
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(result.path(change.getKey()), change.getValue()));
            }
        }
        return result;
    }

    /** A text of the world by its JSON pointer; empty where there is none. */
    public String text(String pointer) {
        return tree.at(pointer).asText();
    }

    public Instant now() {
        return Instant.parse(tree.path("now").asText());
    }

    public LeasedBundle bundle() {
        Tree root = root();
        return new LeasedBundle(
                BundleReading.bundle(root),
                root.at("lease").flag("verified"),
                root.at("lease").instant("until"));
    }

    public Request request() {
        return RecordReading.request(root().at("request"));
    }

    public RecordFacts record() {
        return RecordReading.facts(root().at("record"));
    }

    public StoredRecord stored() {
        return RecordReading.stored(root().at("record"));
    }

    private Tree root() {
        return new Tree(tree, now());
    }
}
