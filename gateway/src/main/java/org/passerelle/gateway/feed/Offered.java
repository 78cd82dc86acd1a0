package org.passerelle.gateway.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Embargoes;
import org.passerelle.core.message.Exchange;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.RenderedView;

/**
 * Records that are offered in a feed, judged. A record stands where its reader last saw a change: a revision of what is hidden from them
 * neither moves it nor brings it once more, and a version that a visible change has replaced is not offered any more.
 *
 * @param current by record, its current version, judged
 * @param changed by record, the version with which the reader's view last changed
 * @param due by record, when more of it may leave, where it waits for nothing but a time
 */
record Offered(Map<String, Judgement> current, Map<String, Integer> changed, Map<String, Instant> due) {
    static final Offered NOTHING = new Offered(Map.of(), Map.of(), Map.of());

    Offered {
        current = Map.copyOf(current);
        changed = Map.copyOf(changed);
        due = Map.copyOf(due);
    }

    /**
     * @param versions of each record all that there are, judged, the oldest first
     * @param at instant before they were judged
     */
    static Offered of(Bundle bundle, List<Judgement> versions, Instant at) {
        Map<String, List<Judgement>> byRecord = new LinkedHashMap<>();
        versions.forEach(
                version -> byRecord.computeIfAbsent(version.record().facts().recordId(), first -> new ArrayList<>())
                        .add(version));
        Map<String, Judgement> current = new HashMap<>();
        Map<String, Integer> changed = new HashMap<>();
        Map<String, Instant> due = new HashMap<>();
        byRecord.forEach((record, all) -> {
            int last = all.size() - 1;
            while (last > 0 && alike(all.get(last - 1), all.get(last))) {
                last--;
            }
            current.put(record, all.getLast());
            changed.put(record, all.get(last).record().facts().version());
            Judgement now = all.getLast();
            Embargoes.next(bundle, now.record().facts(), now.decision(), at).ifPresent(over -> due.put(record, over));
        });
        return new Offered(current, changed, due);
    }

    /** Whether the later of two versions looks as the one before did. */
    private static boolean alike(Judgement one, Judgement next) {
        return one.visible()
                && next.visible()
                && Arrays.equals(
                        one.rendered().map(RenderedView::identity).orElseThrow(),
                        next.rendered().map(RenderedView::identity).orElseThrow());
    }

    /** What is to be delivered in the place of this offer; absent where the record stands elsewhere in the feed, or is gone. */
    Optional<Judgement> in(Exchange.Item.Offer offer) {
        return Optional.ofNullable(current.get(offer.recordId()))
                .filter(judgement -> offer.version() == changed.getOrDefault(offer.recordId(), 0));
    }

    /** When more of the record may leave, and it is to be offered again. */
    Optional<Instant> due(Exchange.Item.Offer offer) {
        return Optional.ofNullable(due.get(offer.recordId()));
    }

    /** Whether nothing of the record may leave, nor waits for a ruling; not where it only stands elsewhere in the feed. */
    boolean denied(Exchange.Item.Offer offer) {
        return Optional.ofNullable(current.get(offer.recordId()))
                .filter(judgement -> judgement.visible() || judgement.held())
                .isEmpty();
    }

    /** What is to be delivered for these offers, if it may leave. */
    List<Judgement> leaving(Collection<Exchange.Item.Offer> offers) {
        return offers.stream().flatMap(offer -> in(offer).stream()).distinct().toList();
    }
}
