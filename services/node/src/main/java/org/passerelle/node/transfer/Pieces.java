package org.passerelle.node.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.passerelle.gateway.interchange.Item;

/**
 * Cuts items into pieces that a gateway takes: at most so many items, and well below the longest body. An item that alone is more than that
 * is broken: sent, it would be refused with all that come after it.
 */
final class Pieces {
    private static final int MOST_ITEMS = 250;
    private static final int LONGEST = 900_000;
    /** Bytes of an item as it is sent, which with what stands around it are less than the longest body of 1 MiB. */
    private static final int LONGEST_ITEM = 1_000_000;

    private final Iterator<Item> items;
    private long number;
    private Optional<String> waiting = Optional.empty();

    /** @param number of the next item */
    Pieces(Iterator<Item> items, long number) {
        this.items = items;
        this.number = number;
    }

    boolean hasNext() {
        return waiting.isPresent() || items.hasNext();
    }

    /** The next piece as the API takes it. */
    String next() {
        StringBuilder piece = new StringBuilder(LONGEST / 2)
                .append("{\"first\":")
                .append(number)
                .append(",\"items\":[");
        int count = 0;
        int bytes = 0;
        while (count < MOST_ITEMS && hasNext()) {
            String entry = waiting.orElseGet(() -> sendable(items.next()));
            waiting = Optional.empty();
            int length = bytes(entry);
            if (count > 0 && bytes + length > LONGEST) {
                waiting = Optional.of(entry);
                break;
            }
            piece.append(count == 0 ? "" : ",").append(entry);
            bytes += length;
            count++;
        }
        number += count;
        return piece.append("]}").toString();
    }

    /** Number of the item after those that were given out. */
    long number() {
        return number;
    }

    /** How much is sent depends on what JSON escapes, and on how long characters are in UTF-8, whatever the format. */
    private static String sendable(Item item) {
        String entry = entry(item).toString();
        if (bytes(entry) <= LONGEST_ITEM) {
            return entry;
        }
        Item broken = new Item.Broken(item.line(), "is longer than " + LONGEST_ITEM + " bytes as JSON");
        return entry(broken).toString();
    }

    private static int bytes(String entry) {
        return entry.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ObjectNode entry(Item item) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("line", item.line());
        switch (item) {
            case Item.Whole(long line, String text) -> entry.put("text", text);
            case Item.Broken(long line, String problem) -> entry.put("fault", problem);
        }
        return entry;
    }
}
