package org.passerelle.node.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Admission;
import org.passerelle.core.decision.Admit;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.node.seed.Configuration;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.node.seed.Configured;

class CorpusTest {
    private static final int MANY = 20_000;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Configuration configuration = ConfigurationLoader.load(Path.of("../../config"), NOW);

    @Test
    void everyLineIsAcceptedByTheParserAndAdmitted() throws IOException {
        Bundle bundle = bundle();
        SubmissionParser parser = new SubmissionParser(bundle, "MINUSMA", NOW);
        Corpus corpus = new Corpus(configuration.vocabulary(), 7);
        Map<String, Integer> types = new TreeMap<>();
        Set<String> classes = new HashSet<>();
        Set<String> bodies = new HashSet<>();
        Map<Fingerprint, Integer> prints = new HashMap<>();
        int affiliated = 0;
        for (int number = 0; number < MANY; number++) {
            String line = line(corpus, number);
            affiliated += line.contains("{\"relation\":\"split-from\",\"party\":") ? 1 : 0;
            Draft draft = assertInstanceOf(Parsed.Accepted.class, parser.parse(line), line)
                    .draft();
            assertInstanceOf(
                    Admission.Accept.class,
                    Admit.admit(bundle, "minusma-system", overall(draft), tags(draft), NOW),
                    line);
            types.merge(draft.type(), 1, Integer::sum);
            draft.portions().forEach(portion -> classes.add(classOf(draft, portion)));
            bodies.add(draft.bodyHash());
            draft.portions()
                    .forEach(portion ->
                            Fingerprint.of(portion.content()).forEach(print -> prints.merge(print, 1, Integer::sum)));
        }
        Set<String> ownTypes =
                new HashSet<>(configuration.vocabulary().recordTypes().keySet());
        // Made by others, and taken in from their files alone.
        ownTypes.remove("foreign-object");
        assertEquals(ownTypes, types.keySet());
        assertEquals(MANY, bodies.size());
        assertTrue(affiliated > 20, "few statements of affiliation: " + affiliated);
        // Formulas that many records share are short: longer ones would tie them all together as copies.
        assertTrue(prints.values().stream().allMatch(often -> often < 10));
        assertTrue(types.getOrDefault("incident", 0) > MANY / 4, types::toString);
        assertTrue(classes.size() > 500 && classes.size() < 10_000, () -> classes.size() + " label classes");
    }

    @Test
    void theSameSeedGivesTheSameRecordsWhateverTheSizeOfTheCorpus() throws IOException {
        Corpus one = new Corpus(configuration.vocabulary(), 42);
        Corpus other = new Corpus(configuration.vocabulary(), 42);
        String second = line(other, 1);
        assertEquals(line(other, 0), line(one, 0));
        assertEquals(second, line(one, 1));
        assertNotEquals(second, line(new Corpus(configuration.vocabulary(), 43), 1));
    }

    private static String line(Corpus corpus, long number) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            corpus.write(number, json);
        }
        return text.toString();
    }

    private Bundle bundle() {
        return Configured.withoutAgreements(configuration);
    }

    private static Label overall(Draft draft) {
        return draft.portions().stream()
                .map(Draft.Portion::label)
                .reduce(Label::join)
                .orElseThrow();
    }

    private static Set<String> tags(Draft draft) {
        Set<String> tags = new HashSet<>();
        draft.portions().forEach(portion -> {
            if (portion.content() instanceof Content.Head head) {
                tags.addAll(head.tags());
            }
        });
        return tags;
    }

    private static String classOf(Draft draft, Draft.Portion portion) {
        PortionFacts facts =
                new PortionFacts("", portion.field(), Optional.of(portion.label()), draft.type(), List.of());
        return LabelClasses.key(
                new RecordFacts(
                        "",
                        1,
                        draft.type(),
                        "MINUSMA",
                        "minusma-system",
                        RecordState.ACTIVE,
                        NOW,
                        Optional.empty(),
                        Optional.empty(),
                        draft.areas(),
                        draft.policyTags(),
                        List.of(facts),
                        List.of()),
                facts);
    }
}
