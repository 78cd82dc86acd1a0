package org.passerelle.node.noninterference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.passerelle.node.generate.Corpus;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.platform.json.Json;

/** What parties do to the store through the doors, one thing after the other, drawn from chance. */
final class Store {
    /** A word that stands in many portions, most of them hidden from most. */
    static final String MARKER = "zerfallsprobe";

    private static final List<String> LABELS = List.of(
            "STRICTLY CONFIDENTIAL//TLP:RED",
            "STRICTLY CONFIDENTIAL//TLP:AMBER",
            "CONFIDENTIAL//TLP:AMBER//REL UNOWA",
            "CONFIDENTIAL//TLP:AMBER",
            "UNCLASSIFIED//TLP:GREEN//REL NONE",
            "UNCLASSIFIED//TLP:GREEN");

    private static final List<String> RELEASERS = List.of(
            "minusma-system",
            "minusma-system",
            "unodc-system",
            "unowa-system",
            "french-system",
            "us-system",
            "eucap-system",
            "panel-system",
            "niger-police-system",
            "mali-police-system",
            "ohchr-system");

    private final House house;
    private final Random random;
    private final Corpus corpus;
    private final List<Held> held = new ArrayList<>();
    private final Map<String, String> attachments = new ConcurrentHashMap<>();
    private long next;
    private int tearLines;

    /** A record as its releaser submitted it last. */
    private record Held(String id, String releaser, ObjectNode body) {}

    /**
     * What was done to a record.
     *
     * @param fields whose text was changed; empty where the record as a whole came or went
     */
    record Change(String what, String record, Set<String> fields) {}

    Store(House house, long seed) {
        this.house = house;
        this.random = new Random(seed);
        this.corpus = new Corpus(
                ConfigurationLoader.load(Path.of("../../config"), Instant.now()).vocabulary(), seed);
    }

    /** A new record. */
    Change submit() {
        while (true) {
            String releaser = RELEASERS.get(random.nextInt(RELEASERS.size()));
            ObjectNode body = draw();
            Optional<String> whole = random.nextInt(4) == 0 ? ownOf(releaser) : Optional.empty();
            whole.ifPresent(record -> lowered(body).put("tearLineOf", record));
            HttpResponse<String> stored = house.post(releaser, "/records", body.toString());
            if (stored.statusCode() == 201) {
                String id = Json.tree(stored.body()).path("id").asText();
                held.add(new Held(id, releaser, body));
                whole.ifPresent(record -> tearLines++);
                return new Change(
                        "submitted by " + releaser
                                + whole.map(of -> " as tear-line").orElse(""),
                        id,
                        Set.of());
            }
        }
    }

    /** How often something became the tear-line of a record, or ceased to be it. */
    int tearLines() {
        return tearLines;
    }

    /** Some record of a releaser. */
    private Optional<String> ownOf(String releaser) {
        List<String> own = held.stream()
                .filter(one -> one.releaser().equals(releaser))
                .map(Held::id)
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(own.get(random.nextInt(own.size())));
    }

    /** For everybody whom an agreement reaches: as low as a label can be. */
    private static ObjectNode lowered(ObjectNode body) {
        body.putObject("label").put("marking", "UN UNCLASSIFIED").put("tlp", "GREEN");
        body.remove("overall");
        portions(body).forEach(portion -> ((ObjectNode) portion).remove(List.of("label", "derivedFrom")));
        return body;
    }

    /** What is going to be submitted next, or was submitted last: whoever submits as much repeats it. */
    String likely(boolean coming) {
        return coming || held.isEmpty()
                ? drawn(next).toString()
                : held.getLast().body().toString();
    }

    private ObjectNode draw() {
        ObjectNode body = drawn(next++);
        if (random.nextInt(2) == 0) {
            mark((ObjectNode) portions(body).get(random.nextInt(portions(body).size())));
        }
        return body;
    }

