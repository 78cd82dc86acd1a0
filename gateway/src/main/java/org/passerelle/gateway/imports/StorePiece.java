package org.passerelle.gateway.imports;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Imports;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.Translator;
import org.passerelle.gateway.records.BulkIntake;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.platform.bus.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in one piece of a file; a repeated one is answered as the first was, and looked at no further. */
final class StorePiece implements Operation {
    private static final Logger LOG = LoggerFactory.getLogger(StorePiece.class);
    private static final int MOST_AT_ONCE = 2;
    private static final int MOST_FOR_ONE = 1;
    private static final int MOST_FAULTS = 10;
    private static final int MOST_FRAMES = 5;

    /** Of a pointer or message, in either of which a name out of the file may stand. */
    private static final int LONGEST = 1_000;

    /** A piece is a thousand submissions at most: longer than a single one may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final Disclosure disclosure;
    private final BulkIntake intake;
    private final FewAtOnce few = new FewAtOnce(MOST_AT_ONCE, MOST_FOR_ONE);

    StorePiece(Vertx vertx, Bus bus, Clock clock, Disclosure disclosure, BulkIntake intake) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.disclosure = disclosure;
        this.intake = intake;
    }

    @Override
    public String id() {
        return "storeImportPiece";
    }

    /** What one item has come to so far. */
    record Read(Item item, Parsed parsed, UnaryOperator<LocatedFault> placing) {}

    @Override
    public Future<Answer> answer(Call call) {
        SentPiece piece = SentPiece.read(call);
        String id = call.path("id");
        return few.run(
                call.caller().subject(),
                () -> bus.ask(
                                Imports.LOOK,
                                new Imports.Look(id, call.caller().subject(), piece.first(), piece.digest()))
                        .compose(looked -> {
                            Imports.Job job = looked.job().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
                            if (looked.piece().isPresent()) {
                                return Future.succeededFuture(Answer.json(
                                        200, ImportJson.of(looked.piece().get(), job)));
                            }
                            if (job.ended()) {
                                return Future.failedFuture(ended());
                            }
                            // What is compared with what the party submitted before must come after it.
                            return job.next() == piece.first()
                                    ? take(call, job, piece)
                                    : Future.failedFuture(elsewhere(job.next()));
                        }));
    }

    private Future<Answer> take(Call call, Imports.Job job, SentPiece piece) {
        return disclosure
                .policy()
                .compose(leased -> Workers.run(vertx, () -> read(leased, call, job, piece))
                        .compose(read -> intake.take(
                                        leased,
                                        call.caller(),
                                        read.stream().map(Read::parsed).toList())
                                .map(outcomes -> items(read, outcomes)))
                        .compose(items -> bus.ask(
                                Imports.STORE,
                                new Imports.Store(
                                        job.id(), call.caller().subject(), piece.first(), piece.digest(), items),
                                PATIENCE))
                        .map(StorePiece::answer));
    }

    private List<Read> read(LeasedBundle leased, Call call, Imports.Job job, SentPiece piece) {
        Translator translator = new BoundedTranslator(Formats.toImport(job.format())
                .orElseThrow(() -> new IllegalStateException("an import in the unknown format " + job.format()))
                .translator(job.mapping()));
        SubmissionParser parser =
                new SubmissionParser(leased.bundle(), call.caller().party(), clock.instant());
        return piece.items().stream()
                .map(item -> read(item, translator, parser))
                .toList();
    }

    /** What cannot be judged is a fault of that item: it would cost the piece, whenever it is sent, and so the rest of the file. */
    static Read read(Item item, Translator translator, SubmissionParser parser) {
        try {
            return judged(item, translator, parser);
        } catch (RuntimeException unforeseen) {
            // Without its message, in which content may stand.
            LOG.error(
                    "an item of an import cannot be judged: {} {}",
                    unforeseen.getClass().getName(),
                    Arrays.stream(unforeseen.getStackTrace()).limit(MOST_FRAMES).toList());
            Fault fault = new Fault("", Fault.Code.UNREADABLE, "cannot be judged, by a fault of the platform");
            return refused(item, List.of(new LocatedFault(fault, 0, 0)));
        }
    }

    private static Read judged(Item item, Translator translator, SubmissionParser parser) {
        return switch (item) {
            case Item.Broken(long line, String problem) -> {
                Fault fault = new Fault("", Fault.Code.UNREADABLE, problem);
                yield refused(item, List.of(new LocatedFault(fault, Math.toIntExact(line), 0)));
            }
            case Item.Whole whole ->
                switch (translator.translate(whole)) {
                    case Translator.Translated.Refused(List<LocatedFault> faults) -> refused(item, faults);
                    case Translator.Translated.Submission(String body, UnaryOperator<LocatedFault> placing) ->
                        parsed(item, parser.parse(body), placing);
                };
        };
    }

    /** Of what is refused nothing is held but where the faults are: its translation can be far larger than the item. */
    private static Read parsed(Item item, Parsed parsed, UnaryOperator<LocatedFault> placing) {
        return switch (parsed) {
            case Parsed.Refused(List<LocatedFault> faults) ->
                refused(item, faults.stream().limit(MOST_FAULTS).map(placing).toList());
            case Parsed.Accepted accepted -> new Read(item, accepted, placing);
        };
    }

    private static Read refused(Item item, List<LocatedFault> faults) {
        return new Read(item, new Parsed.Refused(faults), UnaryOperator.identity());
    }

    private static List<Imports.Item> items(List<Read> read, List<BulkIntake.Outcome> outcomes) {
        List<Imports.Item> items = new ArrayList<>();
        for (int index = 0; index < read.size(); index++) {
            items.add(item(read.get(index), outcomes.get(index)));
        }
        return items;
    }

    private static Imports.Item item(Read read, BulkIntake.Outcome outcome) {
        return switch (outcome) {
            case BulkIntake.Outcome.Taken(var submit) -> new Imports.Item.Accepted(submit);
            case BulkIntake.Outcome.Rejected(var reject) ->
                new Imports.Item.Rejected(
                        new Imports.Fault(
                                read.item().line(), 0, "/label/marking", "hosting-ceiling", BulkIntake.ABOVE_CEILING),
                        reject);
            case BulkIntake.Outcome.Faulty(List<LocatedFault> faults) ->
                new Imports.Item.Faulty(faults.stream()
                        .limit(MOST_FAULTS)
                        .map(read.placing())
                        .map(fault -> fault(read.item(), fault))
                        .toList());
        };
    }

    // A fault that could not be kept would cost the whole piece, again and again.
    private static Imports.Fault fault(Item item, LocatedFault fault) {
        return new Imports.Fault(
                fault.line() > 0 ? fault.line() : item.line(),
                fault.column(),
                Plain.of(fault.fault().pointer(), LONGEST),
                fault.fault().code().text(),
                Plain.of(fault.fault().message(), LONGEST));
    }

    private static Answer answer(Imports.Stored stored) {
        return switch (stored) {
            case Imports.Stored.Done(Imports.Piece piece, Imports.Job job) ->
                Answer.json(200, ImportJson.of(piece, job));
            case Imports.Stored.Elsewhere(long next) -> throw elsewhere(next);
            case Imports.Stored.Closed closed -> throw ended();
            case Imports.Stored.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
        };
    }

    static Refusal ended() {
        String how = "the import has ended: it was completed, or nothing came for 30 days";
        return new Refusal(Problem.of(Problem.Kind.CONFLICT, how));
    }

    private static Refusal elsewhere(long next) {
        return new Refusal(Problem.of(Problem.Kind.CONFLICT, "the import stands at item " + next));
    }
}
