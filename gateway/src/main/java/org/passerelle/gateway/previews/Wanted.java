package org.passerelle.gateway.previews;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.impact.Addressees;
import org.passerelle.core.impact.RecipientProfile;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.gateway.decisions.Recipients;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.submission.Fault;

/**
 * Of whom a preview is wanted.
 *
 * @param recipients accounts, {@code PARTY} or {@code PARTY/UNIT}; empty: everybody for whom the record may be meant
 * @param purposes that they state; empty: each of theirs
 */
record Wanted(List<String> recipients, List<Action> actions, List<String> purposes) {
    private static final int MOST = 100;
    /** Actions that show content. */
    private static final Map<String, Action> ACTIONS =
            Map.of("READ", Action.READ, "EXPORT", Action.EXPORT, "PUSH", Action.PUSH);

    Wanted {
        recipients = List.copyOf(recipients);
        actions = List.copyOf(actions);
        purposes = List.copyOf(purposes);
    }

    static Wanted read(Call call) {
        List<Action> actions = words(call, "actions").stream()
                .map(word -> Optional.ofNullable(ACTIONS.get(word))
                        .orElseThrow(() -> Call.parameter(
                                "actions", Fault.Code.UNKNOWN_WORD, "has words other than READ, EXPORT and PUSH")))
                .toList();
        return new Wanted(
                words(call, "recipients"), actions.isEmpty() ? List.of(Action.READ) : actions, words(call, "purposes"));
    }

    private static List<String> words(Call call, String name) {
        List<String> words = call.query(name).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .distinct()
                .toList();
        if (words.size() > MOST || words.stream().anyMatch(String::isBlank)) {
            throw Call.parameter(name, Fault.Code.WRONG_TYPE, "has one to " + MOST + " words, separated by commas");
        }
        return words;
    }

    /** The recipients as they are judged; fails with a refusal where one is not known to the releaser. */
    List<RecipientProfile> of(Bundle bundle, RecordFacts record) {
        return recipients.isEmpty()
                ? Addressees.of(bundle, record)
                : recipients.stream()
                        .map(name -> Recipients.named(bundle, record.releaser(), name)
                                .orElseThrow(() -> Call.parameter(
                                        "recipients", Fault.Code.UNKNOWN_WORD, "names no account, party or unit")))
                        .distinct()
                        .toList();
    }

    Stream<String> purposes(Set<String> registered) {
        return purposes.isEmpty() ? registered.stream().sorted() : purposes.stream();
    }
}
