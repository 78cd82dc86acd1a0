package org.passerelle.gateway.records;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Words;
import org.passerelle.gateway.disclosure.Judgement;

/**
 * What a reader sees of a version, and what not.
 *
 * @param shown how many portions of each field are seen
 * @param said contents that are seen
 * @param hidden portions that are not, each as often as there is one
 */
record Sight(Map<String, Long> shown, List<Said> said, Map<Hidden, Long> hidden) {

    /** A content, and how it reads but for its form: looked at once, compared often. */
    record Said(Content content, Words words) {
        static Said of(Content content) {
            return new Said(content, Words.of(content));
        }
    }

    /**
     * A portion that is not seen. Files count by their bytes, for one that is uploaded again has another id.
     *
     * @param content empty where it is kept no longer
     */
    record Hidden(String field, Optional<Content> content) {
        static Hidden of(Judgement version, PortionFacts portion) {
            return new Hidden(
                    portion.field(),
                    Optional.ofNullable(version.record().contents().get(portion.id()))
                            .map(content -> content instanceof Content.Attachment file ? bytes(file) : content));
        }

        private static Content bytes(Content.Attachment file) {
            return new Content.Attachment("", "", "", file.size(), file.hash(), file.chunks());
        }
    }

    static Sight of(Judgement version) {
        Map<String, Long> shown = version.record().facts().portions().stream()
                .filter(portion -> seen(version, portion))
                .collect(Collectors.groupingBy(PortionFacts::field, Collectors.counting()));
        List<Said> said = version.record().facts().portions().stream()
                .filter(portion -> seen(version, portion))
                .flatMap(portion ->
                        Optional.ofNullable(version.record().contents().get(portion.id())).stream())
                .map(Said::of)
                .toList();
        Map<Hidden, Long> hidden = version.record().facts().portions().stream()
                .filter(portion -> !seen(version, portion))
                .map(portion -> Hidden.of(version, portion))
                .collect(Collectors.groupingBy(portion -> portion, Collectors.counting()));
        return new Sight(shown, said, hidden);
    }

    private static boolean seen(Judgement version, PortionFacts portion) {
        return version.view().flatMap(view -> view.left(portion)).isPresent();
    }

    /** What is seen in both, and what is out of sight in either. */
    Sight both(Sight other) {
        Map<String, Long> least = new HashMap<>();
        shown.forEach((field, count) -> least.put(field, Math.min(count, other.shownOf(field))));
        Map<Hidden, Long> most = new HashMap<>(hidden);
        other.hidden().forEach((portion, count) -> most.merge(portion, count, Long::max));
        return new Sight(least, List.of(), most);
    }

    private long shownOf(String field) {
        return shown.getOrDefault(field, 0L);
    }

    /**
     * Whether what came later shows as much: as many portions of each field, nothing out of sight that was not before, and there nothing of what
     * is seen here. What was marked up may have been put in other words, so that only what was out of sight already is known to be something else.
     */
    boolean standsIn(Sight later) {
        return shown.entrySet().stream().allMatch(field -> later.shownOf(field.getKey()) >= field.getValue())
                && later.hidden().entrySet().stream()
                        .allMatch(portion -> hidden.getOrDefault(portion.getKey(), 0L) >= portion.getValue())
                && later.hidden().keySet().stream()
                        .flatMap(portion -> portion.content().stream())
                        .noneMatch(this::says);
    }

    private boolean says(Content content) {
        Words out = Words.of(content);
        return said.stream()
                .anyMatch(one -> one.content().equals(content)
                        || out.repeat(one.words())
                        || one.words().repeat(out));
    }
}
