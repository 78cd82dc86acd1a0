package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.disclosure.Versions;
import org.passerelle.gateway.keys.ViewTags;
import org.passerelle.platform.bus.Bus;

/** The changes of a record that a caller can see: a version that looks like the one before it is none. */
final class VisibleChanges {
    private final Bus bus;
    private final Judging judging;
    private final ViewTags tags;

    VisibleChanges(Bus bus, Judging judging, ViewTags tags) {
        this.bus = bus;
        this.judging = judging;
        this.tags = tags;
    }

    /** The versions that looked new, oldest first, of which the last looks as the record does now; none when nothing of it is visible now. */
    Future<Seen> of(LeasedBundle leased, Caller caller, Ask ask, String recordId) {
        return versions(leased, caller, ask, recordId).map(this::visible);
    }

    /** All versions, decided, oldest first. */
    Future<List<Judgement>> versions(LeasedBundle leased, Caller caller, Ask ask, String recordId) {
        return Versions.of(bus, recordId)
                .compose(versions -> judging.judge(leased, caller, ask, List.of(recordId), versions));
    }

    /**
     * What changed of what is seen.
     *
     * @param changes the last looks as the record does now
     * @param now the record as it is
     */
    record Seen(List<Judgement> changes, Optional<Judgement> now) {
        private static final Seen NOTHING = new Seen(List.of(), Optional.empty());

        Seen {
            changes = List.copyOf(changes);
        }

        /**
         * Whether an earlier version may still be shown as it was. Something of it may have been marked up since, taken back, or be retained no
         * longer: then the record shows less of a field than it did, or has now where it is not seen what was seen then.
         */
        boolean showable(Judgement earlier) {
            return now.filter(present -> {
                        Map<String, Long> still = fields(present);
                        return fields(earlier).entrySet().stream()
                                        .allMatch(field -> still.getOrDefault(field.getKey(), 0L) >= field.getValue())
                                && Collections.disjoint(contents(earlier, true), contents(present, false));
                    })
                    .isPresent();
        }

        /** How many portions of each field are seen. */
        private static Map<String, Long> fields(Judgement judgement) {
            return judgement.record().facts().portions().stream()
                    .filter(portion -> seen(judgement, portion))
                    .collect(Collectors.groupingBy(PortionFacts::field, Collectors.counting()));
        }

        private static Set<Content> contents(Judgement judgement, boolean seen) {
            return judgement.record().facts().portions().stream()
                    .filter(portion -> seen(judgement, portion) == seen)
                    .flatMap(portion ->
                            Optional.ofNullable(judgement.record().contents().get(portion.id())).stream())
                    .collect(Collectors.toSet());
        }

        private static boolean seen(Judgement judgement, PortionFacts portion) {
            return judgement.view().flatMap(view -> view.left(portion)).isPresent();
        }
    }

    // What is out of sight now is not shown as it was before: it may have been marked up since, or taken back.
    Seen visible(List<Judgement> versions) {
        List<Judgement> changes = new ArrayList<>();
        if (versions.isEmpty() || !versions.getLast().visible()) {
            return Seen.NOTHING;
        }
        String last = "";
        for (Judgement version : versions) {
            String tag = version.rendered().map(tags::of).orElse("");
            if (!tag.equals(last) && version.visible()) {
                changes.add(version);
                last = tag;
            }
        }
        return new Seen(changes, Optional.of(versions.getLast()));
    }
}
