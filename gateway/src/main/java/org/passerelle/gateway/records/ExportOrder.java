package org.passerelle.gateway.records;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.interchange.ExportFormat;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * What somebody wants exported. Its id says it all: nothing is kept of an export, and nothing is prepared that could outlive a decision.
 *
 * @param subject who ordered it, and alone fetches it
 */
record ExportOrder(String subject, String format, SearchFilter filter) {
    private static final Set<String> MEMBERS =
            Set.of("purpose", "format", "q", "type", "tag", "country", "bbox", "from", "to");
    private static final int LONGEST = 200;

    /** What an id holds. */
    private record Written(String subject, String order) {}

    /** Reads an order; fails with a {@link Refusal} that names every fault. */
    static ExportOrder read(String subject, String body) {
        return new ExportOrder(
                subject,
                Bodies.read(body, MEMBERS, fields -> {
                    List.of("purpose", "format").forEach(fields::require);
                    return fields.word("format", new ClosedWords("format", Set.copyOf(Formats.exports())))
                            .orElse("");
                }),
                Bodies.read(body, MEMBERS, ExportOrder::filter));
    }

    private static SearchFilter filter(Fields fields) {
        Optional<String> box = fields.text("bbox", LONGEST);
        return new SearchFilter(
                fields.text("purpose", LONGEST).orElse(""),
                words(fields, "q"),
                words(fields, "type"),
                words(fields, "tag"),
                words(fields, "country"),
                Optional.empty(),
                box.map(SearchFilter::bbox),
                Optional.empty(),
                fields.time("from"),
                fields.time("to"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Optional<String> words(Fields fields, String name) {
        Optional<String> words = fields.text(name, LONGEST);
        if (words.filter(String::isBlank).isPresent()) {
            fields.fault(name, Fault.Code.MISSING, "says nothing");
        }
        return words;
    }

    /** The order behind an id; as absent when somebody else ordered it. */
    static ExportOrder of(String id, String subject) {
        try {
            Written written = Json.read(Base64.getUrlDecoder().decode(id), Written.class);
            if (written.subject().equals(subject)) {
                return read(subject, written.order());
            }
        } catch (IllegalArgumentException | JsonFault | Refusal unknown) {
            // None of ours.
        }
        throw new Refusal(Problem.Kind.NOT_FOUND);
    }

    /** The id of an order that was read from this body. */
    String id(String body) {
        byte[] written =
                Json.write(new Written(subject, Json.tree(body).toString())).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(written);
    }

    Ask ask() {
        return new Ask(Action.EXPORT, filter.purpose());
    }

    ExportFormat writing() {
        return Formats.toExport(format).orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
    }

    Map<String, Object> json(String id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("format", format);
        json.put("purpose", filter.purpose());
        json.put("state", "open");
        return json;
    }
}
