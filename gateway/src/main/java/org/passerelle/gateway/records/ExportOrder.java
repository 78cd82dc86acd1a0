package org.passerelle.gateway.records;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.decision.Action;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.interchange.ExportFormat;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * What somebody wants exported. Its id says it all: nothing is kept of an export, and nothing is prepared that could outlive a decision.
 *
 * @param subject who ordered it, and alone fetches it
 * @param members of the order as it was written
 */
record ExportOrder(String subject, Map<String, String> members, String format, SearchFilter filter) {
    /** Of an id, as the contract says: it holds the order. */
    static final int LONGEST_ID = 40_000;

    private static final Set<String> MEMBERS =
            Stream.concat(Stream.of("format"), SearchFilter.CRITERIA.stream()).collect(Collectors.toUnmodifiableSet());
    private static final ClosedWords FORMATS = new ClosedWords("format", Set.copyOf(Formats.exports()));

    /** What an id holds. */
    private record Written(String subject, Map<String, String> order) {}

    /** Reads an order that names no other words; fails with a {@link Refusal} that names every fault. */
    static ExportOrder read(String subject, String body, SearchWords words) {
        return Bodies.read(body, MEMBERS, fields -> {
            fields.require("format");
            String format = fields.word("format", FORMATS).orElse("");
            Map<String, String> members = SearchFilter.members(fields, SearchFilter.CRITERIA);
            SearchFilter filter = SearchFilter.read(fields, members, words);
            members.put("format", format);
            return new ExportOrder(subject, members, format, filter);
        });
    }

    /** The order behind an id; as absent when somebody else ordered it. */
    static ExportOrder of(String id, String subject) {
        try {
            Written written = Json.read(Base64.getUrlDecoder().decode(id), Written.class);
            if (written.subject().equals(subject)) {
                return read(subject, Json.write(written.order()), SearchWords.any());
            }
        } catch (IllegalArgumentException | JsonFault | Refusal unknown) {
            // None of ours.
        }
        throw new Refusal(Problem.Kind.NOT_FOUND);
    }

    /** By which it is found again. */
    String id() {
        byte[] written = Json.write(new Written(subject, members)).getBytes(StandardCharsets.UTF_8);
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
        Map<String, String> filters = new TreeMap<>(members);
        Set.of("format", "purpose").forEach(filters::remove);
        json.put("filters", filters);
        json.put("state", "open");
        return json;
    }
}
