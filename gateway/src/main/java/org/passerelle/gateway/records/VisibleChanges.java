package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
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
    Future<List<Judgement>> of(LeasedBundle leased, Caller caller, Ask ask, String recordId) {
        return bus.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(recordId))
                .compose(versions -> judging.judge(leased, caller, ask, List.of(recordId), versions.versions()))
                .map(this::visible);
    }

    // What is out of sight now is not shown as it was before: it may have been marked up since, or taken back.
    private List<Judgement> visible(List<Judgement> versions) {
        List<Judgement> changes = new ArrayList<>();
        if (versions.isEmpty() || !versions.getLast().visible()) {
            return changes;
        }
        String last = "";
        for (Judgement version : versions) {
            String tag = version.rendered().map(tags::of).orElse("");
            if (!tag.equals(last) && version.visible()) {
                changes.add(version);
                last = tag;
            }
        }
        return changes;
    }
}
