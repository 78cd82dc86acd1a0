package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.View;
import org.passerelle.gateway.attachments.FileName;
import org.passerelle.gateway.attachments.FileType;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Holds;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.keys.ViewTags;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.json.Json;

/**
 * Gives the bytes of an attachment, piece by piece. It is part of what may be read of the record, and decided with the whole of it; hidden
 * and absent are one answer, after the same questions.
 */
final class GetAttachment implements Operation {
    private final Bus bus;
    private final Disclosure disclosure;
    private final Custody custody;
    private final Notes notes;
    private final Holds holds;
    private final ViewTags tags;

    GetAttachment(Bus bus, Disclosure disclosure, Custody custody, Notes notes, Holds holds, ViewTags tags) {
        this.bus = bus;
        this.disclosure = disclosure;
        this.custody = custody;
        this.notes = notes;
        this.holds = holds;
        this.tags = tags;
    }

    @Override
    public String id() {
        return "getAttachment";
    }

    /** What is asked for. */
    private record Order(String record, String attachment, Ask ask) {}

    @Override
    public Future<Answer> answer(Call call) {
        Order order = new Order(call.path("id"), call.path("attachment"), Custody.read(call.requiredQuery("purpose")));
        AtomicReference<Buffer> first = new AtomicReference<>(Buffer.buffer());
        return disclosure
                .disclose(
                        call.caller(),
                        order.ask(),
                        leased -> judged(leased, call.caller(), order)
                                .compose(judged -> begin(order, judged, first).map(judged)))
                .compose(released -> released.receipt()
                        .map(receipt -> Future.succeededFuture(found(call, order, released, receipt, first.get())))
                        .orElseGet(() -> notFound(call.caller(), order, released)));
    }

    private Future<List<Judgement>> judged(LeasedBundle leased, Caller caller, Order order) {
        return custody.judged(leased, caller, order.ask(), order.record())
                .map(judged -> judged.stream()
                        .flatMap(judgement ->
                                judgement.attachment(leased.bundle(), caller.party(), order.attachment()).stream())
                        .toList());
    }

    // Read before the leaf is written: behind it there is no time to lose.
    private Future<Void> begin(Order order, List<Judgement> judged, AtomicReference<Buffer> first) {
        return judged.stream().noneMatch(Judgement::visible)
                ? Future.succeededFuture()
                : piece(order.attachment(), 0).onSuccess(first::set).mapEmpty();
    }

    private Future<Buffer> piece(String attachment, int ordinal) {
        return bus.ask(Attachments.READ, new Attachments.Read(attachment, ordinal))
                .map(piece -> piece.bytes()
                        .map(bytes -> Buffer.buffer(Base64.getDecoder().decode(bytes)))
                        .orElseThrow(() -> new Unavailable("attachment")));
    }

    private Answer found(Call call, Order order, Released released, Released.Receipt receipt, Buffer first) {
        Judgement judgement = released.visible().getFirst();
        Content.Attachment file = judgement
                .view()
                .map(View::attachments)
                .map(List::getFirst)
                .orElseThrow()
                .file();
        String tag = tags.of(judgement.rendered().orElseThrow());
        Runnable after = () -> holds.open(call.caller(), order.ask(), released.judged());
        if (call.header("If-None-Match").filter(tag::equals).isPresent()) {
            return Answer.empty(304)
                    .header("ETag", tag)
                    .within(released.window())
                    .then(after);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag);
        headers.put("Content-Type", type(file));
        headers.put("Content-Disposition", FileName.disposition(file.name()));
        headers.put("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        headers.put("Passerelle-Disclosure", Json.write(receipt.json()));
        judgement
                .rendered()
                .flatMap(said -> Optional.ofNullable(said.json().get(ViewJson.GRADING)))
                .ifPresent(grading -> headers.put("Passerelle-Grading", String.valueOf(grading)));
        return new Answer.Pieces(
                headers,
                file.size(),
                file.chunks(),
                ordinal -> ordinal == 0 ? Future.succeededFuture(first) : piece(file.id(), ordinal),
                released.window(),
                after);
    }

    private static String type(Content.Attachment file) {
        return Arrays.stream(FileType.values())
                .filter(type -> type.mediaType().equals(file.mediaType()))
                .map(FileType::header)
                .findFirst()
                .orElse("application/octet-stream");
    }

    private Future<Answer> notFound(Caller caller, Order order, Released released) {
        return notes.withheld(caller, order.ask(), order.record(), released.judged())
                .compose(noted -> {
                    holds.open(caller, order.ask(), released.judged());
                    return Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND));
                });
    }
}