    private ObjectNode drawn(long number) {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(line)) {
            corpus.write(number, out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return (ObjectNode) Json.tree(line.toString());
    }

    private static ArrayNode portions(ObjectNode body) {
        return body.withArray("/portions");
    }

    private static void mark(ObjectNode portion) {
        portion.put("text", portion.path("text").asText() + " " + MARKER);
    }

    /**
     * Something is done to a record that is there, or a new one comes.
     *
     * @param before hears which record it is going to be, where it is there already
     */
    Change change(Consumer<String> before) {
        if (held.isEmpty() || random.nextInt(100) < 55) {
            return submit();
        }
        Held one = held.get(random.nextInt(held.size()));
        before.accept(one.id());
        Optional<Change> done = switch (random.nextInt(8)) {
            case 0 -> recall(one);
            case 1, 2 -> attach(one);
            case 3, 4 -> relate(one);
            default -> revise(one);
        };
        return done.orElseGet(this::submit);
    }

    /** The file that was attached last to a record, if any was. */
    Optional<String> attachment(String record) {
        return Optional.ofNullable(attachments.get(record));
    }

    private Optional<Change> attach(Held one) {
        String label = LABELS.get(random.nextInt(LABELS.size()));
        byte[] file = "%s of an armed patrol %d"
                .formatted(MARKER, random.nextInt(1_000_000))
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> attached = house.send(
                one.releaser(),
                "/records/" + one.id() + "/attachments?name=patrol.txt&label="
                        + URLEncoder.encode(label, StandardCharsets.UTF_8),
                "text/plain",
                file);
        expect(attached, 201, 404, 422);
        if (attached.statusCode() != 201) {
            return Optional.empty();
        }
        attachments.put(one.id(), Json.tree(attached.body()).path("id").asText());
        // Whoever sees this one sees another portion than before; files that were there do not tell it apart.
        return Optional.of(new Change(
                "a file marked " + label + " attached by " + one.releaser(), one.id(), Set.of("this attachment")));
    }

    /** The same again, as the tear-line of another record, or no longer of any. */
    private Optional<Change> relate(Held one) {
        Optional<String> tag = tag(one);
        Optional<String> whole = ownOf(one.releaser()).filter(record -> !record.equals(one.id()));
        if (tag.isEmpty() || whole.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = one.body().deepCopy();
        if (body.hasNonNull("tearLineOf") && random.nextBoolean()) {
            body.putNull("tearLineOf");
        } else {
            body.put("tearLineOf", whole.get());
        }
        HttpResponse<String> revised =
                house.put(one.releaser(), "/records/" + one.id(), body.toString(), "If-Match", tag.get());
        expect(revised, 200, 404, 422);
        if (revised.statusCode() != 200) {
            return Optional.empty();
        }
        tearLines++;
        held.set(held.indexOf(one), new Held(one.id(), one.releaser(), body));
        return Optional.of(new Change(
                "made the tear-line of another, or of none, by " + one.releaser(), one.id(), Set.of("this relation")));
    }

    private Optional<Change> revise(Held one) {
        Optional<String> tag = tag(one);
        if (tag.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = one.body().deepCopy();
        ObjectNode portion =
                (ObjectNode) portions(body).get(random.nextInt(portions(body).size()));
        mark(portion);
        HttpResponse<String> revised =
                house.put(one.releaser(), "/records/" + one.id(), body.toString(), "If-Match", tag.get());
        expect(revised, 200, 404, 422);
        if (revised.statusCode() != 200) {
            return Optional.empty();
        }
        held.set(held.indexOf(one), new Held(one.id(), one.releaser(), body));
        return Optional.of(new Change(
                "revised by " + one.releaser(),
                one.id(),
                Set.of(portion.path("field").asText())));
    }

    // The releaser's own view names the version that it replaces.
    private Optional<String> tag(Held one) {
        JsonNode purposes = Json.tree(house.get(one.releaser(), "/me").body()).path("purposes");
        return StreamSupport.stream(purposes.spliterator(), false)
                .map(purpose -> house.get(one.releaser(), "/records/" + one.id() + "?purpose=" + purpose.asText()))
                .filter(read -> read.statusCode() == 200)
                .findFirst()
                .flatMap(read -> read.headers().firstValue("ETag"));
    }

    private Optional<Change> recall(Held one) {
        HttpResponse<String> recalled =
                house.post(one.releaser(), "/records/" + one.id() + "/recalls", "{\"reason\":\"a mistake\"}");
        held.remove(one);
        expect(recalled, 201, 404);
        return recalled.statusCode() == 201
                ? Optional.of(new Change("recalled by " + one.releaser(), one.id(), Set.of()))
                : Optional.empty();
    }

    // What failed with something else may have happened all the same.
    private static void expect(HttpResponse<String> answer, Integer... statuses) {
        if (!List.of(statuses).contains(answer.statusCode())) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }
}
