package org.passerelle.gateway.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.Window;
import org.passerelle.gateway.edge.Answer;

/**
 * What a submission is like.
 *
 * @param compared whether the comparison came to its end
 * @param windows in which the items may leave, the first to close first
 */
public record Similar(boolean compared, List<Map<String, Object>> items, List<Window> windows) {
    static final Similar NONE = new Similar(true, List.of(), List.of());
    static final Similar NOT_COMPARED = new Similar(false, List.of(), List.of());

    public Similar {
        items = List.copyOf(items);
        windows = List.copyOf(windows);
    }

    /** Each item with the disclosure by which it leaves. */
    static Similar of(Map<String, Map<String, Object>> found, Released released) {
        Optional<Map<String, Object>> disclosure = released.receipt().map(Released.Receipt::json);
        List<Map<String, Object>> items = new ArrayList<>();
        new TreeMap<>(found).values().forEach(item -> {
            Map<String, Object> json = new LinkedHashMap<>(item);
            disclosure.ifPresent(receipt -> json.put("disclosure", receipt));
            items.add(json);
        });
        return new Similar(
                true, items, disclosure.map(left -> released.window()).stream().toList());
    }

    Similar and(Similar more) {
        List<Map<String, Object>> all = new ArrayList<>(items);
        all.addAll(more.items);
        List<Window> both = new ArrayList<>(windows);
        both.addAll(more.windows);
        return new Similar(compared && more.compared, all, both);
    }

    /** Ids of the records. */
    Set<String> records() {
        return items.stream().map(item -> String.valueOf(item.get("record"))).collect(Collectors.toSet());
    }

    /**
     * The answer with what it is like, as far as that may still leave.
     *
     * @param sources in whose windows the rest of the answer leaves
     */
    public Answer.Body told(int status, Map<String, Object> json, ToldSources sources) {
        boolean open = windows.stream().allMatch(Window::open);
        Map<String, Object> all = new LinkedHashMap<>(json);
        all.put("compared", compared && open);
        all.put("similar", open ? items : List.of());
        Answer.Body answer = Answer.json(status, all);
        return Stream.concat(open ? windows.stream() : Stream.empty(), sources.windows().stream())
                .findFirst()
                .map(answer::within)
                .orElse(answer);
    }
}
