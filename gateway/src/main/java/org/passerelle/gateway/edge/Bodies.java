package org.passerelle.gateway.edge;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;

/** Reads small bodies as strictly as submissions. */
public final class Bodies {
    private Bodies() {}

    /** Reads an object of none but the {@code known} members; fails with a {@link Refusal} that names every fault. */
    public static <T> T read(String body, Set<String> known, Function<Fields, T> reading) {
        LocatedJson located = located(body);
        Faults faults = new Faults();
        return Fields.of(located.tree(), "", known, faults)
                .map(reading)
                .filter(value -> faults.none())
                .orElseThrow(() ->
                        new Refusal(Problem.faulty(Problem.Kind.INVALID, LocatedFault.place(faults.list(), located))));
    }

    /** The body, which is JSON; fails with a {@link Refusal} that says where it is not. */
    public static String wellFormed(String body) {
        return located(body).tree().isMissingNode() ? "" : body;
    }

    private static LocatedJson located(String body) {
        try {
            return LocatedJson.read(body);
        } catch (JsonFault broken) {
            Fault fault = new Fault(broken.pointer(), Fault.Code.NOT_JSON, broken.problem());
            throw new Refusal(Problem.faulty(
                    Problem.Kind.MALFORMED, List.of(new LocatedFault(fault, broken.line(), broken.column()))));
        }
    }

    /** A refusal of a value that is well formed but names nothing. */
    public static Refusal fault(String pointer, String message) {
        return fault(pointer, Fault.Code.UNKNOWN_WORD, message);
    }

    /** A refusal of one value. */
    public static Refusal fault(String pointer, Fault.Code code, String message) {
        Fault fault = new Fault(pointer, code, message);
        return new Refusal(Problem.faulty(Problem.Kind.INVALID, List.of(new LocatedFault(fault, 0, 0))));
    }
}
