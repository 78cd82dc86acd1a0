package org.passerelle.gateway.disclosure;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.bus.Bus;

/** The versions of a record, gathered page by page: no answer of records is longer than it has time for. */
public final class Versions {
    private Versions() {}

    /** All of them, oldest first; none when it is absent. */
    public static Future<List<StoredRecord>> of(Bus bus, String recordId) {
        return after(bus, recordId, 0);
    }

    private static Future<List<StoredRecord>> after(Bus bus, String recordId, int version) {
        return bus.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(recordId, version))
                .compose(page -> page.more()
                        ? after(bus, recordId, page.versions().getLast().facts().version())
                                .map(later -> Stream.concat(page.versions().stream(), later.stream())
                                        .toList())
                        : Future.succeededFuture(page.versions()));
    }
}
