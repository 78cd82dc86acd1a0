package org.passerelle.gateway.records;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.gateway.disclosure.Window;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;

/**
 * From which records that its submitter may read a submission derives, as far as that may be told.
 *
 * @param recorded whether each of them has its leaf; else neither they nor what was inherited from them is told
 * @param items each record with the disclosure by which it is named
 * @param windows in which they may leave, the first to close first
 */
public record ToldSources(boolean recorded, List<Map<String, Object>> items, List<Window> windows) {
    static final ToldSources NONE = new ToldSources(true, List.of(), List.of());
    static final ToldSources NOT_RECORDED = new ToldSources(false, List.of(), List.of());

    public ToldSources {
        items = List.copyOf(items);
        windows = List.copyOf(windows);
    }

    /** Whether each of these records is among them. */
    boolean covers(Set<String> records) {
        return items.stream()
                .map(item -> String.valueOf(item.get("record")))
                .collect(Collectors.toSet())
                .containsAll(records);
    }

    /** The windows alone: what was recorded is too little to tell any of it. */
    ToldSources withheld() {
        return new ToldSources(false, List.of(), windows);
    }

    /** Whether they may still leave. */
    boolean open() {
        return windows.stream().allMatch(Window::open);
    }

    /** These, or nothing of them where they may not leave any more. */
    ToldSources leaving() {
        return open() ? this : NOT_RECORDED;
    }

    /** A refusal tells of them, and it may of how they are marked: as late as a view, or without a leaf, it is not told. */
    Refusal refusing(Refusal refusal) {
        return recorded && open() ? refusal : new Refusal(Problem.stalePolicy());
    }

    /** The answer in the windows of these. */
    public Answer.Body within(Answer.Body answer) {
        return windows.stream().findFirst().map(answer::within).orElse(answer);
    }
}
