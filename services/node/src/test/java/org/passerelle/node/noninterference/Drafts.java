package org.passerelle.node.noninterference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.passerelle.node.generate.Corpus;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.platform.json.Json;

/** What somebody is about to submit, drawn from chance: marked in every way that a label knows, and sometimes out of what others wrote. */
final class Drafts {
    private static final List<String> RELEASERS = List.of(
            "minusma-system", "minusma.officer", "unodc-system", "unowa-system", "french-system", "ohchr-system");
    private static final List<String> PERSONS = List.of("unowa.officer", "unodc.officer", "minusma.analyst");

    private final Random random;
    private final Corpus corpus;
    private final List<String> written = new ArrayList<>();
    private long next;

    Drafts(long seed) {
        this.random = new Random(seed);
        this.corpus = new Corpus(
                ConfigurationLoader.load(Path.of("../../config"), Instant.now()).vocabulary(), seed);
    }

    /** @param author account that submits it */
    record Draft(String author, ObjectNode body) {}

    Draft next() {
        if (random.nextInt(8) == 0) {
            return new Draft("minusma-system", alert());
        }
        ObjectNode body = drawn();
        ObjectNode label = body.withObject("/label");
        switch (random.nextInt(10)) {
            case 0 -> label.put("tlp", "RED").putArray("eyesOnly").add(one(PERSONS));
            case 1 -> label.putArray("notReleasableTo").add("UNODC");
            case 2 -> label.putArray("releasableTo").add("un-entities");
            case 3 -> label.put("embargoUntil", inDays(1));
            case 4 -> label.put("retainUntil", inDays(9));
            default -> {}
        }
        if (!written.isEmpty() && random.nextInt(4) == 0) {
            ((ObjectNode) body.withArray("/portions").get(0))
                    .putArray("derivedFrom")
                    .add(one(written));
        }
        String author = one(RELEASERS);
        if (label.has("eyesOnly")) {
            label.withArray("eyesOnly").forEach(person -> name(label, author, person.asText()));
        }
        return new Draft(author, body);
    }

    /** Nobody may name persons of parties with which theirs has agreed on nothing: they name themselves. */
    private static void name(ObjectNode label, String author, String person) {
        boolean mission = author.startsWith("minusma");
        boolean partners = person.startsWith("minusma") && !author.startsWith("ohchr");
        boolean own = author.startsWith(person.substring(0, person.indexOf('.')));
        if (!mission && !partners && !own) {
            label.putArray("eyesOnly").add(author);
        }
    }

    private ObjectNode drawn(String type) {
        ObjectNode body = drawn();
        while (!body.path("type").asText().equals(type)) {
            body = drawn();
        }
        return body;
    }

    private ObjectNode drawn() {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(line)) {
            corpus.write(next++, out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return (ObjectNode) Json.tree(line.toString());
    }

    /** What UNODC gives MINUSMA, which may not pass it on. */
    Draft given() {
        return new Draft("unodc-system", product());
    }

    /** What MINUSMA makes of it: to go further, it waits for UNODC's consent. */
    Draft made(String given) {
        ObjectNode body = product();
        body.path("portions")
                .forEach(portion ->
                        ((ObjectNode) portion).putArray("derivedFrom").add(given));
        return new Draft("minusma-system", body);
    }

    private ObjectNode product() {
        ObjectNode body = drawn("product");
        body.put("country", "ML");
        body.withObject("/label").put("marking", "UN CONFIDENTIAL").put("tlp", "AMBER");
        body.withObject("/label").remove(List.of("releasableTo", "purposes"));
        return body;
    }

    /** One that battalions get, with a coarse place and without sources. */
    private ObjectNode alert() {
        ObjectNode body = drawn("alert");
        body.withObject("/label").put("marking", "UN UNCLASSIFIED").put("tlp", "GREEN");
        body.withObject("/label").remove(List.of("releasableTo", "purposes"));
        body.put("country", "ML")
                .put("validUntil", inDays(7))
                .putArray("admin1")
                .add("ML-7");
        body.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(-0.0421)
                .add(16.2713 + random.nextInt(100) / 1000.0);
        return body;
    }

    private static String inDays(int days) {
        return Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(Duration.ofDays(days))
                .toString();
    }

    /** Later ones may be made out of this record. */
    void wrote(String record) {
        written.add(record);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
