package org.passerelle.core.record;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.core.label.Grading;

/**
 * How somebody says that a person or a group stands to another, and for what time. The details of a head keep it as a map of its
 * {@link #members}; records from before there were statements have plain texts in their place, which no statement is made of.
 *
 * @param relation word of a closed list, e.g. {@code member-of}
 * @param party the person or group that stands at the other end
 * @param from day or instant from which it is said to hold, as JSON has it; empty: not said since when
 * @param until day or instant with which it ended; empty: not said that it did
 * @param source who or what says so, or the id of a record that does
 */
public record Statement(
        String relation,
        String party,
        Optional<String> from,
        Optional<String> until,
        String source,
        Optional<Grading> grading) {

    /** The statement in a detail; empty where it is something else. */
    public static Optional<Statement> of(Object detail) {
        return detail instanceof Map<?, ?> members
                ? text(members, "relation")
                        .flatMap(relation -> text(members, "party")
                                .flatMap(party -> text(members, "source")
                                        .map(source -> new Statement(
                                                relation,
                                                party,
                                                text(members, "from"),
                                                text(members, "until"),
                                                source,
                                                text(members, "grading").map(Grading::new)))))
                : Optional.empty();
    }

    private static Optional<String> text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Its members by name, as JSON has them; what is not said is not there. */
    public Map<String, Object> members() {
        Map<String, Object> members = new TreeMap<>(Map.of("relation", relation, "party", party, "source", source));
        from.ifPresent(time -> members.put("from", time));
        until.ifPresent(time -> members.put("until", time));
        grading.ifPresent(grade -> members.put("grading", grade.text()));
        return Collections.unmodifiableMap(members);
    }
}
