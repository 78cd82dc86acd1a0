package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.passerelle.core.label.Tlp;

/**
 * What a row or an object says of its own label. It is joined with what the mapping states of all of them and of portions, as labels are
 * joined (policy, Labels): nothing that is stated loosens what the row says. Of two markings in words the stricter is not known here, so
 * that a {@link Mapping} states none where a column does.
 */
final class MappedLabel {
    static final String MARKING = "label.marking";
    static final String RELEASABLE_TO = "label.releasableTo";
    static final String COMPARTMENTS = "label.compartments";

    private static final String TLP = "label.tlp";

    /** What columns may become. */
    static final Set<String> TARGETS = Set.of(MARKING, TLP, RELEASABLE_TO, COMPARTMENTS);

    private Optional<String> marking = Optional.empty();
    private Optional<Tlp> tlp = Optional.empty();
    private Optional<Set<String>> releasableTo = Optional.empty();
    private final Set<String> compartments = new LinkedHashSet<>();

    /** Takes what a cell says; false where that is no single word, or no word of TLP. */
    boolean take(String to, List<String> said) {
        return switch (to) {
            case MARKING -> {
                marking = one(said);
                yield marking.isPresent();
            }
            case TLP -> {
                tlp = one(said).flatMap(Tlp::parse);
                yield tlp.isPresent();
            }
            case RELEASABLE_TO -> {
                releasableTo = Optional.of(new LinkedHashSet<>(said));
                yield true;
            }
            case COMPARTMENTS -> {
                compartments.addAll(said);
                yield true;
            }
            default -> throw new IllegalStateException(to + " is no part of a label");
        };
    }

    private static Optional<String> one(List<String> said) {
        return said.size() == 1 ? Optional.of(said.getFirst()) : Optional.empty();
    }

    /** Joins it with the label of the submission, and with what portions state of their own. */
    void join(ObjectNode submission) {
        if (marking.isEmpty() && tlp.isEmpty() && releasableTo.isEmpty() && compartments.isEmpty()) {
            return;
        }
        ObjectNode whole = submission.withObject("/label");
        marking.ifPresent(words -> whole.put("marking", words));
        join(whole, name -> true);
        for (JsonNode portion : submission.path("portions")) {
            if (portion.path("label") instanceof ObjectNode own) {
                // What it does not state it inherits.
                join(own, own::has);
            }
        }
    }

    private void join(ObjectNode label, Predicate<String> stated) {
        if (stated.test("tlp")) {
            tlp.ifPresent(said -> raise(label, said));
        }
        if (stated.test("compartments") && !compartments.isEmpty()) {
            Set<String> all = names(label, "compartments");
            all.addAll(compartments);
            put(label, "compartments", all);
        }
        if (stated.test("releasableTo")) {
            releasableTo.ifPresent(said -> narrow(label, said));
        }
    }

    private static void raise(ObjectNode label, Tlp said) {
        Optional<Tlp> other = label.has("tlp") ? Tlp.parse(label.path("tlp").asText()) : Optional.of(said);
        // What is no word of TLP stays there, and is refused.
        other.ifPresent(stated -> label.put("tlp", said.max(stated).text()));
    }

    /** Whom both name: one and a group in which it is are not the same, and then it is nobody. */
    private static void narrow(ObjectNode label, Set<String> said) {
        Set<String> both = new LinkedHashSet<>(said);
        if (label.has("releasableTo")) {
            both.retainAll(names(label, "releasableTo"));
        }
        put(label, "releasableTo", both);
    }

    private static Set<String> names(ObjectNode label, String member) {
        Set<String> names = new LinkedHashSet<>();
        label.path(member).forEach(name -> names.add(name.asText()));
        return names;
    }

    private static void put(ObjectNode label, String member, Set<String> names) {
        JsonNode before = label.path(member);
        // What is no list stays there, and is refused.
        if (before.isMissingNode() || before.isArray()) {
            ArrayNode list = label.putArray(member);
            names.forEach(list::add);
        }
    }
}
