package org.passerelle.gateway.feed;

import java.util.List;
import java.util.Map;
import org.passerelle.gateway.disclosure.Released;

/**
 * What one look at the feed came to.
 *
 * @param read position up to which everything was looked at
 * @param delivered position of the last item that leaves; the cursor goes no further, so that it says nothing of what was hidden
 * @param items as they leave, in order
 * @param noticeIds notices among them
 */
record Delivery(
        long read,
        long delivered,
        boolean more,
        List<Map<String, Object>> items,
        List<String> noticeIds,
        Released released) {
    Delivery {
        items = List.copyOf(items);
        noticeIds = List.copyOf(noticeIds);
    }

    boolean nothing() {
        return items.isEmpty();
    }
}
