package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.LeasedBundle;
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
     * @param versions all, oldest first; none when nothing of the record is visible now
     */
    record Seen(List<Judgement> changes, List<Judgement> versions) {
        private static final Seen NOTHING = new Seen(List.of(), List.of());

        Seen {
            changes = List.copyOf(changes);
            versions = List.copyOf(versions);
        }

        /** Numbers of the versions that may still be shown as they were: each that came after them shows as much. */
        Set<Integer> showable() {
            Set<Integer> showable = new HashSet<>();
            Optional<Sight> since = Optional.empty();
            for (Judgement version : versions.reversed()) {
                Sight sight = Sight.of(version);
                if (since.map(sight::standsIn).orElse(true)) {
                    showable.add(number(version));
                }
                since = Optional.of(since.map(sight::both).orElse(sight));
            }
            return showable;
        }

        static int number(Judgement version) {
            return version.record().facts().version();
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
        return new Seen(changes, versions);
    }
}
