package org.passerelle.node.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.Translator;

/**
 * Cuts items into pieces that a gateway takes: at most so many items, well below the longest body, and of no more than a gateway holds of
 * their submissions, for a mapping makes much of little. An item that alone is longer than a body is broken: sent, it would be refused with
 * all that come after it.
 */
final class Pieces {
    private static final int MOST_ITEMS = 250;
    private static final int LONGEST = 900_000;
    /** Bytes of an item as it is sent, which with what stands around it are less than the longest body of 1 MiB. */
    private static final int LONGEST_ITEM = 1_000_000;

    private final Iterator<Item> items;
    private final Translator translator;
    private long number;
    private Optional<Entry> waiting = Optional.empty();

    /**
     * An item that can be sent.
     *
     * @param bytes of it as it is sent
     * @param made characters that its submission will have
     */
    private record Entry(String json, int bytes, int made) {}

    /**
     * @param translator as the gateway has it
     * @param number of the next item
     */
    Pieces(Iterator<Item> items, Translator translator, long number) {
        this.items = items;
        this.translator = translator;
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
        int made = 0;
        while (count < MOST_ITEMS && hasNext()) {
            Entry entry = waiting.orElseGet(() -> sendable(items.next()));
            waiting = Optional.empty();
            boolean full = bytes + entry.bytes() > LONGEST || made + entry.made() >= ImportFormat.MOST_OF_A_PIECE;
            if (count > 0 && full) {
                waiting = Optional.of(entry);
                break;
            }
            piece.append(count == 0 ? "" : ",").append(entry.json());
            bytes += entry.bytes();
            made += entry.made();
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
    private Entry sendable(Item item) {
        String json = entry(item).toString();
        int bytes = bytes(json);
        if (bytes <= LONGEST_ITEM) {
            return new Entry(json, bytes, made(item));
        }
        Item broken = new Item.Broken(item.line(), "is longer than " + LONGEST_ITEM + " bytes as JSON");
        String told = entry(broken).toString();
        return new Entry(told, bytes(told), 0);
    }

    private int made(Item item) {
        return switch (item) {
            case Item.Whole whole -> made(whole);
            case Item.Broken broken -> 0;
        };
    }

    private int made(Item.Whole whole) {
        try {
            return switch (translator.translate(whole)) {
                case Translator.Translated.Submission submission ->
                    submission.body().length();
                case Translator.Translated.Refused refused -> 0;
            };
        } catch (RuntimeException unforeseen) {
            // The gateway, which judges it, tells of it, and makes nothing of it either.
            return 0;
        }
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
