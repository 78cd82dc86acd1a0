package org.passerelle.gateway.impact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.message.Agreements.Suppose;
import org.passerelle.core.message.Agreements.Supposition;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.submission.Fault;

/**
 * What is asked.
 *
 * @param version empty for the newest that is negotiated, respectively the one that decides
 * @param days of traffic that are replayed
 */
record Question(String agreement, Supposition act, Optional<Integer> version, int days) {
    private static final int MOST_DAYS = 366;
    private static final int DAYS = 30;

    static Question read(Call call) {
        String act = call.requiredQuery("act");
        Supposition supposition = Arrays.stream(Supposition.values())
                .filter(one -> word(one).equals(act))
                .findFirst()
                .orElseThrow(() -> Call.parameter(
                        "act", Fault.Code.UNKNOWN_WORD, "is none of activate, suspend, reinstate, terminate"));
        Optional<Integer> version = call.query("version")
                .map(given -> Math.toIntExact(call.numberQuery("version", 1, Integer.MAX_VALUE, 1)));
        return new Question(
                call.path("id"), supposition, version, Math.toIntExact(call.numberQuery("days", 1, MOST_DAYS, DAYS)));
    }

    static String word(Supposition act) {
        return act.name().toLowerCase(Locale.ROOT);
    }

    Suppose suppose(String party) {
        return new Suppose(agreement, version, act, party);
    }
}
