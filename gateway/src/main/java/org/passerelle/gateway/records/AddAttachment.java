package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Admission;
import org.passerelle.core.decision.Admit;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.TearLine;
import org.passerelle.gateway.attachments.Cleaned;
import org.passerelle.gateway.attachments.FileCleaning;
import org.passerelle.gateway.attachments.FileName;
import org.passerelle.gateway.attachments.FileType;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.ProblemCode;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.submission.AttachmentLabel;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.Sha256;

/**
 * Takes in a file beside a record of the caller's party: whole, cleaned and labelled, or not at all. Nothing reaches records before the
 * last byte has come and has been looked at, and then it is decided anew: an upload may last longer than a lease of the policy, and than
 * the right to send it.
 */
final class AddAttachment implements Operation {
    /** Each may need several times its size. */
    private static final int AT_ONCE = 4;

    private static final int AT_ONCE_FOR_ONE = 2;

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final Disclosure disclosure;
    private final Custody custody;
    private final Citations citations;
    private final TearLines tearLines;
    private final SourceTelling sources;
    private final long limit;
    private final FewAtOnce few = new FewAtOnce(AT_ONCE, AT_ONCE_FOR_ONE);

    /** @param limit the most bytes that a file may have */
    AddAttachment(
            Vertx vertx,
            Bus bus,
            Clock clock,
            Disclosure disclosure,
            Custody custody,
            Citations citations,
            TearLines tearLines,
            SourceTelling sources,
            long limit) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.disclosure = disclosure;
        this.custody = custody;
        this.citations = citations;
        this.tearLines = tearLines;
        this.sources = sources;
        this.limit = limit;
    }

    @Override
    public String id() {
        return "addAttachment";
    }

    @Override
    public boolean readsItself() {
        return true;
    }

    /** What is said of a file beside its bytes. */
    private record Said(String name, FileType type) {}

    /** A file as it will be kept. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Taken(Said said, byte[] bytes, String hash) {}

    /** Beside which record it comes, and with which label, under one policy. */
    private record Place(LeasedBundle leased, Caller caller, Judgement record, AttachmentLabel label) {}

    /** The portion, and what was recorded of its sources before anything was said of it. */
    private record Sourced(Citations.Resolved resolved, ToldSources sources) {}

    @Override
    public Future<Answer> answer(Call call) {
        return place(call, call.caller())
                .compose(before -> taken(call, said(call)))
                .compose(taken ->
                        call.again().compose(caller -> place(call, caller)).compose(place -> store(place, taken)));
    }

    private Future<Place> place(Call call, Caller caller) {
        return disclosure
                .policy()
                .compose(leased -> custody.required(leased, caller, call.path("id"))
                        .map(record -> new Place(leased, caller, record, label(call, caller, leased))));
    }

    private Future<Taken> taken(Call call, Said said) {
        return few.run(
                call.caller().subject(),
                () -> bytes(call).compose(bytes -> Workers.run(vertx, () -> taken(said, bytes))));
    }

    /** What comes while the sign-in lasts: later it would be of no use, and who sends nothing would keep a place for ever. */
    private Future<Buffer> bytes(Call call) {
        long left = Duration.between(clock.instant(), call.caller().until()).toMillis();
        return call.bytes(limit)
                .timeout(Math.max(1, left), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException ? new Refusal(Problem.Kind.UNAUTHENTICATED) : failure));
    }

    private static Said said(Call call) {
        FileType type = FileType.claimed(call.header("Content-Type").orElse(""))
                .orElseThrow(() -> new Refusal(
                        Problem.of(Problem.Kind.MEDIA_TYPE, "a file is of one of these types: " + FileType.known())));
        String name = FileName.read(call.requiredQuery("name"))
                .orElseThrow(() -> Call.parameter(
                        "name", Fault.Code.FORBIDDEN_CHARACTER, "is no name that a file may have on every system"));
        if (!type.fits(name)) {
            throw Call.parameter("name", Fault.Code.CONTRADICTION, "does not end as the name of " + type.mediaType());
        }
        return new Said(name, type);
    }

    private AttachmentLabel label(Call call, Caller caller, LeasedBundle leased) {
        Faults faults = new Faults();
        return AttachmentLabel.read(
                        call.requiredQuery("label"), leased.bundle(), caller.party(), clock.instant(), faults)
                .filter(read -> faults.none())
                .orElseThrow(() -> refused(faults));
    }

    private static Refusal refused(Faults faults) {
        return new Refusal(Problem.faulty(
                Problem.Kind.INVALID,
                faults.list().stream()
                        .map(fault -> new LocatedFault(fault, 0, 0))
                        .toList()));
    }

    private static Taken taken(Said said, Buffer bytes) {
        return switch (FileCleaning.clean(said.type(), bytes.getBytes())) {
            case Cleaned.Kept(byte[] kept) -> new Taken(said, kept, Sha256.hex(kept));
            case Cleaned.Refused(String reason) ->
                throw new Refusal(Problem.unacceptable(reason, ProblemCode.FILE_REFUSED));
        };
    }

    private Future<Answer> store(Place place, Taken taken) {
        LeasedBundle leased = place.leased();
        Caller caller = place.caller();
        RecordFacts record = place.record().record().facts();
        String id = UUID.randomUUID().toString();
        int pieces = Math.max(1, Math.ceilDiv(taken.bytes().length, Attachments.PIECE));
        Content content = new Content.Attachment(
                id, taken.said().name(), taken.said().type().mediaType(), taken.bytes().length, taken.hash(), pieces);
        AttachmentLabel label = place.label();
        Draft.Portion portion =
                new Draft.Portion("", PortionFacts.ATTACHMENT, content, label.label(), label.marking(), List.of(), "");
        Draft draft = new Draft(
                record.type(),
                record.areas(),
                record.tags(),
                Optional.empty(),
                new Draft.TearLineOf.Unstated(),
                List.of(portion),
                taken.hash());
        return citations
                .resolve(leased, caller, draft, Set.of(), new Faults())
                .map(List::getFirst)
                .compose(resolved -> sources.ofTaken(caller, List.of(resolved), Set.of())
                        .compose(told -> asTearLine(leased, caller, place.record(), resolved, told)
                                .map(new Sourced(resolved, told))))
                .compose(sourced -> admitted(leased, caller, draft, sourced).compose(cause -> {
                    Citations.Resolved resolved = sourced.resolved();
                    Map<String, Object> words = new ViewJson(leased.bundle(), caller.party())
                            .label(resolved.portion().label())
                            .orElseThrow(() -> sourced.sources().refusing(StoredJson.unspoken()));
                    Attachments.Attach attach = new Attachments.Attach(
                            record.recordId(), caller.party(), caller.subject(), resolved.portion(), cause);
                    return send(id, resolved.portion().label(), pieces, caller, taken.bytes())
                            .compose(sent -> bus.ask(Attachments.ATTACH, attach, Policy.PATIENCE))
                            .onFailure(failed -> discard(id))
                            .map(outcome -> attached(outcome, id))
                            .compose(stored -> sources.ofStored(caller, List.of(resolved), sourced.sources())
                                    .map(leaving -> leaving.within(answer(
                                            record.recordId(),
                                            told((Content.Attachment) content, words, resolved, leaving),
                                            stored))));
                }));
    }

    /** A tear-line stays below its source with the file, too. */
    private Future<Void> asTearLine(
            LeasedBundle leased, Caller caller, Judgement own, Citations.Resolved resolved, ToldSources told) {
        List<TearLine.Portion> standing = TearLines.portions(own).toList();
        return tearLines
                .standing(leased, caller, own.record().facts().recordId())
                .compose(relation -> {
                    Faults faults = new Faults();
                    TearLines.faults(caller, relation, List.of(resolved), standing).stream()
                            .filter(fault -> !(fault instanceof TearLine.Fault.Foreign))
                            .forEach(fault -> faults.add("label", Fault.Code.NOT_BELOW, TearLines.words(fault)));
                    return faults.none()
                            ? Future.succeededFuture()
                            : Future.failedFuture(told.refusing(refused(faults)));
                });
    }

    /** Why it goes into quarantine, if it does; of what is above the ceiling only a case is kept. */
    private Future<Optional<String>> admitted(LeasedBundle leased, Caller caller, Draft draft, Sourced sourced) {
        Citations.Resolved resolved = sourced.resolved();
        Label label = resolved.portion().label();
        return switch (Admit.admit(leased.bundle(), caller.subject(), label, Set.of(), clock.instant())) {
            case Admission.Accept accept -> Future.succeededFuture(Optional.empty());
            case Admission.Quarantine(String cause) -> Future.succeededFuture(Optional.of(cause));
            case Admission.Reject reject ->
                bus.ask(Records.REJECT, Intake.rejection(caller, draft, List.of(resolved.portion()), label, reject))
                        .compose(rejection ->
                                Future.failedFuture(sourced.sources().refusing(Intake.aboveCeiling(rejection))));
        };
    }

    private static Map<String, Object> told(
            Content.Attachment file, Map<String, Object> label, Citations.Resolved resolved, ToldSources sources) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", file.id());
        json.put("name", file.name());
        json.put("type", file.mediaType());
        json.put("size", file.size());
        json.put("sha256", file.hash());
        json.putAll(StoredJson.of(label, List.of(resolved), sources));
        return json;
    }

    private Future<Void> send(String id, Label label, int pieces, Caller caller, byte[] bytes) {
        Future<Void> sent = bus.ask(Attachments.OPEN, new Attachments.Open(id, label, pieces, caller.subject()))
                .mapEmpty();
        for (int piece = 0; piece < pieces; piece++) {
            int ordinal = piece;
            sent = sent.compose(before -> bus.ask(
                            Attachments.STORE, new Attachments.Store(id, ordinal, base64(bytes, ordinal)))
                    .mapEmpty());
        }
        return sent;
    }

    private static String base64(byte[] bytes, int ordinal) {
        int from = ordinal * Attachments.PIECE;
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Attachments.PIECE)));
    }

    // What is not told to be forgotten is forgotten after a while.
    private void discard(String id) {
        bus.ask(Attachments.DISCARD, new Attachments.Discard(id));
    }

    private static Answer.Body answer(String recordId, Map<String, Object> told, Attachments.Attached.Stored stored) {
        Map<String, Object> json = new LinkedHashMap<>(told);
        json.put("id", stored.id());
        return Answer.json(stored.replayed() ? 200 : 201, json)
                .header("Location", "/api/v1/records/" + recordId + "/attachments/" + stored.id());
    }

    private Attachments.Attached.Stored attached(Attachments.Attached outcome, String sent) {
        return switch (outcome) {
            case Attachments.Attached.Stored stored -> {
                if (stored.replayed()) {
                    discard(sent);
                }
                yield stored;
            }
            case Attachments.Attached.Absent absent -> {
                discard(sent);
                throw new Refusal(Problem.Kind.NOT_FOUND);
            }
        };
    }
}
