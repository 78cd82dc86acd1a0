package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.message.Searching;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.interchange.ExportFormat;
import org.passerelle.gateway.interchange.Leaving;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.keys.ViewNames;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.json.Json;

/**
 * Fetches one page of an export. Each page is a disclosure of its own, decided under the policy of its moment for the action EXPORT, with
 * its leaf; the pages one behind the other are a file.
 */
final class FetchExport implements Operation {
    /** One file, whatever the account searches for meanwhile: pages come one behind the other. */
    private static final int MOST_FOR_ONE = 1;

    /** Of cursors behind pages on which nothing left. */
    private static final String BARE = "\nbare";

    private final SearchRecords search;
    private final ViewNames names;
    private final Cursors cursors;
    private final FewAtOnce few = FewAtOnce.ofEach(MOST_FOR_ONE);

    FetchExport(SearchRecords search, ViewNames names, Cursors cursors) {
        this.search = search;
        this.names = names;
        this.cursors = cursors;
    }

    @Override
    public String id() {
        return "fetchExport";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String id = call.path("id", ExportOrder.LONGEST_ID);
        ExportOrder order = ExportOrder.of(id, call.caller().subject());
        int limit = Math.toIntExact(call.numberQuery("limit", 1, 200, 200));
        // Also bound to the action: what may be read need not be what may be exported.
        String binding = "export\n" + order.format() + "\n"
                + order.filter().binding(call.caller().subject());
        Optional<From> from = call.query("cursor")
                .map(cursor -> from(cursor, binding)
                        .orElseThrow(() -> Call.parameter(
                                "cursor", Fault.Code.UNKNOWN_WORD, "is not a cursor of this caller and export")));
        UUID file = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        Part part = new Part(order.writing(), file, binding, from);
        return few.run(
                        call.caller().subject(),
                        () -> search.find(call.caller(), order.ask(), order.filter(), limit, from.map(From::place)))
                .map(found -> page(call.caller().party(), part, found));
    }

    /**
     * Where a page begins.
     *
     * @param bare whether nothing stands in the file yet but its beginning: what was found may be out of sight when it is to leave
     */
    private record From(long position, boolean bare) {
        Searching.Place place() {
            return new Searching.Place(position, 0);
        }
    }

    private Optional<From> from(String cursor, String binding) {
        return cursors.open(cursor, binding)
                .map(position -> new From(position, false))
                .or(() -> cursors.open(cursor, binding + BARE).map(position -> new From(position, true)));
    }

    /** A part of a file. */
    private record Part(ExportFormat format, UUID file, String binding, Optional<From> from) {
        String begin() {
            return from.isEmpty() ? format.begin(file) : "";
        }

        boolean bare() {
            return from.map(From::bare).orElse(true);
        }
    }

    private Answer page(String party, Part part, SearchRecords.Found found) {
        ExportFormat format = part.format();
        StringBuilder text = new StringBuilder(part.begin());
        boolean bare = part.bare();
        for (Judgement judgement : found.released().visible()) {
            text.append(format.view(leaving(party, judgement, found), bare));
            bare = false;
        }
        String binding = part.binding() + (bare ? BARE : "");
        Optional<String> next = found.next().map(place -> cursors.seal(place.position(), binding));
        text.append(next.isPresent() ? "" : format.end());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", format.contentType());
        next.ifPresent(cursor -> headers.put("Passerelle-Next", cursor));
        found.wordsUpTo().ifPresent(level -> headers.put("Passerelle-Words-Up-To", String.valueOf(level.number())));
        found.released()
                .receipt()
                .ifPresent(receipt -> headers.put("Passerelle-Disclosure", Json.write(receipt.json())));
        return new Answer.Body(200, headers, Buffer.buffer(text.toString()), Optional.empty(), () -> {})
                .within(found.released().window());
    }

    private Leaving leaving(String party, Judgement judgement, SearchRecords.Found found) {
        RenderedView view = judgement.rendered().orElseThrow();
        // Without any it would not have been found.
        List<Instant> changes =
                found.changes().getOrDefault(judgement.record().facts().recordId(), List.of());
        return new Leaving(view.json(), names.of(view), own(party, judgement), new Leaving.Changes(changes));
    }

    /** Told by what leaves alone: what is withheld shows nowhere. */
    private static boolean own(String party, Judgement judgement) {
        return judgement
                .view()
                .filter(view -> view.releaser().equals(party)
                        && Set.of(party).containsAll(view.label().originators()))
                .isPresent();
    }
}
