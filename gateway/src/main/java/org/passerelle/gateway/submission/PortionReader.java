package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.submission.Fault.Code;

/** Reads the head and the text portions of a submission, each with the label that it comes to. */
final class PortionReader {
    private static final Set<String> MEMBERS = Set.of("field", "text", "label", "derivedFrom");
    private static final ClosedWords LANGUAGES =
            new ClosedWords("language", Set.copyOf(Arrays.asList(java.util.Locale.getISOLanguages())));
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_PORTIONS = 100;
    private static final int MOST_SOURCES = 20;

    private final Fields record;
    private final LabelReader labels;
    private final StatedLabel general;
    private final RecordType schema;
    private final String originator;
    private final Instant now;

    PortionReader(
            Fields record, LabelReader labels, StatedLabel general, RecordType schema, String originator, Instant now) {
        this.record = record;
        this.labels = labels;
        this.general = general;
        this.schema = schema;
        this.originator = originator;
        this.now = now;
    }

    List<Draft.Portion> read(String type, Places.Areas areas, List<String> tags) {
        List<String> sources = sources(record).orElse(List.of());
        List<Draft.Portion> portions = new ArrayList<>();
        head(type, areas, tags)
                .flatMap(head -> portion(
                        "", PortionFacts.HEAD, head, StatedLabel.nothing("/label"), sources, record.at("derivedFrom")))
                .ifPresent(portions::add);
        List<JsonNode> texts = record.elements("portions", MOST_PORTIONS).orElse(List.of());
        for (int i = 0; i < texts.size(); i++) {
            String pointer = record.at("portions") + "/" + i;
            Fields.of(texts.get(i), pointer, MEMBERS, record.faults())
                    .flatMap(fields -> text(fields, pointer, sources))
                    .ifPresent(portions::add);
        }
        return portions;
    }

    private Optional<Content.Head> head(String type, Places.Areas areas, List<String> tags) {
        Optional<String> language = record.word("language", LANGUAGES);
        Optional<Instant> eventTime = record.time("eventTime");
        Optional<Instant> validUntil = record.time("validUntil");
        if (eventTime.isPresent() && validUntil.isPresent() && validUntil.get().isBefore(eventTime.get())) {
            record.faults().add(record.at("validUntil"), Code.CONTRADICTION, "lies before the event");
        }
        Content.Head head = new Content.Head(
                type,
                language.orElse(""),
                eventTime,
                validUntil,
                areas.country(),
                areas.admin1(),
                Places.geometry(record),
                record.grading("grading"),
                tags,
                Details.read(record, schema));
        return language.map(known -> head);
    }

    private Optional<Draft.Portion> text(Fields fields, String pointer, List<String> recordSources) {
        List.of("field", "text").forEach(fields::require);
        Optional<String> field = fields.word("field", new ClosedWords("portion field", schema.portionFields()));
        Optional<String> text = fields.text("text", LONGEST_TEXT);
        StatedLabel stated = labels.ofPortion(fields).orElse(StatedLabel.nothing(pointer + "/label"));
        Optional<List<String>> own = sources(fields);
        String sourcesPointer = own.isPresent() ? fields.at("derivedFrom") : record.at("derivedFrom");
        if (field.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        return portion(
                pointer, field.get(), new Content.Text(text.get()), stated, own.orElse(recordSources), sourcesPointer);
    }

    private Optional<Draft.Portion> portion(
            String pointer,
            String field,
            Content content,
            StatedLabel own,
            List<String> sources,
            String sourcesPointer) {
        StatedLabel whole = own.over(general);
        Optional<Label> label = whole.resolve(originator, now);
        label.ifPresent(resolved -> LabelReader.contradictions(own, resolved, record.faults()));
        return label.map(resolved -> new Draft.Portion(
                pointer,
                field,
                content,
                resolved,
                whole.marking().map(StatedLabel.Marking::words).orElse(""),
                sources,
                sourcesPointer));
    }

    private static Optional<List<String>> sources(Fields fields) {
        return fields.elements("derivedFrom", MOST_SOURCES).map(elements -> {
            List<String> sources = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                Texts.read(elements.get(i), fields.at("derivedFrom") + "/" + i, 100, fields.faults())
                        .ifPresent(sources::add);
            }
            return List.copyOf(sources);
        });
    }
}
