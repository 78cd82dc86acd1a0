package org.passerelle.node.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.core.bundle.Vocabulary.Field;
import org.passerelle.core.bundle.Vocabulary.RecordType;

/** The details of a record type, by its schema: what is required always, the rest every other time. */
final class Details {
    private static final List<String> UNNAMED = List.of("not stated", "as reported", "unclear");

    private static final List<String> GRADINGS = List.of("B2", "B3", "C3", "D4", "F6");

    private final Words words;
    private final Map<String, Map<String, Field>> schemas = new TreeMap<>();

    Details(Words words, Map<String, RecordType> types) {
        this.words = words;
        types.forEach((name, type) -> schemas.put(name, new TreeMap<>(type.details())));
    }

    void write(JsonGenerator out, String type, LocalDateTime at, Chance chance) throws IOException {
        out.writeObjectFieldStart("details");
        for (Map.Entry<String, Field> field :
                schemas.getOrDefault(type, Map.of()).entrySet()) {
            if (field.getValue().required() || chance.percent(50)) {
                value(out, field.getKey(), field.getValue(), at, chance);
            }
        }
        out.writeEndObject();
    }

    private void value(JsonGenerator out, String name, Field field, LocalDateTime at, Chance chance)
            throws IOException {
        List<String> known = words.details().getOrDefault(name, UNNAMED);
        switch (field.kind()) {
            case TEXT ->
                out.writeStringField(
                        name, name.equals("serial") || name.equals("reference") ? number(chance) : chance.one(known));
            case NUMBER -> out.writeNumberField(name, chance.between(1, 4000) / 2.0);
            case INTEGER ->
                out.writeNumberField(name, name.equals("manufactured") ? chance.between(1951, 2012) : few(chance));
            case BOOLEAN -> out.writeBooleanField(name, chance.percent(50));
            case DATE ->
                out.writeStringField(
                        name, at.toLocalDate().minusDays(chance.between(0, 60)).toString());
            case ONE_OF -> out.writeStringField(name, chance.one(field.values()));
            case STATEMENTS -> statements(out, name, field, at, chance);
            case LIST -> Labels.texts(out, name, chance.some(known.equals(UNNAMED) ? words.actors() : known, 3));
        }
    }

    private void statements(JsonGenerator out, String name, Field field, LocalDateTime at, Chance chance)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (String party : chance.some(words.actors(), 2)) {
            out.writeStartObject();
            out.writeStringField("relation", chance.one(field.values()));
            out.writeStringField("party", party);
            LocalDate from = at.toLocalDate().minusDays(chance.between(200, 2000));
            if (chance.percent(60)) {
                out.writeStringField("from", from.toString());
            }
            if (chance.percent(30)) {
                out.writeStringField(
                        "until", from.plusDays(chance.between(1, 200)).toString());
            }
            out.writeStringField("source", chance.one(words.details().getOrDefault(name, UNNAMED)));
            if (chance.percent(40)) {
                out.writeStringField("grading", chance.one(GRADINGS));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Most counts are small, and few are large. */
    private static int few(Chance chance) {
        int drawn = chance.between(1, 100);
        return drawn <= 55 ? 0 : drawn <= 90 ? chance.between(1, 5) : chance.between(6, 60);
    }

    private static String number(Chance chance) {
        return "%c%c-%05d-%c"
                .formatted(
                        chance.between('A', 'Z'),
                        chance.between('A', 'Z'),
                        chance.between(0, 99_999),
                        chance.between('A', 'Z'));
    }
}
