package org.passerelle.gateway.records;

import java.util.List;
import java.util.Map;
import org.passerelle.gateway.disclosure.Window;
import org.passerelle.gateway.edge.Answer;

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

    /** These, or nothing of them where they may not leave any more. */
    ToldSources leaving() {
        return windows.stream().allMatch(Window::open) ? this : NOT_RECORDED;
    }

    /** The answer in the windows of these. */
    public Answer.Body within(Answer.Body answer) {
        return windows.stream().findFirst().map(answer::within).orElse(answer);
    }
}
