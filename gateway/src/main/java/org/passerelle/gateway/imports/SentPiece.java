package org.passerelle.gateway.imports;

import java.util.List;
import java.util.Optional;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * A piece of a file as it is sent.
 *
 * @param first number of its first item in the file, from 1
 * @param digest of the request, by which a repeated one is known
 */
record SentPiece(long first, List<Item> items, String digest) {
    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_PROBLEM = 200;

    /** The body of a request. */
    record Body(long first, List<Entry> items) {}

    /**
     * An item in it: its text, or why the sender could not read it.
     *
     * @param line of the file, from 1
     */
    record Entry(long line, Optional<String> text, Optional<String> fault) {}

    static SentPiece read(Call call) {
        String sent = call.body();
        try {
            Body body = Json.read(sent, Body.class);
            if (body.first() < 1) {
                throw refusal(new Fault("/first", Fault.Code.WRONG_TYPE, "items are counted from 1"), 0, 0);
            }
            if (body.items().isEmpty() || body.items().size() > MOST_ITEMS) {
                throw refusal(
                        new Fault("/items", Fault.Code.TOO_LONG, "a piece has one to " + MOST_ITEMS + " items"), 0, 0);
            }
            return new SentPiece(body.first(), items(body.items()), Sha256.hex(sent));
        } catch (JsonFault broken) {
            throw refusal(
                    new Fault(broken.pointer(), Fault.Code.NOT_JSON, broken.problem()), broken.line(), broken.column());
        }
    }

    private static List<Item> items(List<Entry> entries) {
        return entries.stream().map(SentPiece::item).toList();
    }

    private static Item item(Entry entry) {
        if (entry.line() < 1
                || entry.line() > Integer.MAX_VALUE
                || entry.text().isPresent() == entry.fault().isPresent()) {
            throw refusal(
                    new Fault("/items", Fault.Code.CONTRADICTION, "each has its line, and either a text or a fault"),
                    0,
                    0);
        }
        return entry.text()
                .<Item>map(text -> new Item.Whole(entry.line(), text))
                .orElseGet(() ->
                        new Item.Broken(entry.line(), Plain.of(entry.fault().orElseThrow(), LONGEST_PROBLEM)));
    }

    private static Refusal refusal(Fault fault, int line, int column) {
        return new Refusal(Problem.faulty(Problem.Kind.INVALID, List.of(new LocatedFault(fault, line, column))));
    }
}
